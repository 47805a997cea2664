import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import content
from articles.markdown import link, prose, words
from articles.models import Article, Edition, SignOff
from articles.publishing import publish, unpublish
from tests.making import small
from tests.reading import Page

MARKDOWN, JSON, TURKISH = (
    "/en/articles/small-article.md",
    "/en/articles/small-article.json",
    "/tr/makaleler/kucuk-yazi.md",
)


@pytest.fixture
def article(db):
    made = content.store(small())
    publish(made, ["en", "tr"])
    return made


def test_the_markdown_says_what_the_page_says(client, article):
    response = client.get(MARKDOWN)
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    blocks = response.text.split("\n\n")
    assert blocks[0] == "# Small article"
    for wanted in (
        "A lead.",
        "- One point.\n- Two points.",
        "It is **small**.",
        "- **Sweat** It runs. (Possible) (Sources: 2)",
        "- **Do not take quinine** (May do harm)",
        "### Call 112 now if:",
        "- no breath",
        "1. [Another Board. Something.](<https://example.org/a>)\n2. İkinci kaynak.",
        "Based on an article by Another Board, created 9 February 2021, updated 23 January 2025 (Sources: 1)",
        "[This article as a web page](<http://testserver/en/articles/small-article/>)\n",
    ):
        assert wanted in blocks
    assert "# Küçük yazı" in client.get(TURKISH).text


def test_the_first_article_is_in_markdown_with_nothing_left_out(client, published, first_dump):
    for code, address in (("en", "/en/articles/muscle-spasm.md"), ("tr", "/tr/makaleler/kas-spazmi.md")):
        said = client.get(address).text
        named = [each["name"][code] for each in first_dump["causes"] + first_dump["prevention"]]
        named += [item["text"][code] for card in first_dump["care"] for item in card["items"]]
        named += first_dump["summary"][code] + [each["heading"][code] for each in first_dump["sections"]]
        assert [each for each in named if words(each) not in said] == []


def test_the_json_is_the_edition_without_what_readers_do_not_read(client, article):
    said = client.get(JSON).json()
    edition = Edition.objects.get(language="en")
    assert said == {
        "address": "http://testserver/en/articles/small-article/",
        "addresses": {
            "en": "http://testserver/en/articles/small-article/",
            "tr": "http://testserver/tr/makaleler/kucuk-yazi/",
        },
        "edition": 1,
        "published_at": edition.published_at.isoformat(),
        "sign_off": None,
        "changes": [],
        "document": {name: part for name, part in edition.document.items() if name != "search_words"},
    }


def test_twins_claim_a_sign_off_exactly_where_the_page_does(client, article):
    assert "Not yet reviewed by a clinician" in client.get(MARKDOWN).text
    edition = Edition.objects.get(language="en")
    signed = {name: getattr(edition, name) for name in ("article", "language", "digest")}
    SignOff.objects.create(**signed, name="Dr Ada", title="Neurologist", signed_on="2026-11-22")
    assert "Reviewed by Dr Ada, Neurologist on 22 November 2026" in client.get(MARKDOWN).text
    assert client.get(JSON).json()["sign_off"] == {"name": "Dr Ada", "title": "Neurologist", "on": "2026-11-22"}
    assert "Henüz bir hekim tarafından incelenmedi" in client.get(TURKISH).text
    Article.objects.update(lead_en="Another lead.")
    publish(article, ["en"])
    assert client.get(JSON).json()["sign_off"] is None


def test_an_edit_reaches_the_twins_only_by_publishing(client, article):
    Article.objects.update(lead_en="Rewritten.")
    assert "Rewritten" not in client.get(MARKDOWN).text + client.get(JSON).text
    publish(article, ["en"])
    assert all("Rewritten" in client.get(address).text for address in (MARKDOWN, JSON))


def test_twins_are_found_and_lost_where_their_page_is(client, article):
    for twin in ("md", "json"):
        assert client.get(f"/en/articles/nothing.{twin}").status_code == 404
    Article.objects.update(slug_en="elsewhere")
    publish(article, ["en"])
    for asked, answered in {
        MARKDOWN: "/en/articles/elsewhere.md",
        JSON: "/en/articles/elsewhere.json",
        "/tr/articles/elsewhere.md": TURKISH,
        "/tr/makaleler/elsewhere.json": "/tr/makaleler/kucuk-yazi.json",
    }.items():
        response = client.get(asked)
        assert (response.status_code, response["Location"]) == (301, answered)
    unpublish(article, ["en"])
    gone = client.get("/en/articles/elsewhere.md")
    assert (gone.status_code, b"/tr/makaleler/kucuk-yazi/" in gone.content) == (404, True)


def test_a_draft_has_no_twins(client, draft):
    assert [client.get(f"/en/articles/muscle-spasm.{twin}").status_code for twin in ("md", "json")] == [404, 404]


def test_the_page_names_its_twins_and_they_name_the_page(client, article):
    page = client.get("/en/articles/small-article/").text
    for twin, kind in ((MARKDOWN, "text/markdown"), (JSON, "application/json")):
        assert f'<link rel="alternate" type="{kind}" href="{twin}">' in page
        response = client.get(twin)
        assert response["Link"] == '<http://testserver/en/articles/small-article/>; rel="canonical"'
        assert (response["Surrogate-Key"], response["Cache-Control"][:6]) == ("article:small site", "public")


def test_what_is_in_the_other_language_is_said_to_be(client, db):
    partly = small()
    partly["causes"][0]["explanation"] = {"tr": "Yalnızca Türkçe."}
    publish(content.store(partly), ["en"])
    assert "## Causes\n\nPart of this is not yet in English and is shown in Turkish." in client.get(MARKDOWN).text


def test_a_safety_text_of_the_other_language_has_its_notice_before_it(client, article):
    edition = Edition.objects.get(language="en")
    lent = {"text": "nefes yok", "lang": "tr", "safety_since": "2026-11-22"}
    edition.document["sections"][3]["cards"][0]["items"][0]["text"] = lent
    edition.document["sections"][1]["groups"][0]["entries"][0]["explanation"] = lent
    Edition.objects.filter(pk=edition.pk).update(document=edition.document)
    notice = "**Safety advice of 22 November 2026** Not translated into English yet; this is the Turkish text."
    said = client.get(MARKDOWN).text
    assert f"- {notice} nefes yok" in said
    assert f"- {notice} **Sweat** nefes yok (Possible) (Sources: 2)" in said
    page = Page(client.get("/en/articles/small-article/").text)
    assert page.words().count("Safety advice of 22 November 2026") == 2
    assert ("tr", "nefes yok") in page.spoken


def test_a_text_that_looks_like_markup_stays_words(client, db):
    publish(content.store(small(title={"en": "<script>alert(1)</script> **x** [a](javascript:b) &lt;"})), ["en"])
    first = client.get(MARKDOWN).text.splitlines()[0]
    assert first == r"# \<script\>alert\(1\)\</script\> \*\*x\*\* \[a\]\(javascript:b\) \&lt;"
    assert json.loads(client.get(JSON).text)["document"]["title"]["text"].startswith("<script>")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <strong>two</strong> and <em>three</em>.</p><p>Four</p>", "One **two** and *three*.\n\nFour"),
        ("<ol><li><p>One</p></li><li><p>Two</p></li></ol>", "1. One\n\n2. Two"),
        ("<ul><li><p>A</p><ul><li><p>B</p></li></ul></li></ul>", "- A\n\n   - B"),
        ("<h3>Head</h3><p>1. no list</p>", "### Head\n\n1\\. no list"),
        (
            '<p>See <a href="https://x.example/a_(b)">this *one*</a>.</p>',
            "See [this \\*one\\*](<https://x.example/a_%28b%29>).",
        ),
        ("<p>a &lt;b&gt; &amp; c</p>", r"a \<b\> \& c"),
        ("", ""),
    ],
)
def test_prose_becomes_markdown(html, markdown):
    assert prose(html) == markdown


@given(st.text())
def test_nothing_anybody_writes_becomes_markup(text):
    assert re.findall(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|&~]", words(text)) == []
    assert "\n" not in words(text)


@given(st.text())
def test_no_address_ends_its_link_early(address):
    made = link("x", address)
    assert re.fullmatch(r"\[x\]\(<[^\s<>()\\]*>\)", made)
