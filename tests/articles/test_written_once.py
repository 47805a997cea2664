"""A question that is written once gives what the queryset gives that it was written from."""

import pytest
from django.db.models import Case, F, When

from articles.models import Edition
from articles.written_once import Open, WrittenOnce
from tests.articles.test_a_to_z import shelve

pytestmark = pytest.mark.django_db


def under(language, letter):
    return Edition.objects.current().in_language(language).under_letter(letter).in_order().on_cards()


@pytest.mark.parametrize("letter", ["K", "Ç", "Q", "' OR 1=1 --", "%s"])
def test_the_rows_are_those_of_the_queryset_for_every_value(letter):
    shelve("Kas", "Kramp", "Çarpıntı")
    asked = WrittenOnce(under(Open("language"), Open("letter")))
    assert list(asked.of(letter=letter, language="tr")) == list(under("tr", letter))


def test_it_is_not_written_again(django_assert_num_queries):
    shelve("Kas", "Ova")
    asked = WrittenOnce(under(Open("language"), Open("letter"))[:1])
    with django_assert_num_queries(2) as queries:
        found = [list(asked.of(language="tr", letter=letter)) for letter in "KO"]
    assert [slug for [(slug, *_rest)] in found] == ["kas", "ova"]
    assert queries[0]["sql"].replace("'K'", "'O'") == queries[1]["sql"]


def test_a_missing_value_is_no_value():
    with pytest.raises(KeyError, match="letter"):
        WrittenOnce(under(Open("language"), Open("letter"))).of(language="tr")


def test_a_place_may_be_open_within_an_expression_too():
    shelve("Kas")
    asked = WrittenOnce(Edition.objects.values_list(Case(When(letter=Open("letter"), then=F("card"))), "title"))
    [(card, title)] = asked.of(letter="K")
    assert (card["title"]["text"], title) == ("Kas", "Kas")
    assert list(asked.of(letter="L")) == [(None, "Kas")]
