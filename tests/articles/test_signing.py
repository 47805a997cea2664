"""Signing off: by a reviewer, in their own name, for the text they read, and never for words of their own."""

import re

import pytest
from django.test import Client

from articles import content
from articles.content import keep_version, last_editor
from articles.models import Article, CareItem, Cause, SignOff, Topic
from articles.publishing import publish
from articles.signing import NotSigned, sign_off, texts
from tests.desk import messages, page
from tests.making import small
from tests.people import at_desk, member, reviewer
from tests.reading import Page

pytestmark = pytest.mark.django_db

PUBLIC = "/en/articles/small-article/"


@pytest.fixture
def ada(small_article):
    return reviewer()


def to_sign(article, language="en"):
    """The address that the preview gives to whoever wants to sign what they read there."""
    return page("sign_off", article, language)


def offered(article, language):
    return texts(Article.objects.with_everything().get(pk=article.pk), language)


def digest_read(client, article, query=""):
    links = Page(client.get(page("preview", article, "en") + query).text).links
    [address] = [link["href"] for link in links if "sign-off" in link.get("href", "")]
    return address.partition("?text=")[2]


def answers(seen, **changes):
    return {"seen": seen, "title": "Neurologist", "read": "on"} | changes


def claim(language="en"):
    address = {"en": PUBLIC, "tr": "/tr/makaleler/kucuk-yazi/"}[language]
    return Client().get(address).context["sign_off"]


def test_the_draft_is_read_signed_and_goes_out_signed(ada, small_article):
    client = at_desk(ada)
    seen = digest_read(client, small_article)
    assert [box in client.get(f"{to_sign(small_article)}?text={seen}").text for box in ("Ada Yılmaz", seen)] == [
        True
    ] * 2
    response = client.post(to_sign(small_article), answers(seen), follow=True)

    assert messages(response) == ["Signed off in your name. Readers see it wherever they get exactly this text."]
    publish(small_article, ["en", "tr"])
    signed = SignOff.objects.get()
    assert claim() == {"name": "Ada Yılmaz", "title": "Neurologist", "on": signed.signed_on}
    assert (signed.recorded_by, signed.language, claim("tr")) == (ada, "en", None)


def test_a_draft_with_a_notice_is_signed_with_its_notice_whatever_day_that_will_bear(ada, small_article):
    publish(small_article, ["en", "tr"])
    CareItem.objects.filter(key="breath").update(text_en="no breath at all")
    seen = offered(small_article, "tr")[0].digest
    sign_off(small_article, "tr", seen=seen, title="Neurologist", by=ada)
    publish(small_article, ["en", "tr"], kind="safety", notes={"en": "Another line."})
    assert "no breath at all" in Client().get("/tr/makaleler/kucuk-yazi/").text
    assert claim("tr")["name"] == "Ada Yılmaz"


def test_what_readers_have_is_signed_while_the_draft_is_another(ada, small_article):
    publish(small_article, ["en"])
    Article.objects.update(lead_en="A draft.")
    keep_version(small_article)
    client = at_desk(ada)
    assert digest_read(client, small_article) != digest_read(client, small_article, "?readers")
    client.post(to_sign(small_article), answers(digest_read(client, small_article, "?readers")))
    assert claim()["name"] == "Ada Yılmaz"
    assert [(text.is_published, bool(text.signed)) for text in offered(small_article, "en")] == [
        (False, False),
        (True, True),
    ]


def test_a_text_that_moved_since_it_was_read_is_not_signed(ada, small_article):
    client = at_desk(ada)
    seen = digest_read(client, small_article)
    Cause.objects.update(explanation_en="It runs!")
    response = client.post(to_sign(small_article), answers(seen))

    assert (response.status_code, SignOff.objects.exists()) == (422, False)
    assert "The text has changed since you read it." in response.text


def test_whoever_changed_a_language_last_cannot_sign_it_and_can_sign_the_other(small_article):
    ada = reviewer("ada", "translators into Turkish")
    Cause.objects.update(explanation_tr="Akar!")
    keep_version(small_article, by=ada)
    [english], [turkish] = offered(small_article, "en"), offered(small_article, "tr")

    with pytest.raises(NotSigned, match="You were the last to change this text"):
        sign_off(small_article, "tr", seen=turkish.digest, title="Neurologist", by=ada)
    assert sign_off(small_article, "en", seen=english.digest, title="Neurologist", by=ada).language == "en"
    assert "You were the last to change this text" in at_desk(ada).get(to_sign(small_article, "tr")).text

    Cause.objects.update(explanation_tr="Akar.")
    keep_version(small_article, by=member("somebody", "editors"))
    [turkish] = offered(small_article, "tr")
    assert sign_off(small_article, "tr", seen=turkish.digest, title="Neurologist", by=ada)


def test_the_last_editor_of_a_language_is_who_last_changed_what_its_readers_read(small_article):
    people = [member(name) for name in ("english", "search", "turkish", "topic")]
    steps = [
        lambda: Article.objects.update(lead_en="New."),
        lambda: Article.objects.update(search_words_en="new", search_words_tr="yeni"),
        lambda: Article.objects.update(lead_tr="Yeni."),
        lambda: Topic.objects.update(name_tr="Adaleler"),
    ]
    found = []
    for step, person in zip(steps, people, strict=True):
        step()
        newest = keep_version(Article.objects.get(pk=small_article.pk), by=person)
        found.append([last_editor(small_article, code, newest.pk) for code in ("en", "tr")])
    english, _search, turkish, topic = (person.pk for person in people)
    assert found == [[english, None], [english, None], [english, turkish], [english, topic]]


def test_a_text_shown_in_the_other_language_counts_as_read_there(small_article):
    Article.objects.update(credited_to_tr="")
    keep_version(small_article, by=member("remover"))
    Article.objects.update(credited_to_en="Somebody")
    newest = keep_version(small_article, by=(writer := member("writer")))
    assert last_editor(small_article, "tr", newest.pk) == writer.pk


REFUSED = {
    "no name": ({"last_name": ""}, {}, "your account has no first and last name yet"),
    "no title": ({}, {"title": " "}, "Your title: This field is required."),
    "not read": ({}, {"read": ""}, "This field is required."),
    "no text": ({}, {"seen": ""}, "This field is required."),
    "another's": ({}, {"seen": "0" * 64}, "The text has changed since you read it."),
}


@pytest.mark.parametrize(("account", "sent", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_signed_is_refused_with_the_reason(ada, small_article, account, sent, words):
    seen = digest_read(at_desk(ada), small_article)
    type(ada).objects.filter(pk=ada.pk).update(**account)
    response = at_desk(ada).post(to_sign(small_article), answers(seen) | sent)
    note = re.search(r'<div class="errornote".*?</div>', response.text, re.DOTALL)[0]
    assert (response.status_code, words in note, SignOff.objects.exists()) == (422, True, False)


def test_a_text_is_signed_once(ada, small_article):
    seen = digest_read(at_desk(ada), small_article)
    sign_off(small_article, "en", seen=seen, title="Neurologist", by=ada)
    with pytest.raises(NotSigned, match="signed off already"):
        sign_off(small_article, "en", seen=seen, title="Surgeon", by=reviewer("other"))
    again = at_desk(ada).get(f"{to_sign(small_article)}?text={seen}").text
    assert ("Reviewed by Ada Yılmaz, Neurologist on" in again, 'name="seen"' in again) == (True, False)


def test_a_draft_that_cannot_be_published_is_not_there_to_be_signed(ada, small_article):
    Article.objects.update(lead_en="")
    assert offered(small_article, "en") == []
    assert "There is no text in this language to sign off yet." in at_desk(ada).get(to_sign(small_article)).text


def test_the_title_is_typed_once(ada, small_article):
    client = at_desk(ada)
    client.post(to_sign(small_article), answers(digest_read(client, small_article)))
    [turkish] = offered(small_article, "tr")
    shown = client.get(f"{to_sign(small_article, 'tr')}?text={turkish.digest}")
    assert shown.context["form"].initial["title"] == "Neurologist"


def test_only_whoever_signed_withdraws_it(ada, small_article):
    seen = digest_read(at_desk(ada), small_article)
    publish(small_article, ["en"])
    signed = sign_off(small_article, "en", seen=seen, title="Neurologist", by=ada)
    address = f"/admin/articles/signoff/{signed.pk}/delete/"
    assert at_desk(reviewer("other")).post(address, {"post": "yes"}).status_code == 403
    assert claim() is not None
    assert at_desk(ada).post(address, {"post": "yes"}).status_code == 302
    assert claim() is None


def test_whoever_is_no_reviewer_is_not_offered_to_sign(small_article):
    client = at_desk(member("editor of texts", "editors", "publishers"))
    assert "sign-off" not in client.get(page("preview", small_article, "en")).text
    assert "sign-off" not in client.get(page("change", small_article)).text
    assert client.get(page("sign_off", small_article, "en")).status_code == 403


def test_overdue_reviews_are_those_that_readers_have_and_whose_day_is_past(small_article):
    day = small_article.next_review
    following = day.replace(day=day.day + 1)
    assert list(Article.objects.review_overdue(following)) == []
    publish(small_article, ["tr"])
    content.store(small(key="draft", slug={"en": "draft"}))
    assert [list(Article.objects.review_overdue(each)) for each in (day, following)] == [[], [small_article]]
