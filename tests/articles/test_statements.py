from typing import Any

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import Page

texts = st.fixed_dictionaries({"text": st.text(min_size=1), "lang": st.sampled_from(["en", "tr"])})


def shown(tag: str, **values: Any) -> str:
    return Template("{% load statements %}{% " + tag + " %}").render(Context(values))


@given(texts, texts, st.text())
def test_whatever_is_written_no_list_holds_markup_of_it(name, explanation, address):
    entry = {"name": name, "explanation": explanation, "evidence": "possible", "sources": [1]}
    source = {"number": 1, "citation": name, "url": address}
    item = {"text": name, "sources": []}
    card = {"title": name, "lead": explanation, "address": address}
    html = shown("entries x", x=[entry]) + shown("source_lines x", x=[source]) + shown("care_lines x", x=[item])
    page = Page(html + shown("cards x", x=[card]))
    assert {tag for tag, _given in page.tags} <= {"li", "strong", "p", "span", "a", "h3"}
    assert {attribute for _tag, given in page.tags for attribute in given} <= {"id", "href", "class", "lang"}


def test_only_what_is_in_the_other_language_is_marked():
    entry = {"name": {"text": "Ter", "lang": "tr"}, "explanation": {"text": "It runs.", "lang": "en"}}
    html = shown("entries x", x=[entry | {"evidence": "", "sources": []}])
    assert html.replace("\n", "") == '<li><strong lang="tr">Ter</strong><p>It runs.</p><p class="proof"></p></li>'


def test_a_source_without_an_address_is_no_link():
    cited = {"number": 2, "citation": {"text": "A & B", "lang": "en"}}
    assert shown("source_lines x", x=[cited | {"url": ""}]) == '<li id="source-2"><span>A &amp; B</span></li>'
    assert shown("source_lines x", x=[cited | {"url": "https://a.example/?x=1&y=2"}]) == (
        '<li id="source-2"><a href="https://a.example/?x=1&amp;y=2">A &amp; B</a></li>'
    )
