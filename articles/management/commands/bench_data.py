import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.benchmarking.library import KEY, PATTERNS, make_copies, make_patterns
from articles.benchmarking.titles import MOST
from articles.models import Article


class Command(BaseCommand):
    help = (
        "Fill an empty database with made-up articles in both languages, to measure on. Broken off, it goes on where "
        f"it was. The first {PATTERNS} are made as an editor makes them; the others have editions and no rows to edit."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("articles", nargs="?", type=int, default=100_000)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["articles"]
        if wanted > MOST:
            raise CommandError(f"There are titles for {MOST:,} articles, and no more.")
        if Article.objects.exclude(key__startswith=KEY).exists():
            raise CommandError("This database has articles of its own: give DATABASE_URL of one that may be filled.")
        there = Article.objects.count()
        self.tell(make_patterns(there, min(wanted, PATTERNS)), wanted)
        self.tell(make_copies(max(there, PATTERNS), wanted), wanted)
        self.stdout.write(f"{Article.objects.count():,} articles")

    def tell(self, made: Any, wanted: int) -> None:
        """Make them, and say every five seconds how far it is."""
        began = said = time.monotonic()
        for count in made:
            if time.monotonic() - said >= 5:
                said = time.monotonic()
                self.stdout.write(f"{count:,} of {wanted:,} articles, {said - began:.0f} s")
