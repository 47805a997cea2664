from hashlib import sha256

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import override

from callbacks.notice import NOTICE_VERSION, known_versions, template_of


def test_the_notice_of_today_is_known_and_has_a_template():
    assert NOTICE_VERSION in known_versions()
    assert template_of(NOTICE_VERSION) == "callbacks/notices/2026-11-22.html"


def test_a_version_from_outside_is_never_known():
    assert {"", "2026-11-21", "../notice", "2026-11-22.html"} & known_versions() == set()


SHOWN = {
    ("2026-11-22", "en"): "c4a5cd7bcfd2e1bf212fcb75670a2f33ac382cfa60c50d765da0056928dc3559",
    ("2026-11-22", "tr"): "89a9d0a20dda7d52564181426c9ce83add0aedc500d3834585d2464c0d7085ef",
}


def words_of(version: str, language: str) -> str:
    """The notice as a reader of `language` sees it, without the facts of one hospital."""
    with override(language):
        return " ".join(strip_tags(render_to_string(template_of(version), {"facts": None})).split())


@pytest.mark.parametrize(("version", "language"), SHOWN)
def test_a_notice_that_was_shown_is_never_reworded(version, language):
    """A request keeps the version of the notice its sender was shown. New words are a new version."""
    assert sha256(words_of(version, language).encode()).hexdigest() == SHOWN[version, language]


def test_every_notice_is_held_to_its_words():
    assert {version for version, _language in SHOWN} == known_versions()
