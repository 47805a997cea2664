from typing import Any

from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import Page

texts = st.fixed_dictionaries({"text": st.text(min_size=1), "lang": st.sampled_from(["en", "tr"])})


def shown(file: str, macro: str, *values: Any) -> str:
    """What a part of an English page makes of `values`."""
    pages = engines["readers"].by_language["en"].env
    return getattr(pages.get_template(f"articles/{file}.html").module, macro)(*values)


@given(texts, texts, st.text())
def test_whatever_is_written_no_list_holds_markup_of_it(name, explanation, address):
    entry = {"name": name, "explanation": explanation, "evidence": "possible", "sources": [1]}
    source = {"number": 1, "citation": name, "url": address}
    care = {"urgency": "urgent", "items": [{"text": name, "sources": []}]}
    card = {"title": name, "lead": explanation, "address": address}
    html = shown("entries", "entries", [entry]) + shown("sources", "sources_list", [source])
    page = Page(html + shown("help", "care_cards", [care], None) + shown("cards", "cards_list", [card]))
    tags = {"section", "div", "h2", "h3", "ol", "ul", "li", "strong", "p", "span", "a"}
    assert {tag for tag, _given in page.tags} <= tags
    assert {attribute for _tag, given in page.tags for attribute in given} <= {"id", "href", "class", "lang"}


def without_line_ends(html: str) -> str:
    return html.replace("\n", "")


def test_only_what_is_in_the_other_language_is_marked():
    entry = {"name": {"text": "Ter", "lang": "tr"}, "explanation": {"text": "It runs.", "lang": "en"}}
    html = shown("entries", "entries", [entry | {"evidence": "", "sources": []}])
    assert without_line_ends(html) == '<li><strong lang="tr">Ter</strong><p>It runs.</p><p class="proof"></p></li>'


def test_an_entry_without_explanation_shows_how_sure_it_is_and_by_which_sources():
    entry = {"name": {"text": "Sweat", "lang": "en"}, "explanation": None, "evidence": "not-shown", "sources": [2, 5]}
    assert without_line_ends(shown("entries", "entries", [entry])) == (
        '<li><strong>Sweat</strong><p class="proof"><span class="evidence not-shown">Not shown</span>'
        ' <span>Sources:</span> <a href="#source-2">2</a> <a href="#source-5">5</a></p></li>'
    )


def test_a_source_without_an_address_is_no_link():
    cited = {"number": 2, "citation": {"text": "A & B", "lang": "en"}}
    plain, linked = (
        without_line_ends(shown("sources", "sources_list", [cited | {"url": url}]))
        for url in ("", "https://a.example/?x=1&y=2")
    )
    around = '<section class="sources" id="sources"><h2>Sources</h2><ol>{}</ol></section>'
    assert plain == around.format('<li id="source-2"><span>A &amp; B</span></li>')
    assert linked == around.format('<li id="source-2"><a href="https://a.example/?x=1&amp;y=2">A &amp; B</a></li>')
