"""The questions asked of this app's tables, as words."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, When
from django.db.models.functions import Coalesce

from .fields import blind_index
from .references import digest_of

if TYPE_CHECKING:
    from .models import CallRequest, HospitalFacts


class HospitalFactsQuerySet(models.QuerySet):
    def current(self) -> "HospitalFacts":
        """The one row, or an empty one that is not saved. One query."""
        return self.filter(pk=1).first() or self.model(pk=1)


#: A person waits for a call of ours. The model's OPEN says the same; models import this module.
OPEN = ("new", "in_progress", "no_answer")

#: How long a request stays with whoever took it on, if nothing comes of it.
CLAIM_LASTS = timedelta(minutes=30)


class CallRequestQuerySet(models.QuerySet):
    def readable(self) -> "CallRequestQuerySet":
        """Requests that still hold what the person entrusted to us."""
        return self.filter(erased_at=None)

    def open(self) -> "CallRequestQuerySet":
        """Real requests whose people still wait for a call, those who asked again included."""
        return self.readable().filter(state__in=OPEN)

    def in_line(self) -> "CallRequestQuerySet":
        """One open request for each number: what there is to call."""
        return self.open().filter(merged_into=None)

    def opened_by(self, token: str) -> "CallRequestQuerySet":
        """The request whose private address holds `token`. Wrong and erased ones look alike: none."""
        return self.readable().filter(token_digest=digest_of(token))

    def of_phone(self, e164: str) -> "CallRequestQuerySet":
        """Every readable request from one number, found without reading a single one."""
        return self.readable().filter(phone_index=blind_index(e164))

    def with_merged(self) -> "CallRequestQuerySet":
        """These, and the requests that were merged into them."""
        return self.model.objects.filter(Q(pk__in=self.values("pk")) | Q(merged_into__in=self.values("pk")))

    def free(self, now: datetime) -> "CallRequestQuerySet":
        """Requests that may be taken on: nobody has, or whoever did let CLAIM_LASTS go by."""
        waits = Q(state__in=("new", "no_answer")) | Q(state="in_progress", claimed_at__lte=now - CLAIM_LASTS)
        return self.in_line().filter(waits)

    def late(self, now: datetime) -> "CallRequestQuerySet":
        """Requests to call that we promised a call for which has not come."""
        missed = Q(promises__missed_at__isnull=False) | Q(promises__kept_at=None, promises__due_at__lt=now)
        return self.in_line().filter(Exists(self.model.objects.filter(missed, pk=OuterRef("pk"))))

    def left_alone(self) -> "CallRequestQuerySet":
        """Requests that wait and that nobody is busy with. Spam too: nobody shall see from outside that it is."""
        return self.readable().filter(state__in=("new", "no_answer", "spam"))

    def unpromised(self) -> "CallRequestQuerySet":
        """Of those, the ones that no promise is open for."""
        return self.left_alone().with_promises().filter(due_at=None)

    def with_promises(self) -> "CallRequestQuerySet":
        """Each with `due_at` of its open promise, `first_due_at` of the oldest one not kept, and `missed_before`."""
        missed, unkept = Q(promises__missed_at__isnull=False), Q(promises__kept_at=None)
        return self.annotate(
            due_at=Min("promises__due_at", filter=unkept & ~missed),
            first_due_at=Min("promises__due_at", filter=unkept),
            missed_before=Count("promises", filter=missed),
        )

    def in_calling_order(self, now: datetime) -> "CallRequestQuerySet":
        """Whom we promised the earliest call first, missed promises counting; those to be tried later at that time."""
        later = When(next_try_at__gt=now, then=F("next_try_at"))
        turn = Case(later, default=Coalesce("first_due_at", "received_at"))
        return self.with_promises().annotate(turn_at=turn).order_by("turn_at", "received_at", "pk")

    def kept_too_long(self, state: Collection[str], before: datetime) -> "CallRequestQuerySet":
        """Readable requests in one of the states `state` since `before`, with those merged into them."""
        since = "closed_at" if "closed" in state else "received_at"
        return self.filter(**{"state__in": state, f"{since}__lt": before}).with_merged().readable()

    def erase(self, at: datetime) -> int:
        """Forget the person and keep the row for counting. Returns how many were still readable."""
        return self.readable().update(name="", phone="", extension="", about="", phone_index="", erased_at=at)


class PromiseQuerySet(models.QuerySet):
    def unsettled(self) -> "PromiseQuerySet":
        """Neither kept nor missed."""
        return self.filter(kept_at=None, missed_at=None)

    def of(self, call: "CallRequest") -> "PromiseQuerySet":
        """Those made to one person: for a request and for what was merged into it."""
        return self.filter(Q(call=call) | Q(call__merged_into=call))

    def overdue(self, now: datetime) -> "PromiseQuerySet":
        """Those whose time has passed with nobody busy keeping them; spam was promised nothing."""
        since = now - CLAIM_LASTS
        busy = Q(call__state="in_progress", call__claimed_at__gt=since)
        busy |= Q(call__merged_into__state="in_progress", call__merged_into__claimed_at__gt=since)
        return self.filter(due_at__lt=now).exclude(busy).exclude(call__state="spam")

    def counted(self) -> "PromiseQuerySet":
        """One for each number that waits: what was promised to real requests that are not merged."""
        return self.filter(call__merged_into=None).exclude(call__state="spam")


class MailQuerySet(models.QuerySet):
    def free(self, now: datetime) -> "MailQuerySet":
        """Mails that are due and that nobody is sending."""
        unheld = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.filter(unheld, state="waiting", due_at__lte=now)

    def given_up(self) -> "MailQuerySet":
        return self.filter(state="dead")

    def send_again(self, at: datetime) -> int:
        """Let mails that were given up begin anew. Returns how many."""
        return self.given_up().update(state="waiting", tries=0, due_at=at, leased_until=None)
