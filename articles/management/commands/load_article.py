from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import accord, content
from articles.doubts import doubts
from articles.fitness import fit_languages, problems
from articles.models.words import LANGUAGES
from articles.publishing import publish


class Command(BaseCommand):
    help = "Load articles from YAML files. A file is stored whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="publish the languages that are fit to be read")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = [name for name in options["files"] if not self.load(name, options["publish"])]
        if refused:
            raise CommandError(f"Refused, and nothing of it stored: {', '.join(refused)}")

    def load(self, name: str, and_publish: bool) -> bool:
        try:
            said = content.read(Path(name).read_bytes())
            article = content.store(said, remark=f"loaded from {Path(name).name}")
        except OSError as error:
            self.stderr.write(f"{name}: {error.strerror}")
            return False
        except content.Refused as refusal:
            for place, words in refusal.places:
                self.stderr.write(f"{name}: {place}: {words}")
            return False
        self.stdout.write(f"{name}: loaded {article.key}")
        if said["updated"] != article.updated.isoformat():
            self.stdout.write(f"{name}: updated stays {article.updated}: once published, only editions move it")
        for doubt in doubts(article):
            self.stdout.write(f"{name}: warning: {doubt}")
        if and_publish:
            self.publish(article)
        return True

    def publish(self, article: Any) -> None:
        """Publish what is fit. Where the languages disagree the translation waits; if both are out, the source too."""
        fit = fit_languages(article)
        held = accord.problems(article, fit)
        if held:
            fit = [code for code in fit if code == article.source_language and not accord.problems(article, [code])]
        for edition in publish(article, fit):
            self.stdout.write(f"{article.key}: published {edition.language} edition {edition.number}")
        for problem in [*(each for code in LANGUAGES for each in problems(article, code)), *held]:
            self.stdout.write(f"{article.key}: not published: {problem}")
