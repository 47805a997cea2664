"""A real Chromium, Debian's. Without one these tests are skipped, and with REQUIRE_BROWSER=1 they fail."""

import os
import shutil
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("browser tests required but there is no chromium on PATH", pytrace=False)
    if CHROMIUM is None:
        pytest.skip("there is no chromium on PATH")
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}
