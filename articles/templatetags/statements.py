"""The lists that make up most of an article: what is said, how sure that is, and by which sources.

Written here and not as includes, because an article has a hundred of these lines and a template takes twenty times as
long for each. Every text goes through format_html, which escapes it.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.documents import Text
from articles.templatetags.kept import kept
from articles.templatetags.texts import SINCE

register = template.Library()

ENTRY = '<li>{}<strong{}>{}</strong>{}\n<p class="proof">{}{}</p></li>'
EXPLANATION = "\n{}<p{}>{}</p>"
LINE = "<li>{}<span{}>{}</span>{}</li>"
LINKED_SOURCE = '<li id="source-{}"><a href="{}"{}>{}</a></li>'
SOURCE = '<li id="source-{}"><span{}>{}</span></li>'


def _said(text: Text, page: str | None) -> tuple[SafeString | str, str]:
    """The attribute ` lang="…"` where the text is not in the language of the page, and the text."""
    attribute = "" if text["lang"] == page else format_html(' lang="{}"', text["lang"])
    return attribute, text["text"]


def _notice(text: Text) -> SafeString | str:
    """The notice that stands before a safety text of another language, where `text` is one."""
    return render_to_string("components/safety_notice.html", {"part": text}) if SINCE in text else ""


@register.simple_tag
def entries(listed: Iterable[dict[str, Any]]) -> SafeString:
    """Causes or advice, each with its explanation, its evidence and its sources."""
    return format_html_join("\n", ENTRY, (_entry(each, get_language()) for each in listed))


def _entry(entry: dict[str, Any], page: str | None) -> tuple[Any, ...]:
    name, explanation = entry["name"], entry["explanation"]
    explained: SafeString | str = ""
    if explanation:
        once = "" if SINCE in name else _notice(explanation)
        explained = format_html(EXPLANATION, once, *_said(explanation, page))
    evidence = kept("articles/evidence.html", evidence=entry["evidence"])
    sources = kept("articles/source_links.html", numbers=entry["sources"])
    return _notice(name), *_said(name, page), explained, evidence, sources


@register.simple_tag
def care_lines(listed: Iterable[dict[str, Any]]) -> SafeString:
    """The lines of a care card, each with the numbers of its sources."""
    return format_html_join("\n", LINE, (_care_line(each, get_language()) for each in listed))


def _care_line(item: dict[str, Any], page: str | None) -> tuple[Any, ...]:
    marks = kept("articles/source_marks.html", numbers=item["sources"])
    return _notice(item["text"]), *_said(item["text"], page), marks


@register.simple_tag
def source_lines(listed: Iterable[dict[str, Any]]) -> SafeString:
    """The list of sources, linked where they have an address."""
    page = get_language()
    return format_html_join("\n", "{}", ((_source(each, page),) for each in listed))


def _source(source: dict[str, Any], page: str | None) -> SafeString:
    attribute, citation = _said(source["citation"], page)
    if source["url"]:
        return format_html(LINKED_SOURCE, source["number"], source["url"], attribute, citation)
    return format_html(SOURCE, source["number"], attribute, citation)
