"""The worker with short pauses and a short lease, for QUICK=1 and HASTY=1; real ones take minutes for few mails too."""

from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from callbacks import outbox  # noqa: E402

outbox.FIRST_PAUSE, outbox.LEASE = timedelta(seconds=2), timedelta(seconds=10)
call_command("worker")
