from xml.etree import ElementTree

import pytest

from articles import content
from articles.models import Article
from articles.publishing import publish, unpublish
from crampinfo import sitemaps
from tests.making import numbered
from tests.reading import Page

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def tree(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return ElementTree.fromstring(response.content)


def urls(client, address):
    """{address: {language: address}} of a page of the sitemap."""
    found = {}
    for url in tree(client, address).findall("s:url", NAMES):
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        found[url.findtext("s:loc", namespaces=NAMES)] = links
    return found


def listed(client):
    return [
        each.text.removeprefix("http://testserver")
        for each in tree(client, "/sitemap.xml").iter(f"{{{NAMES['s']}}}loc")
    ]


def test_robots_txt_names_the_index_and_the_index_names_every_page(client, published):
    assert "Sitemap: http://testserver/sitemap.xml\n" in client.get("/robots.txt").text
    assert listed(client) == ["/sitemap-pages.xml", f"/sitemap-articles-{published.pk // 2500}.xml"]


def test_every_address_is_a_page_that_says_the_same_of_its_languages(client, published):
    found = {}
    for page in listed(client):
        found |= urls(client, page)
    assert len(found) == 2 * (len(sitemaps.FIXED) + 1)
    for address, alternates in found.items():
        response = client.get(address)
        assert response.status_code == 200
        heads = [link for link in Page(response.text).links if link.get("rel") == "alternate" and "hreflang" in link]
        assert {link["hreflang"]: link["href"] for link in heads} == alternates


def test_the_default_is_a_page_that_answers_without_leading_on(client, published):
    for page in listed(client):
        for alternates in urls(client, page).values():
            assert client.get(alternates["x-default"]).status_code == 200


def test_an_article_in_one_language_has_that_one_only_and_is_its_own_default(client, published):
    unpublish(published, ["en"])
    turkish = "http://testserver/tr/makaleler/kas-spazmi/"
    assert urls(client, f"/sitemap-articles-{published.pk // 2500}.xml") == {
        turkish: {"tr": turkish, "x-default": turkish}
    }


def test_pages_are_ranges_of_articles_with_nothing_left_out_or_said_twice(client, db, monkeypatch):
    monkeypatch.setattr(sitemaps, "ARTICLES_A_PAGE", 3)
    for number in range(8):
        publish(content.store(numbered(number)), ["en", "tr"])
    found = [address for page in listed(client)[1:] for address in urls(client, page)]
    assert len(found) == len(set(found)) == 16
    assert all(len(urls(client, page)) <= 6 for page in listed(client)[1:])


def test_it_says_when_each_page_changed_and_the_index_when_its_newest_did(client, published):
    page = f"/sitemap-articles-{published.pk // 2500}.xml"
    changed = [each.text for each in tree(client, page).iter(f"{{{NAMES['s']}}}lastmod")]
    assert changed == [
        each.isoformat() for each in published.editions.order_by("language").values_list("published_at", flat=True)
    ]
    assert [each.text for each in tree(client, "/sitemap.xml").iter(f"{{{NAMES['s']}}}lastmod")] == [max(changed)]


@pytest.mark.parametrize("page", ["99999999", "0" * 30, "9" * 30])
def test_a_page_with_no_articles_is_a_404(client, db, page):
    assert client.get(f"/sitemap-articles-{page}.xml").status_code == 404


def test_drafts_are_in_no_sitemap(client, draft):
    assert listed(client) == ["/sitemap-pages.xml"]
    assert Article.objects.count() == 1


def test_it_travels_compressed_and_drops_when_any_article_changes(client, published):
    response = client.get(f"/sitemap-articles-{published.pk // 2500}.xml", headers={"Accept-Encoding": "br"})
    assert (response["Content-Encoding"], response["Surrogate-Key"]) == ("br", "list:en list:tr site")


def test_a_page_takes_one_query(client, published, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(f"/sitemap-articles-{published.pk // 2500}.xml")
    with django_assert_num_queries(1):
        client.get("/sitemap.xml")
