"""Take one request in. What this returns is on disk."""

import logging
import re
from collections.abc import Mapping
from typing import Any

from django.db import Error as DatabaseRefusal
from django.db import IntegrityError, transaction

from .models import CallRequest
from .references import digest_of, new_reference, new_token

logger = logging.getLogger(__name__)

#: How often another reference is drawn when the first one is taken.
DRAWS = 3

_MARKUP_OR_LINK = re.compile(r"[<>]|://|\[/?url|\bwww\.|\w\.(?:com|net|org|info|xyz)\b", re.ASCII | re.IGNORECASE)


class NotStored(Exception):
    """The database refused the request: nothing of it is kept, and the person has to be told so."""


def accept(answers: Mapping[str, Any]) -> tuple[CallRequest, str]:
    """Store what a valid CallForm cleaned, in one transaction, and return after its commit.

    Returns the request and the token of its private page, which is kept nowhere else. Raises NotStored.
    """
    token = new_token()
    try:
        return _store(answers, token), token
    except DatabaseRefusal as refusal:
        # Only its kind: PostgreSQL quotes the row in the message.
        logger.error("A call request could not be stored: %s", type(refusal).__name__)
        raise NotStored from None


def _store(answers: Mapping[str, Any], token: str, draws: int = DRAWS) -> CallRequest:
    try:
        with transaction.atomic(durable=True):
            return CallRequest.objects.create(reference=new_reference(), **_columns(answers, token))
    except IntegrityError:
        if draws == 1:
            raise
        return _store(answers, token, draws - 1)


def _columns(answers: Mapping[str, Any], token: str) -> dict[str, Any]:
    as_answered = ("name", "about", "language", "window", "may_leave_message", "may_say_hospital", "notice_language")
    return {
        **{field: answers[field] for field in as_answered},
        "token_digest": digest_of(token),
        "phone": answers["phone"].e164,
        "extension": answers["phone"].extension,
        "notice_version": answers["notice"],
        "state": "spam" if looks_like_spam(answers) else "new",
    }


def looks_like_spam(answers: Mapping[str, Any]) -> bool:
    """Whether the box that nobody sees was filled in, or the name is an advertisement.

    Such a request is kept aside for a week, not refused: a browser may have filled the box in for a real person.
    """
    return bool(answers["website"]) or bool(_MARKUP_OR_LINK.search(answers["name"]))
