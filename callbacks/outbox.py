"""Mail to the call team that is never lost, and seldom sent twice.

A mail is written in the transaction of the request it is about. Whoever delivers it claims it by one conditional
UPDATE and has it for LEASE; if that process dies, the lease ends and another takes it. All tries carry the same
Message-ID, so that a copy (the mail went out, and the process died before it wrote so) is known as one. A mail that
is given up costs no request: the desk's list is what counts.
"""

import logging
import smtplib
import time
from datetime import datetime, timedelta
from random import SystemRandom
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from .models import CallRequest, Mail, MailState

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # far above EMAIL_TIMEOUT
FIRST_PAUSE, LONGEST_PAUSE, JITTER = timedelta(seconds=30), timedelta(hours=1), 0.2
MOST_TRIES = 55  # with these pauses, 48 hours
AT_ONCE = 50  # mails a delivery, so that the worker comes to its other duties

#: Faults in which the mail server judged this one mail; anything else says that it cannot take any.
ANSWERED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)

_chance = SystemRandom()


def write(call: CallRequest) -> Mail | None:
    """Put a mail about `call` into the outbox; None if no address of the call team is known."""
    if not settings.CALL_TEAM_EMAIL:
        return None
    return Mail.objects.create(call=call, message_id=_message_id(call.reference))


def write_warning(name: str) -> None:
    """Put a mail that tells of what is wrong with the spool into the outbox, once for each `name`."""
    if settings.CALL_TEAM_EMAIL:
        Mail.objects.get_or_create(message_id=_message_id(name))


def _message_id(name: str) -> str:
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"


def deliver_due(now: datetime, *, worker: str) -> int:
    """Try to send what is due, as `worker`. Returns how many went out.

    Stops at the first fault of the mail server itself: where one mail finds it away, so would the next.
    """
    began, sent = time.monotonic(), 0
    for _turn in range(AT_ONCE):
        moment = now + timedelta(seconds=time.monotonic() - began)
        mail = claim_next(moment)
        if mail is None:
            break
        fault = _send(mail)
        if fault is None:
            sent += mark_sent(mail, moment)
            continue
        put_off(mail, moment, fault)
        logger.warning("%s could not send a mail, try %s: %s", worker, mail.tries, in_short(fault))
        if not isinstance(fault, ANSWERED):
            break
    return sent


def claim_next(now: datetime) -> Mail | None:
    """The mail that has been due longest, now ours for LEASE; None if none is due. Counts the try."""
    due = Mail.objects.free(now)
    for mail in due.order_by("due_at", "pk")[:AT_ONCE]:
        # `tries` is in the condition: of two who saw the same mail, the second finds it changed.
        if due.filter(pk=mail.pk, tries=mail.tries).update(tries=mail.tries + 1, leased_until=now + LEASE):
            mail.tries += 1
            return mail
    return None


def mark_sent(mail: Mail, now: datetime) -> int:
    """Write down that `mail` went out, whoever holds it by now."""
    unsent = Mail.objects.filter(pk=mail.pk).exclude(state=MailState.SENT)
    return unsent.update(state=MailState.SENT, sent_at=now, leased_until=None, last_fault="")


def put_off(mail: Mail, now: datetime, fault: Exception) -> None:
    """Try `mail` again after a pause, or give it up after MOST_TRIES. Nothing if another holds it by now."""
    state = MailState.DEAD if mail.tries >= MOST_TRIES else MailState.WAITING
    ours = Mail.objects.filter(pk=mail.pk, tries=mail.tries, state=MailState.WAITING)
    ours.update(state=state, due_at=now + pause_after(mail.tries), leased_until=None, last_fault=in_short(fault))


def pause_after(tries: int) -> timedelta:
    """30 seconds after the first try, doubling up to an hour, a fifth more or less so that mails spread out."""
    pause = min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)
    return pause * _chance.uniform(1 - JITTER, 1 + JITTER)


def in_short(fault: Exception) -> str:
    """What went wrong, as "SMTPDataError 451": the server's words could quote addresses."""
    code = getattr(fault, "smtp_code", "")
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code = next((answer[0] for answer in fault.recipients.values()), "")
    return f"{type(fault).__name__} {code}".strip()[:60]


def message(mail: Mail) -> EmailMessage:
    """The mail itself: a reference and a link in both languages of the desk, nothing of the person."""
    parts = []
    for language in ("en", "tr"):
        with override(language):
            parts.append(_words(mail).strip().partition("\n\n"))
    subject, body = " · ".join(part[0] for part in parts), "\n\n".join(part[2] for part in parts)
    return EmailMessage(subject, body, to=settings.CALL_TEAM_EMAIL, headers={"Message-ID": mail.message_id})


def _words(mail: Mail) -> str:
    """Subject, an empty line, and text, in the active language."""
    if mail.call_id is None:
        link = settings.SITE_URL + reverse("admin:callbacks_callrequest_changelist")
        return render_to_string("callbacks/warning.txt", {"link": link})
    link = settings.SITE_URL + reverse("admin:callbacks_callrequest_change", args=[mail.call_id])
    reference = CallRequest.objects.values_list("reference", flat=True).get(pk=mail.call_id)  # and nothing personal
    return render_to_string("callbacks/mail.txt", {"reference": reference, "link": link})


def _send(mail: Mail) -> Exception | None:
    """Send `mail`; returns what went wrong, or None."""
    try:
        message(mail).send()
    except Exception as fault:  # whatever it is, the mail stays and is tried again
        return fault
    return None
