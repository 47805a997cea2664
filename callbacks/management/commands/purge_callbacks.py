from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from callbacks import torn
from callbacks.erasure import KEPT_DAYS, erase_what_is_due


class Command(BaseCommand):
    help = (
        "Erases name, number and topic of call requests: handled ones after 30 days, what was taken for spam after 7, "
        "those nobody called back after 90. The rows stay for counting. What is left of torn lines of the spool goes "
        "after 90 days too. Run it daily; running it twice does no harm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count, erase nothing.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        counts = erase_what_is_due(now, dry_run=dry_run)
        verb = "would be erased" if dry_run else "erased"
        for state, count in counts.items():
            self.stdout.write(f"{state}, older than {KEPT_DAYS[state]} days: {count} {verb}")
        try:
            lines = torn.forget_old(now, dry_run=dry_run)
        except OSError as refusal:
            raise CommandError(f"Torn lines of the spool cannot be read or written: {refusal}") from None
        self.stdout.write(f"torn lines, older than {torn.KEPT_DAYS} days: {lines} {verb}")
