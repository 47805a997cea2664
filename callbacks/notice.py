"""Which privacy notices there are. Each is a template, and stays when a newer one is added, so that everybody can
still be shown what they were shown."""

from functools import lru_cache
from pathlib import Path

from django.template import Engine

FOLDER = "callbacks/notices"

#: The notice that the form shows today.
NOTICE_VERSION = "2026-11-22"


def template_of(version: str) -> str:
    """The template that holds the notice `version`."""
    return f"{FOLDER}/{version}.html"


@lru_cache(maxsize=1)
def known_versions() -> frozenset[str]:
    """Every version there is a template for. Listed, not looked up: a version from outside never becomes a path."""
    folders = [Path(folder, FOLDER) for folder in Engine.get_default().dirs]
    return frozenset(path.stem for folder in folders for path in folder.glob("*.html"))
