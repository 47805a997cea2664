"""The lists that make up most of a page: what is said, how sure that is, by which sources; and articles in a list.

Written here and not as includes, because an article has a hundred of these lines and a template takes twenty times as
long for each. What anybody wrote goes through `_said` or `escape`; nothing else is put into these lines but parts that
are templates themselves.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.documents import Text
from articles.templatetags.kept import kept
from articles.templatetags.texts import SINCE

register = template.Library()

ENTRY = '<li>{}<strong{}>{}</strong>{}\n<p class="proof">{}{}</p></li>'
EXPLANATION = "\n{}<p{}>{}</p>"
LINE = "<li>{}<span{}>{}</span>{}</li>"
CARD = '<li>{}<h3{}><a href="{}">{}</a></h3>\n<p{}>{}</p></li>'
LINKED_SOURCE = '<li id="source-{}"><a href="{}"{}>{}</a></li>'
SOURCE = '<li id="source-{}"><span{}>{}</span></li>'


def _lines(lines: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(lines))  # noqa: S308 - made below, of escaped texts


def _said(text: Text, page: str | None) -> tuple[str, str]:
    """The attribute ` lang="…"` where the text is not in the language of the page, and the text, both escaped."""
    attribute = "" if text["lang"] == page else f' lang="{escape(text["lang"])}"'
    return attribute, escape(text["text"])


def _notice(*said: Text) -> str:
    """The notice that stands before safety texts of another language, where any of these is one."""
    if not any(SINCE in text for text in said):
        return ""
    return render_to_string("components/safety_notice.html", {"part": list(said)})


@register.simple_tag
def cards(listed: Iterable[dict[str, Any]]) -> SafeString:
    """Articles in a list: each title, which is the link, and its lead."""
    page = get_language()
    return _lines(_card(each, page) for each in listed)


def _card(card: dict[str, Any], page: str | None) -> str:
    attribute, title = _said(card["title"], page)
    notice = _notice(card["title"], card["lead"])
    return CARD.format(notice, attribute, escape(card["address"]), title, *_said(card["lead"], page))


@register.simple_tag
def entries(listed: Iterable[dict[str, Any]]) -> SafeString:
    """Causes or advice, each with its explanation, its evidence and its sources."""
    page = get_language()
    return _lines(_entry(each, page) for each in listed)


def _entry(entry: dict[str, Any], page: str | None) -> str:
    name, explanation, explained = entry["name"], entry["explanation"], ""
    if explanation:
        once = "" if SINCE in name else _notice(explanation)
        explained = EXPLANATION.format(once, *_said(explanation, page))
    evidence = kept("articles/evidence.html", evidence=entry["evidence"])
    sources = kept("articles/source_links.html", numbers=entry["sources"])
    return ENTRY.format(_notice(name), *_said(name, page), explained, evidence, sources)


@register.simple_tag
def care_lines(listed: Iterable[dict[str, Any]]) -> SafeString:
    """The lines of a care card, each with the numbers of its sources."""
    page = get_language()
    return _lines(_care_line(each, page) for each in listed)


def _care_line(item: dict[str, Any], page: str | None) -> str:
    marks = kept("articles/source_marks.html", numbers=item["sources"])
    return LINE.format(_notice(item["text"]), *_said(item["text"], page), marks)


@register.simple_tag
def source_lines(listed: Iterable[dict[str, Any]]) -> SafeString:
    """The list of sources, linked where they have an address."""
    page = get_language()
    return _lines(_source(each, page) for each in listed)


def _source(source: dict[str, Any], page: str | None) -> str:
    attribute, citation = _said(source["citation"], page)
    if source["url"]:
        return LINKED_SOURCE.format(int(source["number"]), escape(source["url"]), attribute, citation)
    return SOURCE.format(int(source["number"]), attribute, citation)
