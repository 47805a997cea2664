import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from crampinfo import sending
from crampinfo.sending import send

pytestmark = pytest.mark.django_db


def sent(response, method="GET", **headers):
    return send(RequestFactory().generic(method, "/en/", headers=headers), response)


@pytest.mark.parametrize("kind", ["text/html", "application/atom+xml", "application/json", "image/svg+xml"])
def test_texts_of_every_kind_are_made_small(kind):
    response = sent(HttpResponse("x" * 1000, content_type=f"{kind}; charset=utf-8"), **{"Accept-Encoding": "br"})
    assert (response["Content-Encoding"], response["Vary"]) == ("br", "Accept-Encoding")
    assert int(response["Content-Length"]) == len(response.content) < 100


@pytest.mark.parametrize("kind", ["image/png", "font/woff2", "application/octet-stream"])
def test_what_is_small_already_stays_as_it_is(kind):
    response = sent(HttpResponse(b"x" * 1000, content_type=kind), **{"Accept-Encoding": "br"})
    assert (len(response.content), response.has_header("Vary")) == (1000, False)


def test_the_same_page_is_the_same_bytes_at_any_time():
    pages = [sent(HttpResponse("x" * 1000), **{"Accept-Encoding": "gzip"}) for _time in range(2)]
    assert (pages[0].content, pages[0]["ETag"]) == (pages[1].content, pages[1]["ETag"])


def test_each_form_has_a_strong_etag_of_its_own():
    etags = {sent(HttpResponse("x" * 1000), **{"Accept-Encoding": each})["ETag"] for each in ("", "br", "gzip")}
    assert len(etags) == 3
    assert all(each.startswith('"') for each in etags)


def test_what_may_not_be_kept_has_no_etag():
    assert "ETag" not in sent(HttpResponse("x" * 1000, headers={"Cache-Control": "no-store"}))


def test_a_post_is_never_told_that_nothing_changed():
    etag = sent(HttpResponse("x"))["ETag"]
    assert sent(HttpResponse("x"), "POST", **{"If-None-Match": etag}).status_code == 200


def test_a_file_for_everyone_is_in_no_language(client):
    for browser in ("tr", "en"):
        response = client.get("/robots.txt", headers={"Accept-Language": browser})
        assert response["Vary"] == "Accept-Encoding"
        assert "Content-Language" not in response
    assert client.get("/", headers={"Accept-Language": "tr"})["Vary"] == "Accept-Language"


@pytest.mark.parametrize(
    ("address", "ahead"),
    [
        ("/en/", True),
        ("/tr/makaleler/", True),
        ("/en/articles/muscle-spasm/", False),
        ("/en/let-us-call-you/", False),
        ("/en/nothing/", False),
        ("/robots.txt", False),
        ("/admin/login/", False),
    ],
)
def test_lists_have_what_they_lead_to_fetched_ahead(client, published, address, ahead):
    rules = client.get(address).get("Speculation-Rules")
    assert rules == ('"/static/next.speculationrules"' if ahead else None)


def test_one_answer_at_a_time_is_compressed_however_many_are_made(monkeypatch):
    held = []
    monkeypatch.setitem(sending.COMPRESS, "br", lambda content: held.append(sending.COMPRESSING.locked()) or content)
    sent(HttpResponse("x" * 1000), **{"Accept-Encoding": "br"})
    assert (held, sending.COMPRESSING.locked()) == ([True], False)
