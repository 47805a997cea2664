"""Which privacy notices there are, and the words of each as somebody was shown them.

A notice is a template, which stays when a newer one is added. It also names the controller and the number to call,
which change without it; so its words are kept with the first request made under them (models.NoticeText), and can be
shown as they were.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.template import engines
from django.template.loader import render_to_string
from django.utils.translation import override

from .models import HospitalFacts, NoticeText

FOLDER = "callbacks/notices"

#: The notice that the form shows today.
NOTICE_VERSION = "2026-11-22"


@lru_cache(maxsize=1)
def known_versions() -> frozenset[str]:
    """Every version there is a template for. Listed, not looked up: a version from outside never becomes a path."""
    folders = [Path(folder, FOLDER) for folder in engines["readers"].template_dirs]
    return frozenset(path.stem for folder in folders for path in folder.glob("*.html"))


def text_of(version: str, language: str, facts: HospitalFacts) -> str:
    """The words of the notice `version` in `language`, as HTML, with these facts of the hospital."""
    with override(language):
        return render_to_string(f"{FOLDER}/{version}.html", {"facts": facts})


def keep(version: str, language: str) -> str:
    """Keep the words of a notice as they are shown now, once, and return the name they are kept under.

    The name is the version and eight letters of the words' digest: "2026-11-22-9c1185a5".
    """
    text = text_of(version, language, HospitalFacts.objects.current())
    name = f"{version}-{sha256(text.encode()).hexdigest()[:8]}"
    NoticeText.objects.get_or_create(version=name, language=language, defaults={"text": text})
    return name


def kept_text(name: str, language: str) -> str | None:
    """The words kept under `name` in `language`, as HTML written by this site; None if there are none."""
    return NoticeText.objects.filter(version=name, language=language).values_list("text", flat=True).first()
