import pytest
from django.test import Client
from django.urls import NoReverseMatch

from articles import a_to_z, content, turkish
from articles.links import letter_address
from articles.models import Article, Edition
from articles.publishing import publish, unpublish
from articles.thumb_index import ThumbIndex, thumb_index
from callbacks import context
from tests.making import numbered
from tests.reading import Page

LIST, K = "/tr/makaleler/", "/tr/makaleler/harf/k/"


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch):
    monkeypatch.setattr(a_to_z, "PAGE", 3)
    monkeypatch.setattr(a_to_z, "SMALL", 3)


def shelve(*titles, language="tr"):
    """Publish an article under each of `titles`; its slug is made of the title."""
    for number, title in enumerate(titles):
        slug = {language: turkish.slug(title) or f"x-{number}"}
        article = content.store(numbered(number, key=f"k{Article.objects.count()}", title={language: title}, slug=slug))
        publish(article, [language])


def titles(response):
    return [card["title"]["text"] for card in response.context["cards"]]


def walk(address, way):
    """The titles of each page from `address` on, following `way`: "later" or "earlier"."""
    pages = []
    while address:
        response = Client().get(address)
        pages.append(titles(response))
        address = response.context[way]
    return pages


def test_a_small_library_is_one_page_that_jumps_to_its_letters(client, db):
    shelve("Zona", "Çölyak", "Cilt")
    response = client.get(LIST)
    assert [group["letter"] for group in response.context["letters"]] == ["C", "Ç", "Z"]
    hrefs = [link["href"] for link in Page(response.text).links if link.get("href", "").startswith("#letter-")]
    assert hrefs == ["#letter-C", "#letter-Ç", "#letter-Z"]
    assert 'rel="next"' not in response.text


@pytest.mark.parametrize(
    ("number", "shown", "queries"), [(0, 0, 1), (3, 3, 1), (4, 4, 2), (5, 5, 2), (6, 3, 2), (9, 3, 2)]
)
def test_all_is_on_one_page_until_that_would_be_long(
    client, db, monkeypatch, django_assert_num_queries, number, shown, queries
):
    monkeypatch.setattr(a_to_z, "SMALL", 5)
    shelve(*(f"K{letter}" for letter in "abcdefghi"[:number]))
    context.facts()
    with django_assert_num_queries(queries):
        response = client.get(LIST)
    assert sum(len(group["cards"]) for group in response.context["letters"]) == shown
    assert ('rel="next"' in response.text) == (number > 5)


def test_a_larger_one_begins_with_a_page_and_leads_to_every_letter_that_has_articles(client, db):
    shelve("Apse", "Astım", "Ishal notu", "İshal", "Zona")
    response = client.get(LIST)
    shown = [[card["title"]["text"] for card in group["cards"]] for group in response.context["letters"]]
    assert shown == [["Apse", "Astım"], ["Ishal notu"]]
    bar = a_to_z.bar(response.context["there"], "", "tr")
    assert {each["letter"]: each["address"] for each in bar if each["address"]} == {
        "A": "/tr/makaleler/harf/a/",
        "I": "/tr/makaleler/harf/noktasiz-i/",
        "İ": "/tr/makaleler/harf/i/",
        "Z": "/tr/makaleler/harf/z/",
    }
    assert [each["letter"] for each in bar] == list("ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ")
    assert response.context["later"] == "/tr/makaleler/harf/i/"
    linked = {link["href"] for link in Page(response.text).links if "/harf/" in link.get("href", "")}
    assert linked == {each["address"] for each in bar if each["address"]}


def test_the_first_page_goes_on_in_the_middle_of_a_letter(client, db):
    shelve("Kabuk", "Kâbus", "Kaşıntı", "Kabız")
    assert client.get(LIST).context["later"] == "/tr/makaleler/harf/k/baslangic/kasinti/"


def test_the_pages_of_a_letter_hold_all_its_articles_once_and_in_order_both_ways(db):
    ordered = ["Kabız", "Kabuk", "Kâbus", "Kalp", "Kaş", "Kekik", "Kıl", "Kist", "Kol", "Köpek", "Kulak"]
    shelve(*reversed(ordered), "Jale", "Lenf")
    forth = walk(K, "later")
    assert forth == [ordered[at : at + 3] for at in range(0, 11, 3)]
    last = "/tr/makaleler/harf/k/baslangic/kopek/"
    assert walk(last, "earlier") == forth[::-1]


def test_articles_of_the_same_title_lose_nobody(db):
    for number in range(8):
        publish(content.store(numbered(number, title={"tr": "Kramp"})), ["tr"])
    assert walk(K, "later") == [["Kramp"] * 3, ["Kramp"] * 3, ["Kramp"] * 2]


def test_a_page_that_begins_in_between_leads_back_to_the_letters_first(client, db):
    shelve("Ka", "Ke", "Kı", "Ko", "Ku")
    response = client.get("/tr/makaleler/harf/k/baslangic/ke/")
    assert (titles(response), response.context["earlier"]) == (["Ke", "Kı", "Ko"], K)


def test_a_large_letter_leads_to_its_beginnings_and_a_small_one_need_not(client, db):
    shelve("Kabız", "Kaşıntı", "Kekik", "Kıl", "K vitamini", "Zona")
    found = {each["name"]: each["address"] for each in client.get(K).context["beginnings"]}
    assert found == {
        "K": "/tr/makaleler/harf/k/baslangic/k-vitamini/",
        "Ka": "/tr/makaleler/harf/k/baslangic/kabiz/",
        "Ke": "/tr/makaleler/harf/k/baslangic/kekik/",
        "Kı": "/tr/makaleler/harf/k/baslangic/kil/",
    }
    assert client.get("/tr/makaleler/harf/z/").context["beginnings"] == []


def test_the_thumb_index_of_an_empty_library_is_empty(db):
    assert thumb_index("tr", "K") == ThumbIndex()


def test_what_begins_with_no_letter_stands_under_one_sign(client, db):
    shelve("5 öğün", "α-1", "Acne", "%", language="en")
    response = client.get("/en/articles/letter/0-9/")
    assert titles(response) == ["%", "α-1", "5 öğün"]
    assert "digit or a sign" in response.text


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_letter_has_an_address_of_plain_letters_that_leads_back_to_it(language):
    words = [turkish.letter_in_address(letter, language) for letter in turkish.letters(language)]
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word == word.lower() for word in words)
    assert [turkish.letter_from_address(word, language) for word in words] == turkish.letters(language)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/tr/makaleler/harf/K/", K),
        ("/tr/makaleler/harf/%C3%A7/", "/tr/makaleler/harf/cengelli-c/"),
        ("/tr/makaleler/harf/c%CC%A7/", "/tr/makaleler/harf/cengelli-c/"),
        ("/tr/makaleler/harf/I/", "/tr/makaleler/harf/noktasiz-i/"),
        ("/tr/makaleler/harf/%C4%B0/", "/tr/makaleler/harf/i/"),
        ("/tr/articles/letter/k/", K),
        ("/en/makaleler/harf/k/", "/en/articles/letter/k/"),
        ("/tr/makaleler/harf/k", K),
    ],
)
def test_a_letter_as_somebody_types_it_leads_to_its_one_address(client, db, asked, answered):
    shelve("Kramp", "Çölyak")
    shelve("Knee", language="en")
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, answered)


@pytest.mark.parametrize(
    "address",
    [
        "/tr/makaleler/harf/w/",
        "/tr/makaleler/harf/kr/",
        "/tr/makaleler/harf/%00/",
        "/en/articles/letter/cengelli-c/",
        "/en/makaleler/harf/cengelli-c/",
        "/en/articles/letter/%C3%A7/",
    ],
)
def test_what_is_no_letter_of_the_language_or_has_no_articles_is_a_404(client, db, address):
    assert client.get(address).status_code == 404


def test_an_article_may_be_called_letter(client, db):
    publish(content.store(numbered(1, slug={"en": "letter"}, title={"en": "Letter"})), ["en"])
    assert client.get("/en/articles/letter/").context["document"]["slug"] == "letter"
    assert titles(client.get("/en/articles/letter/l/")) == ["Letter"]


def test_a_page_whose_first_article_has_gone_leads_to_the_letter(client, db):
    shelve("Ka", "Ke", "Kı", "Ko")
    unpublish(Article.objects.get(slug_tr="ke"), ["tr"])
    response = client.get("/tr/makaleler/harf/k/baslangic/ke/")
    assert (response.status_code, response["Location"]) == (302, K)


def test_a_letters_page_leads_to_the_beginning_in_the_other_language_and_claims_no_translation(client, db):
    shelve("Ka", "Ke", "Kı", "Ko")
    page = Page(client.get(K).text)
    assert {link["href"] for link in page.links if link.get("hreflang") == "en"} == {"/en/articles/"}
    assert [link["href"] for link in page.links if link.get("rel") == "canonical"] == ["http://testserver" + K]
    assert [link for link in page.links if link.get("rel") == "alternate"] == []


def test_a_letters_page_is_made_from_its_letter_and_from_which_letters_there_are(client, db):
    shelve("Çölyak")
    response = client.get("/tr/makaleler/harf/cengelli-c/")
    assert response["Surrogate-Key"] == "letter:tr:%C3%87 list:tr site"


def test_no_page_of_the_a_to_z_takes_more_queries_in_a_larger_library(db, django_assert_max_num_queries):
    shelve(*(f"K{first}{second}" for first in "aeio" for second in "bcdf"))
    for address in (LIST, K, letter_address("tr", "K", "kic")):
        context.facts()
        with django_assert_max_num_queries(3):  # two of its own, and the hospital's facts
            assert Client().get(address).status_code == 200


def test_a_letter_of_another_alphabet_has_no_address():
    with pytest.raises(NoReverseMatch):
        letter_address("en", "Ç")


def test_lists_do_not_read_the_documents(db, django_assert_num_queries):
    shelve("Kramp")
    with django_assert_num_queries(1) as queries:
        list(Edition.objects.current().in_language("tr").in_order().on_cards())
    assert "document" not in queries[0]["sql"]
