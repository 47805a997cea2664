from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles import link_checks


class Command(BaseCommand):
    help = "Ask the address of every source whether it still answers, and write down those that do not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--due", action="store_true", help="only what was not asked for a week, as the worker does")
        parser.add_argument("--allow-local", action="store_true", help="ask addresses of this machine too, for tests")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = link_checks.due(timezone.now()) if options["due"] else link_checks.addresses()
        try:
            written = link_checks.check(wanted, allow_local=options["allow_local"])
        except link_checks.NoNetwork as nobody:
            raise CommandError("No source could be reached: is this machine on the internet?") from nobody
        broken = [each for each in written if each.broken_since]
        for each in broken:
            since = timezone.localtime(each.broken_since).date()
            self.stdout.write(f"{each.address}: {each.why}, since {since}")
        self.stdout.write(f"{len(written)} asked, {len(broken)} broken")
