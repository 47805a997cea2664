from typing import Any

from django.core.management.base import BaseCommand

from articles import standing


class Command(BaseCommand):
    help = "Count again how every article stands in every language, after something wrote past the site's own code."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = standing.wrong()
        standing.recount()
        for each in wrong:
            self.stdout.write(f"{each}: counted again")
        self.stdout.write(f"{len(wrong)} were wrong")
