import logging
from collections.abc import Iterator

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from callbacks import audit
from callbacks.models import CallRequest
from callbacks.spreadsheet import written

logger = logging.getLogger("callbacks.export")

EXPORTED = [{"changed": {"fields": [], "name": "export"}}]

#: Requests in one file. Who needs more asks for it in a way that somebody else sees.
MOST = 1000


def as_csv(request: HttpRequest, chosen: QuerySet) -> HttpResponse:
    """The chosen requests as a file. Each counts as opened, and the log says how many there were and for whom."""
    calls = list(chosen.defer(None)[:MOST])
    with transaction.atomic():
        LogEntry.objects.log_actions(int(request.user.pk or 0), calls, CHANGE, EXPORTED)
        for call in calls:
            audit.opened(call)
    logger.info("%d call requests were exported by user %s", len(calls), request.user.pk)
    response = HttpResponse(written([_head(), *map(_row, calls)]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="calls-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _head() -> list[str]:
    names = [_("reference"), _("received"), _("call by"), _("state"), _("name"), _("phone number"), _("extension")]
    return [*names, _("language"), _("when to call"), _("may leave a message"), _("may say that the hospital calls")]


def _row(call: CallRequest) -> Iterator[object]:
    yield from (call.reference, _minute(call.received_at), _minute(getattr(call, "due_at", None)))
    yield from (call.get_state_display(), call.name, call.number.shown if call.number else "", call.extension)
    yield from (call.get_language_display(), call.get_window_display())
    yield from (_("Yes") if answer else _("No") for answer in (call.may_leave_message, call.may_say_hospital))


def _minute(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""  # type: ignore[arg-type]
