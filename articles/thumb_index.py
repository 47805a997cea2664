"""What a page of the A to Z leads to, as the cut-out thumbs of a dictionary do.

One question of two indexes, which costs the same for ten articles and for a hundred thousand: instead of reading all
keys to see which letters there are, it jumps from the first key of one letter to the first key after that letter.
Django's ORM has no recursive query, so this one is written out; SQLite and PostgreSQL read it alike.
"""

from dataclasses import dataclass, field

from django.db import connection

from articles import turkish

HERE = "is_current AND language = %(language)s"
UNDER_THE_LETTER = f"{HERE} AND letter = %(letter)s"
LETTER, TWO_LETTERS = 2, 4  # digits of a sort key, two for each letter; none of those pairs is above 71


def _firsts(name: str, among: str, digits: int) -> str:
    """A table of the first sort key of each beginning that is `digits` long, and a last row without one."""
    first = f"SELECT min(sort_key) FROM articles_edition WHERE {among}"  # noqa: S608 - our own words only
    after = f"{first} AND sort_key > substr({name}.sort_key, 1, {digits}) || '99'"
    return f"""{name} (sort_key) AS (
        {first} UNION ALL SELECT ({after}) FROM {name} WHERE {name}.sort_key IS NOT NULL)"""  # noqa: S608 - as above


QUESTION = f"""WITH RECURSIVE
    {_firsts("letters", HERE, LETTER)},
    {_firsts("beginnings", UNDER_THE_LETTER, TWO_LETTERS)}
    SELECT 'letter', sort_key, NULL FROM letters WHERE sort_key IS NOT NULL
    UNION ALL
    SELECT 'beginning', sort_key, slug FROM beginnings JOIN articles_edition USING (sort_key) WHERE {UNDER_THE_LETTER}
    UNION ALL
    SELECT 'before', sort_key, slug FROM (
        SELECT sort_key, slug FROM articles_edition WHERE {UNDER_THE_LETTER} AND sort_key < %(start)s
        ORDER BY sort_key DESC LIMIT 1 OFFSET %(page)s) AS a_page_before
    ORDER BY 2"""  # noqa: S608 - our own words only; values are parameters


@dataclass
class ThumbIndex:
    """`letters` that have articles, in order; `beginnings` under the letter as {"Ka": slug of the first}; `before` is
    the slug that the page before this one begins with, None where that is the letter's first page.
    """

    letters: str = ""
    beginnings: dict[str, str] = field(default_factory=dict)
    before: str | None = None


def thumb_index(language: str, letter: str = "", start: str = "", page: int = 1) -> ThumbIndex:
    """What is around a page of `page` entries under `letter` that begins with the sort key `start`. One query."""
    found = ThumbIndex()
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, {"language": language, "letter": letter, "start": start, "page": page - 1})
        for kind, sort_key, slug in cursor.fetchall():
            first, second = turkish.letters_of(sort_key, language)
            if kind == "letter":
                found.letters += first if first not in found.letters else ""
            elif kind == "beginning":
                found.beginnings.setdefault(first + second, slug)
            else:
                found.before = slug
    if found.before == next(iter(found.beginnings.values()), None):
        found.before = None
    return found
