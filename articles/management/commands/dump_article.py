from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import content, exchange
from articles.models import Article
from articles.models.words import LANGUAGES


class Command(BaseCommand):
    help = (
        "Print an article as the YAML file that load_article reads; or, with --only, the texts that wait for a "
        "translation beside their source, for a translator outside the house. load_article takes that back, too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", metavar="KEY")
        parser.add_argument("--only", choices=LANGUAGES, help="what is stale or missing in this language")
        parser.add_argument("--all", action="store_true", help="with --only: what is current, too")

    def handle(self, *args: Any, **options: Any) -> None:
        article = Article.objects.with_everything().filter(key=options["key"]).first()
        if article is None:
            raise CommandError(f"There is no article with the key {options['key']}.")
        if options["all"] and not options["only"]:
            raise CommandError("--all belongs to --only: without that, everything is printed anyway.")
        written = self.sheet(article, options) if options["only"] else content.write(content.dump(article))
        self.stdout.write(written, ending="")

    def sheet(self, article: Article, options: dict[str, Any]) -> str:
        """What goes out is on record first, so that it is known again when it comes back."""
        if options["only"] == article.source_language:
            raise CommandError(f"{article.key} is written first in {options['only']}: nothing is translated into it.")
        content.keep_version(article, remark="given to a translator")
        return exchange.write(exchange.sheet(article, options["only"], everything=options["all"]))
