from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles import content, turkish
from articles.benchmarking import library
from articles.benchmarking.titles import MOST, title
from articles.models import Edition
from tests.making import small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_patterns(monkeypatch):
    monkeypatch.setattr(library, "PATTERNS", 2)
    monkeypatch.setattr("articles.management.commands.bench_data.PATTERNS", 2)


def test_every_made_article_can_be_read_in_both_languages_with_its_twins_in_the_lists(capsys):
    call_command("bench_data", 5)
    assert capsys.readouterr().out == "5 articles\n"
    editions = Edition.objects.current()
    assert Counter(editions.values_list("language", flat=True)) == {"en": 5, "tr": 5}
    for edition in editions:
        page = edition.get_absolute_url()
        for address in (page, f"{page.rstrip('/')}.md"):
            assert edition.title.replace("’", "") in Client().get(address).text.replace("\\", "")
    listed = Client().get("/en/articles/").context["letters"]
    assert sum(len(group["cards"]) for group in listed) == 5


def test_broken_off_it_goes_on_where_it_was(capsys):
    call_command("bench_data", 3)
    before = list(Edition.objects.order_by("pk").values_list("pk", "slug"))
    call_command("bench_data", 5)
    assert list(Edition.objects.order_by("pk").values_list("pk", "slug"))[: len(before)] == before
    assert Edition.objects.count() == 10


def test_a_database_with_articles_of_its_own_is_left_alone():
    content.store(small())
    with pytest.raises(CommandError, match="articles of its own"):
        call_command("bench_data", 1)
    assert not Edition.objects.exists()


def test_the_titles_are_all_different_and_stand_under_nearly_every_letter():
    assert MOST >= 100_000
    for code, missing in (("en", 0), ("tr", 4 + 3)):  # no title of ours begins with C, N, O or Ğ, nor with Q, W or X
        titles = [title(number)[code] for number in range(0, 100_000, 7)]
        assert len(set(titles)) == len(titles)
        there = {turkish.letter(each, code) for each in titles}
        assert len(turkish.letters(code)) - len(there) <= missing
