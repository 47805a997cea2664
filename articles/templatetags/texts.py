"""How templates show texts that know their language."""

from datetime import date
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles import a_to_z, structured_data
from articles.documents import Document, Text, texts

register = template.Library()

SINCE = "safety_since"


def lang_attribute(text: Text | None) -> SafeString | str:
    """The attribute ` lang="en"` where `text` is not in the language of the page (WCAG 2.2, 3.1.2), else nothing."""
    if not text or text["lang"] == get_language():
        return ""
    return format_html(' lang="{}"', text["lang"])


class LangOf(template.Node):
    """Django's simple_tag does the same in three times the time, and an article asks a hundred times."""

    def __init__(self, text: FilterExpression, name: str | None) -> None:
        self.text, self.name = text, name

    def render(self, context: Context) -> SafeString | str:
        attribute = lang_attribute(self.text.resolve(context))
        if self.name is None:
            return attribute
        context[self.name] = attribute
        return ""


@register.tag
def lang_of(parser: Parser, token: Token) -> LangOf:
    """{% lang_of TEXT %} or {% lang_of TEXT as NAME %}: see lang_attribute."""
    _tag, text, *name = token.split_contents()
    return LangOf(parser.compile_filter(text), name[1] if name else None)


@register.filter
def speaks_otherwise(part: Any) -> bool:
    """Whether any text in `part` is in another language than the page, and no notice says so already."""
    language = get_language()
    return any(text["lang"] != language and SINCE not in text for text in texts(part))


@register.filter
def notice(part: Any) -> dict[str, date | None] | None:
    """{"on": day} if `part` says of safety what its source's language says, None if not. The day is that of the newest
    such text, None while it is only a draft.
    """
    days = [text[SINCE] for text in texts(part) if SINCE in text]
    return {"on": date.fromisoformat(max(days)) if max(days) else None} if days else None


@register.filter
def contents_list(document: Document) -> list[dict[str, Any]]:
    """The headings of the document's sections as [{anchor, heading}], in order."""
    return [{"anchor": section["anchor"], "heading": section["heading"]} for section in document["sections"]]


@register.filter
def ends_of_blocks(words: str) -> str:
    """Changed words with a sign where a paragraph, an item or a line ends, since the end is part of the change."""
    return words.replace("\n", "¶\n")


@register.simple_tag
def json_ld(document: Document, page: str, sign_off: dict[str, Any] | None, publisher: str) -> SafeString:
    """The article's structured data, for inside a script element of type application/ld+json."""
    return structured_data.written(structured_data.of_article(document, page, sign_off, publisher))


@register.simple_tag
def letters_bar(there: str, current: str) -> list[dict[str, Any]]:
    """The letters of the page's alphabet, as a_to_z.bar gives them."""
    return a_to_z.bar(there, current, get_language())
