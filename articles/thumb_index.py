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
    """A table of the first edition of each beginning that is `digits` of the sort key long."""
    return f"""{name} (id, sort_key) AS (
        SELECT * FROM (SELECT id, sort_key FROM articles_edition WHERE {among} ORDER BY sort_key LIMIT 1) AS first
        UNION ALL
        SELECT later.id, later.sort_key FROM {name} JOIN articles_edition AS later ON later.id = (
            SELECT id FROM articles_edition WHERE {among} AND sort_key > substr({name}.sort_key, 1, {digits}) || '99'
            ORDER BY sort_key LIMIT 1))"""  # noqa: S608 - our own words only; values are parameters


QUESTION = f"""WITH RECURSIVE
    {_firsts("letters", HERE, LETTER)},
    {_firsts("beginnings", UNDER_THE_LETTER, TWO_LETTERS)},
    a_page_before (id, sort_key) AS (
        SELECT id, sort_key FROM articles_edition WHERE {UNDER_THE_LETTER} AND sort_key < %(start)s
        ORDER BY sort_key DESC LIMIT 1 OFFSET %(page)s)
    SELECT 'letter', letter, slug, letters.sort_key FROM letters JOIN articles_edition USING (id)
    UNION ALL
    SELECT 'beginning', letter, slug, beginnings.sort_key FROM beginnings JOIN articles_edition USING (id)
    UNION ALL
    SELECT 'before', letter, slug, a_page_before.sort_key FROM a_page_before JOIN articles_edition USING (id)
    ORDER BY 4"""  # noqa: S608 - as above


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
        for kind, under, slug, sort_key in cursor.fetchall():
            if kind == "letter":
                found.letters += under if under not in found.letters else ""
            elif kind == "beginning":
                found.beginnings.setdefault(under + turkish.second_letter(sort_key, language), slug)
            else:
                found.before = slug
    if found.before == next(iter(found.beginnings.values()), None):
        found.before = None
    return found
