from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.fitness import NotFit, Problem
from articles.models import Article
from articles.models.words import ChangeKind
from articles.publishing import publish


class Command(BaseCommand):
    help = "Publish an article in one language, or in all of them."

    def add_arguments(self, parser: CommandParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("key", metavar="KEY")
        parser.add_argument("--language", action="append", choices=languages, help="default: every language")
        parser.add_argument("--kind", default=ChangeKind.WORDING, choices=["wording", "content", "safety"])
        for code in languages:
            parser.add_argument(f"--note-{code}", default="", help="what changed, for readers")
        words = "the languages are right as they are in what was refused with this fingerprint; may be said again"
        parser.add_argument("--right", action="append", default=[], metavar="FINGERPRINT", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        article = Article.objects.filter(key=options["key"]).first()
        if article is None:
            raise CommandError(f"There is no article with the key {options['key']}.")
        languages = options["language"] or [code for code, _name in settings.LANGUAGES]
        notes = {code: options[f"note_{code}"] for code in languages}
        try:
            editions = publish(article, languages, kind=options["kind"], notes=notes, right=options["right"])
        except NotFit as refusal:
            raise CommandError("\n".join(map(self.say, refusal.problems))) from refusal
        for edition in editions:
            self.stdout.write(f"{article.key}: published {edition.language} edition {edition.number}")
        if not editions:
            self.stdout.write(f"{article.key}: readers already have these words")

    def say(self, problem: Problem) -> str:
        """The problem, and what to say if it is none."""
        if not problem.disagreement:
            return str(problem)
        return f"{problem} If it is right as it is: --right {problem.disagreement}"
