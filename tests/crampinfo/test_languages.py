import pytest

from articles.models import Article
from articles.publishing import unpublish

ARTICLE = "/en/articles/muscle-spasm/"
TURKISH = "/tr/makaleler/kas-spazmi/"


@pytest.fixture
def published(published_for_all, db):
    return Article.objects.get(pk=published_for_all)


@pytest.mark.parametrize(
    ("wanted", "home"),
    [
        ("tr", "/tr/"),
        ("tr-TR,tr;q=0.9,en;q=0.8", "/tr/"),
        ("en-GB", "/en/"),
        ("de,tr;q=0.5", "/tr/"),
        ("de", "/en/"),
        ("", "/en/"),
    ],
)
def test_the_root_leads_to_the_home_page_in_the_readers_language(client, wanted, home):
    response = client.get("/", headers={"Accept-Language": wanted})
    assert (response.status_code, response["Location"], response["Vary"], response["Cache-Control"]) == (
        302,
        home,
        "Accept-Language",
        "private",
    )


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/TR/makaleler/kas-spazmi/", TURKISH),
        ("/En/", "/en/"),
        ("/TR", "/tr"),
        ("/tr/articles/muscle-spasm/", TURKISH),
        ("/en/makaleler/kas-spazmi/", ARTICLE),
        ("/tr/articles/kas-spazmi/", TURKISH),
        ("/en/makaleler/muscle-spasm/", ARTICLE),
        ("/tr/let-us-call-you/", "/tr/sizi-arayalim/"),
        ("/en/gizlilik/", "/en/privacy/"),
        ("/tr/how-we-write/", "/tr/nasil-yaziyoruz/"),
        ("/tr/articles/?utm=1", "/tr/makaleler/?utm=1"),
    ],
)
def test_a_near_miss_is_a_301_to_the_page_in_the_language_of_its_prefix(client, published, asked, answered):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, answered)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/tr/articles/nothing/", (404, None)),
        ("/de/articles/muscle-spasm/", (404, None)),
        ("/en/makaleler/", (301, "/en/articles/")),
        ("/xx/", (404, None)),
        ("/en/en/", (404, None)),
        ("/tr//", (404, None)),
        ("/tr/articles/muscle-spasm", (301, TURKISH)),
        ("/TR/a%3Fb/", (301, "/tr/a%3Fb/")),
    ],
)
def test_what_is_near_leads_on_and_what_is_nowhere_is_a_404(client, published, asked, answer):
    response = client.get(asked)
    assert (response.status_code, response.get("Location")) == answer


def test_a_post_in_capitals_is_sent_on_as_a_post(client, db):
    response = client.post("/TR/sizi-arayalim/", {"name": "Ada"})
    assert (response.status_code, response["Location"]) == (308, "/tr/sizi-arayalim/")


def test_a_swapped_address_of_a_page_that_is_not_in_this_language_is_a_404(client, published):
    unpublish(published, ["tr"])
    assert client.get("/tr/articles/muscle-spasm/").status_code == 404


def test_a_post_to_a_swapped_address_is_not_led_away(client, published):
    assert client.post("/tr/let-us-call-you/", {}).status_code == 404


def test_a_404_speaks_the_language_of_its_address_whatever_the_browser_wants(client, db):
    response = client.get("/tr/yok/", headers={"Accept-Language": "en"})
    assert (response.status_code, b'<html lang="tr"' in response.content) == (404, True)


def test_an_address_without_a_language_gets_one(client, published):
    response = client.get("/makaleler/", headers={"Accept-Language": "tr"})
    assert (response.status_code, response["Location"]) == (302, "/tr/makaleler/")


def test_addresses_without_articles_are_in_both_languages(client, db):
    pairs = {
        "/en/": "/tr/",
        "/en/articles/": "/tr/makaleler/",
        "/en/let-us-call-you/": "/tr/sizi-arayalim/",
        "/en/privacy/": "/tr/gizlilik/",
        "/en/how-we-write/": "/tr/nasil-yaziyoruz/",
        "/en/accessibility/": "/tr/erisilebilirlik/",
    }
    for english, turkish in pairs.items():
        assert client.get(english).context["addresses"] == {"en": english, "tr": turkish}
        assert client.get(turkish).context["addresses"] == {"en": english, "tr": turkish}
