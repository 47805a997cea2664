"""A claim of review stands on the page as long as the text is the one that was reviewed, and no longer."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from articles import content
from articles.models import Article, Cause, Change, Edition, SignOff
from articles.models.edition import Immutable
from articles.publishing import publish, unpublish
from tests.making import small

pytestmark = pytest.mark.django_db

ADDRESS = "/en/articles/small-article/"


@pytest.fixture
def edition(db):
    article = content.store(small())
    publish(article, ["en", "tr"])
    return Edition.objects.current().get(language="en")


def sign(edition, **changes):
    said = {"name": "A Clinician", "title": "Neurologist", "signed_on": date(2026, 11, 22)} | changes
    return SignOff.objects.create(article=edition.article, language=edition.language, digest=edition.digest, **said)


def claim(client, address=ADDRESS):
    return client.get(address).context["sign_off"]


def test_an_article_says_that_nobody_has_reviewed_it_until_somebody_has(client, edition):
    assert claim(client) is None
    assert b"Not yet reviewed by a clinician" in client.get(ADDRESS).content
    sign(edition)
    assert claim(client) == {"name": "A Clinician", "title": "Neurologist", "on": date(2026, 11, 22)}
    assert b"Not yet reviewed by a clinician" not in client.get(ADDRESS).content


def test_one_language_signed_is_not_the_other(client, edition):
    sign(edition)
    assert claim(client, "/tr/makaleler/kucuk-yazi/") is None


def test_another_edit_of_what_readers_read_ends_the_claim(client, edition):
    sign(edition)
    Cause.objects.update(explanation_en="It runs!")
    assert claim(client) is not None  # a draft is not read by anybody
    publish(edition.article, ["en"])
    assert claim(client) is None


def test_an_edit_that_readers_do_not_read_leaves_the_claim(client, edition):
    sign(edition)
    Article.objects.update(search_words_en="tiny")
    [newer] = publish(edition.article, ["en"])
    assert newer.document["search_words"] == [{"text": "tiny", "lang": "en"}]
    assert claim(client) is not None


def test_a_key_that_only_editors_see_leaves_the_claim(client, edition):
    sign(edition)
    Cause.objects.update(key="perspiration")
    [newer] = publish(edition.article, ["en"])
    assert newer.document["sections"][1]["groups"][0]["entries"][0]["key"] == "perspiration"
    assert claim(client) is not None


def test_one_letter_ends_the_claim_of_its_language_and_leaves_the_other(client, edition):
    sign(edition)
    sign(Edition.objects.current().get(language="tr"))
    Cause.objects.update(explanation_en="It run.")
    publish(edition.article, ["en", "tr"])
    assert (claim(client) is None, claim(client, "/tr/makaleler/kucuk-yazi/") is None) == (True, False)


def test_the_same_text_published_again_is_still_signed(client, edition):
    sign(edition)
    unpublish(edition.article, ["en"])
    publish(edition.article, ["en"])
    assert claim(client) is not None


def test_it_costs_no_query_more(client, edition, django_assert_max_num_queries):
    sign(edition)
    with django_assert_max_num_queries(2):
        client.get(ADDRESS)


def test_a_sign_off_is_never_rewritten_and_says_who(edition):
    signed = sign(edition)
    signed.name = "Somebody else"
    with pytest.raises(Immutable):
        signed.save()
    for changes in ({"name": ""}, {"title": ""}):
        SignOff.objects.all().delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            sign(edition, **changes)


def test_a_sign_off_and_its_withdrawal_drop_the_page_that_shows_it(edition):
    Change.objects.all().delete()
    signed = {name: getattr(edition, name) for name in ("article", "language", "digest")}
    SignOff.objects.create(**signed, name="Dr Ada", title="Neurologist")
    assert list(Change.objects.values_list("key", flat=True)) == ["article:small"]
    SignOff.objects.all().delete()
    assert list(Change.objects.values_list("key", flat=True)) == ["article:small"] * 2


def test_the_claim_comes_and_goes_in_structured_data_and_twins_as_on_the_page(client, edition):
    places = [ADDRESS, ADDRESS.rstrip("/") + ".md", ADDRESS.rstrip("/") + ".json"]

    def told():
        return ["A Clinician" in client.get(each).text for each in places] + [
            '"reviewedBy"' in client.get(ADDRESS).text
        ]

    before = told()
    sign(edition)
    signed = told()
    Article.objects.update(search_words_en="tiny")
    publish(edition.article, ["en"])
    staff_only = told()
    Cause.objects.update(explanation_en="It run.")
    publish(edition.article, ["en"])
    assert (before, signed, staff_only, told()) == ([False] * 4, [True] * 4, [True] * 4, [False] * 4)
