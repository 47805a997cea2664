import pytest

from articles import content
from articles.addresses import editions_at
from articles.models import Article, Edition
from articles.publishing import publish, unpublish
from tests.making import numbered, small
from tests.reading import Page

ENGLISH = "/en/articles/muscle-spasm/"
TURKISH = "/tr/makaleler/kas-spazmi/"


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return Page(response.content.decode())


def test_the_article_can_be_read_in_both_languages(client, published):
    for address, title in ((ENGLISH, published.title_en), (TURKISH, published.title_tr)):
        page = page_of(client, address)
        assert ("html", {"lang": address[1:3]}) in page.tags
        assert title in page.words()


def test_every_section_cause_measure_and_card_line_is_on_the_page(client, published, first_dump):
    for code, address in (("en", ENGLISH), ("tr", TURKISH)):
        words = page_of(client, address).words()
        named = [each["name"][code] for each in first_dump["causes"] + first_dump["prevention"]]
        named += [each["heading"][code] for each in first_dump["sections"]]
        named += [item["text"][code] for card in first_dump["care"] for item in card["items"]]
        named += first_dump["summary"][code] + [each["citation"] for each in first_dump["sources"]]
        assert [each for each in named if " ".join(each.split()) not in " ".join(words.split())] == []


def test_the_contents_list_is_made_from_the_document_with_the_same_anchors_in_both_languages(
    client, published, first_dump
):
    anchors = ["summary", *(section["anchor"] for section in first_dump["sections"]), "sources", "call"]
    for address in (ENGLISH, TURKISH):
        page = page_of(client, address)
        listed = [link["href"][1:] for link in page.links if link.get("href", "").startswith("#")]
        assert listed[listed.index("summary") :][: len(anchors)] == anchors
        assert set(listed) <= set(page.ids)


def test_the_article_takes_at_most_two_queries(client, published, django_assert_max_num_queries):
    from callbacks import context

    context.forget_facts()
    for address in (ENGLISH, TURKISH):
        with django_assert_max_num_queries(2):
            client.get(address)


@pytest.mark.parametrize("address", ["/en/", "/tr/", "/en/articles/", "/tr/makaleler/"])
def test_lists_take_at_most_two_queries_however_many_articles(client, db, django_assert_max_num_queries, address):
    from callbacks import context

    for count in (1, 3):
        publish(content.store(numbered(count)), ["en", "tr"])
        context.forget_facts()
        with django_assert_max_num_queries(2):
            assert client.get(address).status_code == 200


def test_the_language_switch_leads_to_the_same_article(client, published):
    switches = [link for link in page_of(client, ENGLISH).links if link.get("hreflang") == "tr"]
    assert {link["href"].removeprefix("http://testserver") for link in switches} == {TURKISH}
    assert {link.get("rel", "alternate") for link in switches} == {"alternate"}


def test_where_a_language_is_missing_the_switch_says_so_and_links_nowhere(client, published):
    unpublish(published, ["tr"])
    page = page_of(client, ENGLISH)
    assert [link for link in page.links if link.get("hreflang") == "tr"] == []
    assert "not available" in page.words()


def test_an_article_in_the_other_language_only_is_a_404_that_leads_to_it(client, published):
    unpublish(published, ["tr"])
    page = page_of(client, TURKISH, 404)
    assert {link["hreflang"] for link in page.links if link.get("href") == ENGLISH} == {"en"}
    assert "/tr/" not in {link.get("href") for link in page.links if link.get("hreflang") == "tr"}


def test_an_unknown_article_is_a_404(client, db):
    page_of(client, "/en/articles/nothing/", 404)
    page_of(client, f"/en/articles/{'a' * 10_000}/", 404)


def test_a_draft_is_not_public(client, draft):
    page_of(client, ENGLISH, 404)


def test_an_edit_reaches_readers_only_by_publishing(client, published):
    Article.objects.update(lead_en="An edited lead.")
    assert "An edited lead." not in page_of(client, ENGLISH).words()
    publish(published, ["en"])
    assert "An edited lead." in page_of(client, ENGLISH).words()


def test_a_changed_address_answers_301_for_good_in_its_language(client, db):
    article = content.store(small())
    publish(article, ["en", "tr"])
    for slug in ("second", "third"):
        Article.objects.update(slug_en=slug)
        publish(article, ["en"])
    for old in ("small-article", "second"):
        response = client.get(f"/en/articles/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/en/articles/third/")
    assert client.get("/tr/makaleler/kucuk-yazi/").status_code == 200


def test_the_other_languages_word_leads_to_the_page_in_this_language(client, published):
    response = client.get("/tr/makaleler/muscle-spasm/")
    assert (response.status_code, response["Location"]) == (301, TURKISH)


def test_the_a_to_z_is_in_the_order_of_its_language(client, db):
    titles = ["Zona", "ishal", "Iğdır", "Çölyak", "Cilt"]
    for number, title in enumerate(titles):
        publish(content.store(numbered(number, title={"en": f"T{number}", "tr": title})), ["tr"])
    response = client.get("/tr/makaleler/")
    found = [
        (group["letter"], [card["title"]["text"] for card in group["cards"]]) for group in response.context["letters"]
    ]
    assert found == [("C", ["Cilt"]), ("Ç", ["Çölyak"]), ("I", ["Iğdır"]), ("İ", ["ishal"]), ("Z", ["Zona"])]


def test_editions_can_be_asked_for_by_letter(db):
    for number, title in enumerate(["ishal", "Isırık", "İğne"]):
        publish(content.store(numbered(number, title={"en": f"T{number}", "tr": title})), ["tr"])
    found = Edition.objects.current().in_language("tr").under_letter("İ").in_order()
    assert [edition.title for edition in found] == ["İğne", "ishal"]


def test_the_home_page_shows_the_newest_articles_first_and_only_those_in_its_language(client, db):
    for number in range(8):
        publish(content.store(numbered(number, title={"en": f"Title {number}"})), ["en"])
    publish(content.store(small()), ["tr"])
    shown = [card["title"]["text"] for card in client.get("/en/").context["cards"]]
    assert shown == ["Title 7", "Title 6", "Title 5", "Title 4", "Title 3", "Title 2"]
    assert [card["title"]["text"] for card in client.get("/tr/").context["cards"]] == ["Küçük yazı"]


def test_the_byline_is_ours_and_the_basis_keeps_its_own_dates(client, published):
    words = page_of(client, ENGLISH).words()
    for wanted in (
        "CrampInfo Editorial Board",
        "22 November 2026",
        "NP Istanbul Hospital Editorial Board",
        "9 February 2021",
        "23 January 2025",
        "Not yet reviewed by a clinician",
    ):
        assert wanted in words
    turkish = page_of(client, TURKISH).words()
    for wanted in ("22 Kasım 2026", "9 Şubat 2021", "23 Ocak 2025"):
        assert wanted in turkish


def test_readers_are_told_what_changed(client, published):
    assert "changes" not in page_of(client, ENGLISH).ids
    Article.objects.update(lead_en="An edited lead.")
    publish(published, ["en"], kind="content", notes={"en": "We wrote a clearer lead."})
    page = page_of(client, ENGLISH)
    assert "changes" in page.ids
    assert "We wrote a clearer lead." in page.words()


def test_a_text_that_looks_like_markup_is_shown_as_words(client, db):
    publish(content.store(small(title={"en": "<script>alert(1)</script>"})), ["en"])
    response = client.get("/en/articles/small-article/")
    assert b"<script>alert" not in response.content
    assert "<script>alert(1)</script>" in Page(response.content.decode()).words()


@pytest.mark.parametrize("address", [ENGLISH, "/en/", "/en/articles/", "/en/privacy/", "/en/how-we-write/"])
def test_readers_pages_answer_reading_only(client, published, address):
    assert client.delete(address).status_code == 405


def test_an_old_address_leads_to_its_own_article_whoever_else_has_the_word_in_the_other_language(client, db):
    other = content.store(numbered(1, slug={"en": "muscle-pull", "tr": "kramp"}))
    publish(other, ["en", "tr"])
    article = content.store(numbered(2, slug={"en": "kramp", "tr": "bacak"}))
    publish(article, ["en", "tr"])
    Article.objects.filter(pk=article.pk).update(slug_en="leg-cramp")
    publish(article, ["en"])
    for asked, answered in (
        ("/en/articles/kramp/", "/en/articles/leg-cramp/"),
        ("/tr/makaleler/leg-cramp/", "/tr/makaleler/bacak/"),
        ("/en/makaleler/kramp/", "/en/articles/leg-cramp/"),
    ):
        assert client.get(asked)["Location"] == answered
    assert client.get("/tr/makaleler/kramp/").status_code == 200


def test_an_article_that_is_taken_down_gives_its_address_to_nobody(client, db):
    publish(content.store(numbered(1, slug={"en": "muscle-pull", "tr": "kramp"})), ["en", "tr"])
    article = content.store(numbered(2, slug={"en": "kramp", "tr": "bacak"}))
    publish(article, ["en", "tr"])
    unpublish(article, ["en", "tr"])
    page_of(client, "/en/articles/kramp/", 404)


def test_titles_without_a_letter_stand_together(client, db):
    for number, title in enumerate(["α-1 antitrypsin", "Zona", "5 steps", "Acne"]):
        publish(content.store(numbered(number, title={"en": title})), ["en"])
    found = [(group["letter"], len(group["cards"])) for group in client.get("/en/articles/").context["letters"]]
    assert found == [("#", 2), ("A", 1), ("Z", 1)]


def test_only_the_document_of_the_readers_language_is_read(published):
    found = editions_at("tr", "kas-spazmi")
    whole = Edition.objects.current().get(language="tr")
    assert (set(found), found["tr"].document, found["en"].document) == ({"en", "tr"}, whole.document, None)
    assert found["en"].card == Edition.objects.current().get(language="en").card
