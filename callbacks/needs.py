"""What needs somebody at the call desk: people who wait, requests that wait on disk, and mail that does not go out."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from callbacks import replaying, torn
from callbacks.models import CallRequest, Mail

Need = tuple[str, int, str, str]  # how pressing ("at-once", "soon", "known"), how many, of what, the list of them


def of(person: Any, now: datetime) -> Iterator[Need]:
    """What `person` may see to, with what is of no number too."""
    if person.has_perm("callbacks.view_callrequest"):
        yield from _calls(now)
        yield from _spool()
    if person.has_perm("callbacks.view_mail"):
        yield _mail(Mail.objects.given_up().count())


def _calls(now: datetime) -> Iterator[Need]:
    calls = reverse("admin:callbacks_callrequest_changelist")
    late, to_call = CallRequest.objects.late(now).count(), CallRequest.objects.in_line().count()
    words = ngettext("person we should have called by now", "people we should have called by now", late)
    yield "at-once", late, words, f"{calls}?which=late"
    words = ngettext("person who waits for our call", "people who wait for our call", to_call)
    yield "soon", to_call, words, calls


def _spool() -> Iterator[Need]:
    calls = reverse("admin:callbacks_callrequest_changelist")
    try:
        waiting, lost = replaying.waiting(), torn.count()
    except OSError:
        yield "at-once", 1, gettext("file of requests that wait on disk, which cannot be read"), calls
        return
    words = ngettext(
        "request that waits on disk for the database", "requests that wait on disk for the database", waiting
    )
    yield "at-once", waiting, words, calls
    words = ngettext("request that was torn on disk", "requests that were torn on disk", lost)
    yield "at-once", lost, words, calls


def _mail(number: int) -> Need:
    words = ngettext("mail to the call team that was given up", "mails to the call team that were given up", number)
    return "at-once", number, words, f"{reverse('admin:callbacks_mail_changelist')}?state__exact=dead"
