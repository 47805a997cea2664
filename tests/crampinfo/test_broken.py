"""The page of a bad day comes whatever is broken."""

import pytest
from django.test import Client

from articles import views
from crampinfo import first_flight

ARTICLE = "/en/articles/muscle-spasm/"


class Broken(Exception):
    """Something that nobody thought of."""


def fail(*_args, **_kwargs):
    raise Broken


@pytest.fixture
def answer(monkeypatch, django_assert_num_queries):
    """What readers get of an article while its view fails."""
    monkeypatch.setattr(views, "editions_at", fail)

    def ask():
        with django_assert_num_queries(0):
            return Client(raise_request_exception=False).get(ARTICLE, headers={"Cookie": "session=x"})

    return ask


@pytest.mark.django_db
def test_a_reader_gets_both_languages_in_the_house_s_dress_and_nothing_that_may_be_kept(answer):
    response = answer()
    html = response.content.decode()
    assert response.status_code == 500
    assert f"<style>{first_flight.stylesheet()}</style>" in html
    assert first_flight.stylesheet_hash() in response["Content-Security-Policy"]
    assert [words in html for words in ("Something went wrong", 'lang="tr"', "Bir sorun oluştu", "tel:112")] == [
        True
    ] * 4
    assert (response["Cache-Control"], response.cookies, "Surrogate-Key" in response) == ("no-cache", {}, False)


@pytest.mark.django_db
def test_it_comes_bare_where_the_dress_is_what_is_missing(answer, monkeypatch):
    monkeypatch.setattr(first_flight, "stylesheet", fail)
    response = answer()
    assert (response.status_code, b"Bir sorun" in response.content, b"<style>" in response.content) == (
        500,
        True,
        False,
    )


@pytest.mark.django_db
def test_staff_get_it_bare_because_their_policy_allows_no_inlined_style(monkeypatch, admin_client):
    admin_client.raise_request_exception = False
    monkeypatch.setattr("articles.admin.article.ArticleAdmin.get_queryset", fail)
    response = admin_client.get("/admin/articles/article/")
    assert (response.status_code, b"<style>" in response.content) == (500, False)
