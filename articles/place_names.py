"""Where each text of an article stands, in words for whoever reads them: "Prevention › Calf stretch › explanation"."""

from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language

from articles import places
from articles.models import Article, CareItem, Topic
from articles.models.words import LANGUAGES
from articles.showing import text_of

STEP = " › "
LONGEST = 60  # letters of a line, which has no other name than its words
NAMED_BY = ("heading", "name", "text")


def names(article: Article) -> dict[str, str]:
    """{place: words} of every text that readers get, in the language under way. It comes with_everything()."""
    return {place: name(row, field) for place, row, field in places.rows(article)}


def name(row: Any, field: str) -> str:
    """Where `field` of `row` stands, in the language under way."""
    called = str(row._meta.get_field(field).verbose_name)
    if isinstance(row, Article):
        return str(capfirst(called))
    steps = [str(capfirst(row._meta.verbose_name if isinstance(row, Topic) else row._meta.verbose_name_plural))]
    if isinstance(row, CareItem):  # its words are all that it is known by
        return STEP.join([*steps, str(row.get_urgency_display()), _called(row)])
    return STEP.join([*steps, _called(row), called])


def _called(row: Any) -> str:
    """What `row` is called, in the language under way or else in the other one; its key, if it has no name."""
    field = next((each for each in NAMED_BY if each in row.tracked), None)
    text = text_of(row, field, get_language() or LANGUAGES[0]) if field else None
    return Truncator(text["text"] if text else row.key).chars(LONGEST)
