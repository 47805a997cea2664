from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import accord, content, exchange
from articles.doubts import doubts
from articles.fitness import fit_languages, problems
from articles.freshness import CURRENT
from articles.models import Article
from articles.models.words import LANGUAGES
from articles.place_names import name as place_name
from articles.publishing import publish


class Command(BaseCommand):
    help = (
        "Load articles, or what a translator sent back, from YAML files. An article's file is stored whole or not at "
        "all; of a translator's file what cannot be stored is printed with the reason, and the exit code is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        words = "publish the languages that are fit to be read; a translator's file is never published by loading it"
        parser.add_argument("--publish", action="store_true", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        self.kept_back = 0
        refused = [name for name in options["files"] if not self.load(name, options["publish"])]
        if refused:
            raise CommandError(f"Refused, and nothing of it stored: {', '.join(refused)}")
        if self.kept_back:
            raise CommandError(f"Not stored, see above: {self.kept_back}")

    def load(self, name: str, and_publish: bool) -> bool:
        try:
            loaded = content.parse(Path(name).read_bytes())
            if exchange.is_sheet(loaded):
                self.take(name, exchange.check(loaded))
            else:
                self.store(name, content.check(loaded), and_publish)
        except OSError as error:
            self.stderr.write(f"{name}: {error.strerror}")
            return False
        except content.Refused as refusal:
            for place, words in refusal.places:
                self.stderr.write(f"{name}: {place}: {words}")
            return False
        return True

    def store(self, name: str, said: content.Dump, and_publish: bool) -> None:
        article = content.store(said, remark=f"loaded from {Path(name).name}")
        self.stdout.write(f"{name}: loaded {article.key}")
        if said["updated"] != article.updated.isoformat():
            self.stdout.write(f"{name}: updated stays {article.updated}: once published, only editions move it")
        self.warn(name, article)
        if and_publish:
            self.publish(article)

    def take(self, name: str, sheet: exchange.Sheet) -> None:
        """What a translator sent back: nothing that they wrote is lost in silence."""
        taken = exchange.take(sheet, remark=f"translated, from {Path(name).name}")
        self.stdout.write(f"{name}: {taken.article.key}: stored in {sheet['into']}: {len(taken.stored)}")
        for each in taken.stored:
            if each.state != CURRENT:
                words = "stored, and stale: its source has changed since the file was made"
                self.stdout.write(f"{name}: “{place_name(each.row, each.field)}”: {words}")
        for kept in taken.kept_back:
            self.stderr.write(f"{name}: {kept.place}: {kept.why} Not stored: {kept.text or '–'}")
        self.kept_back += len(taken.kept_back)
        if taken.stored:
            self.warn(name, taken.article)

    def warn(self, name: str, article: Article) -> None:
        for doubt in doubts(article):
            self.stdout.write(f"{name}: warning: {doubt}")

    def publish(self, article: Article) -> None:
        """Publish what is fit. Where the languages disagree the translation waits; if both are out, the source too."""
        fit = fit_languages(article)
        held = accord.problems(article, fit)
        if held:
            fit = [code for code in fit if code == article.source_language and not accord.problems(article, [code])]
        for edition in publish(article, fit):
            self.stdout.write(f"{article.key}: published {edition.language} edition {edition.number}")
        for problem in [*(each for code in LANGUAGES for each in problems(article, code)), *held]:
            self.stdout.write(f"{article.key}: not published: {problem}")
