"""The questions asked of this app's tables, as words."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from .fields import blind_index
from .references import digest_of

if TYPE_CHECKING:
    from .models import HospitalFacts


class HospitalFactsQuerySet(models.QuerySet):
    def current(self) -> "HospitalFacts":
        """The one row, or an empty one that is not saved. One query."""
        return self.filter(pk=1).first() or self.model(pk=1)


class CallRequestQuerySet(models.QuerySet):
    def waiting(self) -> "CallRequestQuerySet":
        """Real requests that nobody has called back yet."""
        return self.filter(state="new", erased_at=None)

    def readable(self) -> "CallRequestQuerySet":
        """Requests that still hold what the person entrusted to us."""
        return self.filter(erased_at=None)

    def opened_by(self, token: str) -> "CallRequestQuerySet":
        """The request whose private address holds `token`. Wrong and erased ones look alike: none."""
        return self.readable().filter(token_digest=digest_of(token))

    def of_phone(self, e164: str) -> "CallRequestQuerySet":
        """Every readable request from one number, found without reading a single one."""
        return self.readable().filter(phone_index=blind_index(e164))

    def in_state_before(self, state: str, moment: datetime) -> "CallRequestQuerySet":
        """Readable requests that have been in `state` since before `moment`."""
        since = "handled_at" if state == "handled" else "received_at"
        return self.readable().filter(Q(state=state, **{f"{since}__lt": moment}))

    def hand_over(self, by: Any, at: datetime) -> int:
        """Mark as called back, by a member of staff. One conditional UPDATE: who comes second changes nothing."""
        return self.waiting().update(state="handled", handled_by=by, handled_at=at)

    def take_back(self) -> int:
        """Make handled requests, or what was taken for spam, wait again. Erased ones stay as they are."""
        again = self.readable().exclude(state="new")
        return again.update(state="new", handled_by=None, handled_at=None)

    def erase(self, at: datetime) -> int:
        """Forget the person and keep the row for counting. Returns how many were still readable."""
        return self.readable().update(name="", phone="", extension="", about="", phone_index="", erased_at=at)
