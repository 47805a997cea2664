"""A question that is written once gives what the queryset gives that it was written from."""

import pytest
from django.db.models import Case, F, When

from articles.models import Edition
from articles.written_once import Open, WrittenOnce
from tests.articles.test_a_to_z import shelve

pytestmark = pytest.mark.django_db


def under(language, letter):
    return Edition.objects.current().in_language(language).under_letter(letter).in_order().on_cards()


def told(entries):
    return [(entry.pk, entry.slug, entry.letter, entry.sort_key, entry.card) for entry in entries]


@pytest.mark.parametrize("letter", ["K", "Ç", "Q", "' OR 1=1 --", "%s"])
def test_the_rows_are_those_of_the_queryset_for_every_value(letter):
    shelve("Kas", "Kramp", "Çarpıntı")
    asked = WrittenOnce(under(Open("language"), Open("letter")))
    assert told(asked.of(letter=letter, language="tr")) == told(under("tr", letter))


def test_it_is_not_written_again(django_assert_num_queries):
    shelve("Kas", "Ova")
    asked = WrittenOnce(under(Open("language"), Open("letter"))[:1])
    with django_assert_num_queries(2) as queries:
        found = [asked.of(language="tr", letter=letter) for letter in "KO"]
    assert [edition.title for [edition] in found] == ["Kas", "Ova"]
    assert queries[0]["sql"].replace("'K'", "'O'") == queries[1]["sql"]


def test_a_missing_value_is_no_value():
    with pytest.raises(KeyError, match="letter"):
        WrittenOnce(under(Open("language"), Open("letter"))).of(language="tr")


def test_a_column_may_fill_a_field_of_another_name():
    shelve("Kas")
    of_one = (
        Edition.objects.in_order().defer("title").annotate(named=Case(When(letter=Open("letter"), then=F("title"))))
    )
    asked = WrittenOnce(of_one, {"named": "title"})
    assert [edition.title for edition in asked.of(letter="K")] == ["Kas"]
    assert [edition.title for edition in asked.of(letter="L")] == [None]
