"""A real Chromium, Debian's. Without one these tests are skipped, and with REQUIRE_BROWSER=1 they fail."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from articles import content
from tests.conftest import ROOT
from tests.making import small
from tests.serving import environment, served

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


def articles() -> list[content.Dump]:
    """One that is partly in each language, and one that is in English only and one in Turkish only."""
    partly = small(key="partly", slug={"en": "partly", "tr": "kismen"})
    partly["causes"][0]["explanation"] = {"tr": "Yalnızca Türkçe."}
    partly["care"][0]["items"][0]["text"] = {"en": "Only in English."}
    only = small(key="only", slug={"en": "only"}, title={"en": "Only in English"})
    only["title"] = {"en": "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2}
    yalniz = small(key="yalniz", source_language="tr", slug={"tr": "yalniz"}, title={"tr": "Yalnızca Türkçe"})
    return [partly, only, yalniz]


@pytest.fixture(scope="session")
def site(tmp_path_factory: Any) -> Iterator[str]:
    """The address of a site with the first article and `articles()`, served once for all of these tests."""
    folder = tmp_path_factory.mktemp("pages")
    with served(folder) as (port, _log):
        files = []
        for dump in articles():
            files.append(folder / f"{dump['key']}.yaml")
            files[-1].write_text(content.write(dump))
        command = [sys.executable, "manage.py", "load_article", *map(str, files), "--publish"]
        subprocess.run(command, env=environment(folder, port), cwd=ROOT, check=True, capture_output=True)
        yield f"http://127.0.0.1:{port}"
