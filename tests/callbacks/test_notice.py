from hashlib import sha256

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from callbacks import notice
from callbacks.context import forget_facts
from callbacks.models import HospitalFacts, NoticeText
from callbacks.notice import NOTICE_VERSION, known_versions


def test_the_notice_of_today_is_known():
    assert NOTICE_VERSION in known_versions()


def test_a_version_from_outside_is_never_known():
    assert {"", "2026-11-21", "../notice", "2026-11-22.html"} & known_versions() == set()


@pytest.fixture
def controller(db):
    def says(name: str) -> None:
        HospitalFacts(name="Cedar Hospital", controller=name).save()
        forget_facts()

    says("Cedar Hospital, Istanbul")
    return says


def test_the_words_of_a_notice_are_kept_once_under_a_name_of_their_own(controller):
    names = {notice.keep(NOTICE_VERSION, "en") for _ in range(3)}
    stored = NoticeText.objects.get()

    assert names == {stored.version}
    assert (stored.version[:11], len(stored.version), stored.language) == (f"{NOTICE_VERSION}-", 19, "en")
    assert "Cedar Hospital, Istanbul" in stored.text
    assert stored.text == notice.text_of(NOTICE_VERSION, "en", HospitalFacts.objects.current())


def test_each_language_has_its_own_words_whatever_language_is_active(controller):
    with override("tr"):
        name = notice.keep(NOTICE_VERSION, "en")
    turkish = notice.keep(NOTICE_VERSION, "tr")

    assert "What we keep" in notice.kept_text(name, "en")
    assert name != turkish
    assert notice.kept_text(turkish, "en") is None


def test_a_notice_is_shown_as_it_was_when_the_facts_have_changed(client, controller):
    name = notice.keep(NOTICE_VERSION, "en")
    controller("Somebody else, Ankara")
    old = client.get(reverse("callbacks:notice", args=[name]))
    today = client.get(reverse("callbacks:privacy"))

    assert ["Cedar Hospital, Istanbul" in page.text for page in (old, today)] == [True, False]
    assert ["Somebody else, Ankara" in page.text for page in (old, today)] == [False, True]
    assert ["This is an older version." in page.text for page in (old, today)] == [True, False]
    assert notice.keep(NOTICE_VERSION, "en") != name


def test_markup_in_the_facts_is_text_in_what_is_kept(controller):
    controller("<script>alert(1)</script>")

    assert "<script>" not in notice.kept_text(notice.keep(NOTICE_VERSION, "en"), "en")


@pytest.mark.parametrize("wrong", ["2026-11-22-00000000", "2001-01-01", "x" * 10_000])
def test_words_that_were_never_shown_are_not_found(client, controller, wrong):
    notice.keep(NOTICE_VERSION, "en")

    assert client.get(reverse("callbacks:notice", args=[wrong])).status_code == 404


SHOWN = {
    ("2026-11-22", "en"): "1f443f8bebb596e9a7f72b37fabddc3fd9c13f767b0d13cc5a1194816bf37881",
    ("2026-11-22", "tr"): "d21a7abf0314897a8566f11470ee966d9a82b7f14180cadb62f4089691173e70",
}


def words_of(version: str, language: str) -> str:
    """The notice as a reader of `language` sees it, without the facts of one hospital."""
    return " ".join(strip_tags(notice.text_of(version, language, HospitalFacts())).split())


@pytest.mark.parametrize(("version", "language"), SHOWN)
def test_a_notice_that_was_shown_is_never_reworded(version, language):
    """A request keeps the version of the notice its sender was shown. New words are a new version."""
    assert sha256(words_of(version, language).encode()).hexdigest() == SHOWN[version, language]


def test_every_notice_is_held_to_its_words():
    assert {version for version, _language in SHOWN} == known_versions()


def test_the_page_asks_for_the_facts_once_and_is_for_now_only_where_they_are_from_memory(
    client, monkeypatch, controller
):
    """A database that is gone is waited for once; and if it answers a moment later, all of the page still knows."""
    asked = []

    def refuse_the_first_time() -> HospitalFacts:
        asked.append("facts")
        if len(asked) == 1:
            raise OperationalError
        return HospitalFacts.objects.current()

    monkeypatch.setattr("callbacks.context._held._read", refuse_the_first_time)
    forget_facts()
    shown = client.get(reverse("callbacks:privacy"))
    assert (asked, shown["Cache-Control"]) == (["facts"], "no-store")
