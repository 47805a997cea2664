import pytest

from tests.conftest import ROOT

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


def test_the_script_of_the_article_is_under_one_kilobyte():
    assert len(SCRIPT) < 1000
