from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import content
from articles.models import Article


class Command(BaseCommand):
    help = "Print an article as the YAML file that load_article reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", metavar="KEY")

    def handle(self, *args: Any, **options: Any) -> None:
        article = Article.objects.with_everything().filter(key=options["key"]).first()
        if article is None:
            raise CommandError(f"There is no article with the key {options['key']}.")
        self.stdout.write(content.write(content.dump(article)), ending="")
