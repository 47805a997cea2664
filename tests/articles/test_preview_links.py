"""A draft shown to somebody without a login: for seven days, to nobody else, and with no trace on the way."""

import logging
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from articles.models import Article, PreviewLink
from articles.publishing import publish
from articles.signing import sign_off, texts
from tests.desk import messages, page
from tests.people import at_desk, member, reviewer
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(small_article):
    return PreviewLink.objects.create(article=small_article, language="en")


def opened(link):
    return Client().get(link.get_absolute_url())


def test_a_link_shows_the_draft_as_it_is_saved_now_to_whoever_has_no_login(link, small_article):
    publish(small_article, ["en"])
    Article.objects.update(title_en="Not published yet")
    response = opened(link)

    assert response.status_code == 200
    assert "Not published yet" in Page(response.text).words()
    assert "Draft preview. Readers do not see this page. This link works until" in Page(response.text).words()
    assert "Not published yet" not in Client().get("/en/articles/small-article/").text
    assert [address for address in ("/admin/", "canonical", 'hreflang="en"') if address in response.text] == []


def test_nobody_keeps_it_finds_it_or_passes_it_on(link):
    for response in (opened(link), _at(link.token + "x")):
        told = {name: response[name] for name in ("X-Robots-Tag", "Referrer-Policy")}
        assert told == {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer"}
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
        assert ("Set-Cookie" in response, "Cookie" in response.get("Vary", "")) == (False, False)
        assert '<meta name="robots" content="noindex">' in response.text
        assert link.token not in response.text


def test_the_turkish_draft_has_a_turkish_address_and_no_other(small_article):
    link = PreviewLink.objects.create(article=small_article, language="tr")
    assert link.get_absolute_url() == f"/tr/onizleme/{link.token}/"
    response = opened(link)
    assert (response.status_code, response.text.startswith('<!doctype html><html lang="tr">')) == (200, True)
    assert "Küçük yazı" in response.text
    assert Client().get(f"/en/preview/{link.token}/").status_code == 404


def test_forged_ended_revoked_and_another_languages_links_look_alike(link, small_article, time_machine):
    revoked = PreviewLink.objects.create(article=small_article, language="en", revoked_at=timezone.now())
    turkish = PreviewLink.objects.create(article=small_article, language="tr")
    tokens = [revoked.token, turkish.token, f"{link.pk}:forged", f"{link.pk}", "x", "٣:x", "999:" + link.token[2:]]
    bodies = {(response.status_code, response.content) for response in map(_at, tokens)}
    time_machine.move_to(link.ends_at)
    bodies.add((opened(link).status_code, opened(link).content))
    assert [status for status, _body in bodies] == [404]


def _at(token):
    return Client().get(f"/en/preview/{token}/")


def test_a_link_ends_after_seven_days_to_the_second(link, time_machine):
    assert link.ends_at - link.made_at == timedelta(days=7)
    for moment, status in ((link.ends_at - timedelta(seconds=1), 200), (link.ends_at, 404)):
        time_machine.move_to(moment, tick=False)
        assert opened(link).status_code == status


def test_a_token_signed_for_another_purpose_opens_nothing(link):
    assert Client().get(f"/en/preview/{Signer().sign(str(link.pk))}/").status_code == 404


@pytest.fixture
def log(caplog):
    """Everything that is logged of requests."""
    names = ["", "django", "django.request", "django.security", "django.security.csrf"]
    for name in names:
        logging.getLogger(name).addHandler(caplog.handler)
    yield caplog
    for name in names:
        logging.getLogger(name).removeHandler(caplog.handler)


def test_the_token_is_in_no_log_whatever_becomes_of_the_request(link, log):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    address = link.get_absolute_url()
    codes = [strict.get(address).status_code, strict.post(address).status_code, strict.put(address).status_code]
    with connection.execute_wrapper(refuse):
        codes.append(strict.get(address).status_code)
    PreviewLink.objects.update(revoked_at=timezone.now())
    codes.append(strict.get(address).status_code)
    assert codes == [200, 405, 405, 503, 404]
    assert link.token not in log.text
    strict.get("/en/nowhere/")
    assert "/en/nowhere/" in log.text  # it would be seen


def refuse(*_args):
    raise OperationalError("no database")


def test_links_are_made_listed_and_taken_back_at_the_desk(small_article, settings):
    editor = member("writer", "editors")
    desk = at_desk(editor)
    made = desk.post(page("preview_links", small_article), {"language": "tr"}, follow=True)
    link = PreviewLink.objects.get()
    assert messages(made) == ["The link is made. Whoever holds it can read the draft for seven days."]
    assert (link.language, link.made_by, f"{settings.SITE_URL}{link.get_absolute_url()}" in made.text) == (
        "tr",
        editor,
        True,
    )
    taken = desk.post(page("revoke_link", small_article, link.pk), follow=True)
    assert messages(taken) == ["The link opens nothing any more."]
    assert (opened(link).status_code, link.token in taken.text, "taken back" in taken.text) == (404, False, True)


def test_a_link_of_another_article_is_not_taken_back_here(desk, link, published):
    assert desk.post(page("revoke_link", published, link.pk)).status_code == 404
    assert desk.get(page("revoke_link", link.article, link.pk)).status_code == 405
    assert opened(link).status_code == 200


def test_a_draft_that_was_signed_shows_the_claim_as_readers_would_see_it(link, small_article):
    assert opened(link).context["sign_off"] is None
    [text] = texts(small_article, "en")
    sign_off(small_article, "en", seen=text.digest, title="Neurologist", by=reviewer())
    assert opened(link).context["sign_off"]["name"] == "Ada Yılmaz"
    Article.objects.update(lead_en="Another lead.")
    assert opened(link).context["sign_off"] is None
