"""What may be wrong with the words of an article: always said, never a reason to refuse them."""

from collections.abc import Iterator

from articles import accord, places
from articles.language_guard import question, same_in_both
from articles.marks import text_in
from articles.models import Article
from articles.models.words import LANGUAGES


def doubts(article: Article) -> Iterator[str]:
    """A line for each text that seems to be in the wrong language and for each one whose languages disagree."""
    for place, row, field in places.rows(article):
        texts = {code: text_in(row, field, code) for code in LANGUAGES}
        for code, text in texts.items():
            if asked := question(text, code):
                yield f"{place}.{code} seems to be in another language: {asked.words}"
        if same_in_both(texts):
            yield f"{place} is the same in both languages"
    for found in accord.open_questions(article):
        yield accord.in_words(found)
