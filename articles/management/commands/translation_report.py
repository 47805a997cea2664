import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import freshness, place_names
from articles.freshness import MISSING, STALE
from articles.models import Article, Standing
from articles.models.words import LANGUAGES

HEAD = ("article", "language", "current", "stale", "missing", "safety", "readers have")
NUMBERS = ("current", "stale", "missing", "stale_safety")


class Command(BaseCommand):
    help = (
        "Print how every article stands in every language, and each safety text that a translation lacks. "
        "Exits 0 if there is none, 1 if a safety text is stale, or is missing where readers have the language, "
        "and 2 if the command was called wrongly."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=LANGUAGES, help="this language only")
        parser.add_argument("--json", action="store_true", help="print it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        standings = Standing.objects.select_related("article").order_by("article__key", "language")
        found = list(standings.in_language(options["language"]) if options["language"] else standings)
        unsafe = [text for each in found if each.stale_safety for text in _unsafe(each)]
        self.stdout.write(_as_json(found, unsafe) if options["json"] else _as_table(found, unsafe))
        if unsafe:
            raise CommandError(f"Safety texts to translate: {len(unsafe)}")


def _unsafe(standing: Standing) -> list[dict[str, str]]:
    """The safety texts that readers of this language get, or would get, in another one."""
    wrong = (STALE, MISSING) if standing.published else (STALE,)
    article = Article.objects.with_everything().get(pk=standing.article_id)
    named = {"article": article.key, "language": standing.language}
    return [
        {**named, "place": each.place, "where": place_names.name(each.row, each.field), "state": each.state}
        for each in freshness.table(article)
        if each.safety and each.language == standing.language and each.state in wrong
    ]


def _as_json(standings: list[Standing], unsafe: list[dict[str, str]]) -> str:
    rows = [
        {"article": each.article.key, "language": each.language, **{name: getattr(each, name) for name in NUMBERS}}
        | {"published": each.published, "differs": each.differs}
        for each in standings
    ]
    return json.dumps({"articles": rows, "safety": unsafe}, ensure_ascii=False, indent=2)


def _as_table(standings: list[Standing], unsafe: list[dict[str, str]]) -> str:
    numbers = [[str(getattr(each, name)) for name in NUMBERS] for each in standings]
    rows = [HEAD] + [
        (each.article.key, each.language, *said, _readers_have(each))
        for each, said in zip(standings, numbers, strict=True)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_line(row, widths) for row in rows]
    texts = ["{state} safety text: {article} {language}: {where}".format(**each) for each in unsafe]
    return "\n".join([*lines, *([""] if texts else []), *texts])


def _readers_have(standing: Standing) -> str:
    if not standing.published:
        return "nothing"
    return "an older text" if standing.differs else "this text"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    """Words to the left, numbers to the right."""
    cells = zip(row, widths, range(len(HEAD)), strict=True)
    said = [cell.rjust(width) if 2 <= at < 2 + len(NUMBERS) else cell.ljust(width) for cell, width, at in cells]
    return "  ".join(said).rstrip()
