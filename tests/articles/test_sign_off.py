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


def test_it_is_recorded_at_the_desk_for_what_readers_have_now(desk, edition, editor):
    answers = {"edition": edition.pk, "name": "A Clinician", "title": "Neurologist", "signed_on": "2026-11-22"}
    assert desk.post("/admin/articles/signoff/add/", answers).status_code == 302
    signed = SignOff.objects.get()
    assert (signed.article, signed.language, signed.digest, signed.recorded_by) == (
        edition.article,
        "en",
        edition.digest,
        editor,
    )
    again = desk.post("/admin/articles/signoff/add/", answers)
    assert again.context["adminform"].form.errors["edition"] == ["This text has been signed off already."]
    assert b'alt="True"' in desk.get("/admin/articles/signoff/").content
    Cause.objects.update(explanation_en="It runs!")
    publish(edition.article, ["en"])
    assert b'alt="False"' in desk.get("/admin/articles/signoff/").content


def test_nobody_signs_off_in_the_future(desk, edition):
    answers = {"edition": edition.pk, "name": "A", "title": "B", "signed_on": "2099-01-01"}
    refused = desk.post("/admin/articles/signoff/add/", answers)
    assert refused.context["adminform"].form.errors == {"signed_on": ["Nobody signs off in the future."]}


def test_a_sign_off_shows_what_it_is_for(desk, edition):
    page = desk.get(f"/admin/articles/signoff/{sign(edition).pk}/change/")
    assert [field for field in ("Article:", "Language:", "Edition:") if field in page.content.decode()] == [
        "Article:",
        "Language:",
    ]


def test_what_is_not_published_cannot_be_signed_at_the_desk(desk, edition):
    unpublish(edition.article, ["en"])
    answers = {"edition": edition.pk, "name": "A", "title": "B", "signed_on": "2026-11-22"}
    assert desk.post("/admin/articles/signoff/add/", answers).status_code == 200
    assert not SignOff.objects.exists()


def test_a_sign_off_and_its_withdrawal_drop_the_page_that_shows_it(edition):
    Change.objects.all().delete()
    signed = {name: getattr(edition, name) for name in ("article", "language", "digest")}
    SignOff.objects.create(**signed, name="Dr Ada", title="Neurologist")
    assert list(Change.objects.values_list("key", flat=True)) == ["article:small"]
    SignOff.objects.all().delete()
    assert list(Change.objects.values_list("key", flat=True)) == ["article:small"] * 2
