import gzip
import json

import brotli
import pytest
from django.test import Client

from tests.conftest import ROOT

LONG_AGO = "Sun, 22 Nov 1987 00:00:00 GMT"
SCRIPT = (ROOT / "static" / "js" / "reading.js").read_bytes()


def test_a_file_is_served_whole_with_its_kind(client):
    response = client.get("/static/js/reading.js")
    assert (response.status_code, response.content, response.streaming) == (200, SCRIPT, False)
    assert response["Content-Type"] == 'text/javascript; charset="utf-8"'


def test_a_part_of_a_file_can_be_asked_for(client):
    response = client.get("/static/js/reading.js", headers={"Range": "bytes=0-9"})
    assert (response.status_code, response.content) == (206, SCRIPT[:10])


def test_only_its_headers_can_be_asked_for(client):
    response = client.head("/static/js/reading.js")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(SCRIPT))


@pytest.mark.parametrize("path", ["/static/nothing.js", "/static/../manage.py", "/static/"])
def test_what_is_no_file_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


def test_what_asks_for_the_mark_without_a_page_is_led_to_it(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/mark.svg")


def test_the_script_of_the_article_is_under_a_kilobyte_and_a_half():
    assert len(SCRIPT) < 1500


@pytest.fixture
def collected(settings, tmp_path):
    """A site whose files stand collected, one with its smaller forms beside it, as a release has them."""
    text = b"let x = 1;\n" * 100
    (tmp_path / "a.js").write_bytes(text)
    (tmp_path / "a.js.br").write_bytes(brotli.compress(text))
    (tmp_path / "a.js.gz").write_bytes(gzip.compress(text))
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH, settings.WHITENOISE_USE_FINDERS = tmp_path, False, False
    return Client()


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("br;q=0", None), ("xbr", None), ("*", None)],
)
def test_each_form_of_a_file_goes_to_who_takes_it_and_has_an_etag_of_its_own(collected, accepted, encoding):
    response = collected.get("/static/a.js", headers={"Accept-Encoding": accepted})
    assert (response.get("Content-Encoding"), response["Vary"]) == (encoding, "Accept-Encoding")
    assert response["ETag"].endswith(f'-{encoding or "plain"}"')
    assert (response["Surrogate-Key"], "public" in response["Cache-Control"]) == ("release", True)
    head = collected.head("/static/a.js", headers={"Accept-Encoding": accepted})
    assert (head.content, dict(head.items())) == (b"", dict(response.items()))


@pytest.mark.parametrize("known", ["{etag}", '"other", {etag}', "W/{etag}", "*"])
def test_who_has_a_file_is_told_so(collected, known):
    etag = collected.get("/static/a.js")["ETag"]
    assert collected.get("/static/a.js", headers={"If-None-Match": known.format(etag=etag)}).status_code == 304
    other_form = {"If-None-Match": etag, "Accept-Encoding": "br"}
    assert collected.get("/static/a.js", headers=other_form).status_code == 200


def test_who_has_it_since_it_was_last_changed_is_told_so(collected):
    changed = collected.get("/static/a.js")["Last-Modified"]
    answers = [collected.get("/static/a.js", headers={"If-Modified-Since": day}) for day in (changed, LONG_AGO)]
    assert [answer.status_code for answer in answers] == [304, 200]


@pytest.mark.parametrize(
    ("headers", "status", "length"),
    [
        ({"Range": "bytes=0-9"}, 206, 10),
        ({"Range": "bytes=-5"}, 206, 5),
        ({"Range": "bytes=0-9", "If-Range": '"whatever"'}, 200, 1100),
        ({"Range": "bytes=5000-"}, 416, 0),
        ({"Range": "lines=1"}, 200, 1100),
        ({"Range": "bytes=a-b"}, 200, 1100),
        ({"Range": "bytes=0-1,3-4"}, 200, 1100),
    ],
)
def test_a_part_is_a_part_of_what_was_asked_for(collected, headers, status, length):
    response = collected.get("/static/a.js", headers=headers)
    assert (response.status_code, len(response.content)) == (status, length)


def test_files_that_may_change_under_a_running_process_are_not_kept(client):
    assert "Surrogate-Key" not in client.get("/static/js/reading.js")


def test_the_rules_for_what_is_fetched_ahead_have_their_own_kind(client):
    response = client.get("/static/next.speculationrules")
    assert response["Content-Type"].startswith("application/speculationrules+json")
    assert json.loads(response.content)["prefetch"]
