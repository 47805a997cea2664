"""Which of several processes runs which test: whichever is free, but those that share something dear run in one.

pytest-xdist's own `--dist loadgroup` groups nothing from pytest 9.2 on (pytest-dev/pytest-xdist#1386).
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

#: One browser and its site, one served site, one published article for all tests of a file.
TOGETHER = (
    "tests/browser/",
    "tests/crampinfo/test_served.py",
    "tests/crampinfo/test_security.py",
    "tests/crampinfo/test_languages.py",
)


class Together(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)
