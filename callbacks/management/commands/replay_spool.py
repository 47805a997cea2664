from typing import Any

from django.core.management.base import BaseCommand, CommandError

from callbacks import spool
from callbacks.replaying import replay


class Command(BaseCommand):
    help = (
        "Stores the call requests that were put on disk while the database refused them. The worker does it every "
        "minute; doing it twice does no harm. Torn lines are set aside in a file beside the spool, for a person to see."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = replay()
        except BlockingIOError:
            raise CommandError("Another replay is at work on the spool; nothing is left to do here.") from None
        except OSError as refusal:
            raise CommandError(f"The spool cannot be read or written: {refusal}") from None
        if options["verbosity"] > 1 or any(vars(done).values()):
            self.stdout.write(f"stored {done.stored}, known {done.known}, torn {done.torn}, left {done.left}")
        if done.torn:
            self.stderr.write(f"Torn lines are in {spool.path('torn')}: nobody can call these people back.")
        if done.left:
            raise CommandError(
                f"{done.left} requests wait in the spool: the database refuses them, or their key is not in FIELD_KEYS."
            )
