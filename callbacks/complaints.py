"""What is wrong with the call line itself, in words for the people at its desk."""

from django.conf import settings
from django.utils.translation import gettext, ngettext

from . import replaying, torn


def about_the_spool() -> list[str]:
    """Requests that the desk's list does not show, since they wait on disk or were torn there; [] if there are none."""
    try:
        waiting, lost = replaying.waiting(), torn.count()
    except OSError:
        return [gettext("Requests may be waiting on disk for the database, and the file cannot be read.")]
    return [*([_waiting(waiting)] if waiting else []), *([_torn(lost)] if lost else [])]


def _waiting(number: int) -> str:
    words = ngettext(
        "%d request waits on disk for the database and is not in this list yet.",
        "%d requests wait on disk for the database and are not in this list yet.",
        number,
    )
    after = gettext("The worker stores them every minute; if this stays, its log says why.")
    return f"{words % number} {after}"


def _torn(number: int) -> str:
    words = ngettext(
        "%d request was torn on disk and cannot be read: nobody can call this person back.",
        "%d requests were torn on disk and cannot be read: nobody can call these people back.",
        number,
    )
    return words % number


def about_mail() -> str:
    """Why no mail reaches the call team; "" if nothing speaks against it."""
    if not settings.CALL_TEAM_EMAIL:
        return gettext("Nobody is told of new requests by mail: CALL_TEAM_EMAIL is not set.")
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return gettext("Mails are only written to the worker's log: EMAIL_URL is not set.")
    return ""
