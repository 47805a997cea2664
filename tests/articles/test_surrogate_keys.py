import pytest

from articles import content
from articles.models import Edition
from articles.publishing import publish
from articles.surrogate_keys import letter, of_edition
from tests.making import small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_editions():
    publish(content.store(small(title={"en": "Small article", "tr": "Çarpıntı"})), ["en", "tr"])


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("/en/", "home:en site"),
        ("/tr/makaleler/", "list:tr site"),
        ("/tr/makaleler/kucuk-yazi/", "article:small site"),
        ("/en/accessibility/", "site"),
        ("/robots.txt", "site"),
    ],
)
def test_an_answer_for_everyone_says_what_it_was_made_from(client, address, keys):
    response = client.get(address)
    assert (response.status_code, response["Surrogate-Key"]) == (200, keys)
    assert response["Cache-Control"] == "public, max-age=0, stale-while-revalidate=10"


@pytest.mark.parametrize("address", ["/", "/en/let-us-call-you/", "/en/privacy/", "/livez", "/en/nothing/"])
def test_what_is_not_for_everyone_names_nothing(client, address):
    assert "Surrogate-Key" not in client.get(address)


def test_an_edition_stands_under_keys_that_fit_into_a_header():
    turkish = Edition.objects.get(language="tr")
    assert of_edition(turkish) == ["article:small", "topic:muscles", "letter:tr:%C3%87", "list:tr", "home:tr"]
    assert letter("en", "#") == "letter:en:%23"
