"""What may be wrong with the words of an article: always said, never a reason to refuse them."""

from collections.abc import Iterator

from articles import accord, places
from articles.fitness import LANGUAGE_NAMES
from articles.language_guard import question, same_in_both
from articles.marks import text_in
from articles.models import Article
from articles.models.words import LANGUAGES
from articles.place_names import name


def doubts(article: Article) -> Iterator[str]:
    """A line for each text that seems to be in the wrong language and for each one whose languages disagree."""
    for _place, row, field in places.rows(article):
        texts = {code: text_in(row, field, code) for code in LANGUAGES}
        for code, text in texts.items():
            if asked := question(text, code):
                called = f"“{name(row, field)}” ({LANGUAGE_NAMES[code]})"
                yield f"{called} seems to be in another language: {asked.words}"
        if same_in_both(texts):
            yield f"“{name(row, field)}” is the same in both languages"
    yield from accord.in_words(article, accord.open_questions(article))
