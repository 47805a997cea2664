"""What the desk's list of articles shows: names, and how an article stands in each language."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.publishing import State, state
from articles.showing import text_of

STATES = {
    State.PUBLISHED: _("published"),
    State.DIFFERS: _("draft differs"),
    State.UNPUBLISHED: _("not published"),
    State.MISSING: _("missing"),
}


def named(row: Any, field: str) -> str:
    """The name of `row` in the editor's language or else in the other one; its key, if it has none yet."""
    text = text_of(row, field, get_language())
    return text["text"] if text else row.key


def chip(article: Article, language: str) -> SafeString:
    """The word for how `article` stands in `language`. Its current editions come with it."""
    current = next((each for each in article.current_editions if each.language == language), None)
    word = state(article, language, current)
    return format_html('<span class="state {}">{}</span>', word.replace(" ", "-"), STATES[word])
