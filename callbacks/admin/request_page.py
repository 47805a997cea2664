from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from callbacks import audit, desk
from callbacks.ageing import age_of
from callbacks.models import OPEN, CallRequest, Outcome, State
from callbacks.querysets import CLAIM_LASTS

from .wishes import wishes_of

TOO_LATE = _("Too late: somebody else has this request, or it is not to be called any more. Look at it as it is now.")

PAUSES = [("30", _("in 30 minutes")), ("120", _("in 2 hours")), ("1440", _("tomorrow"))]


class TryForm(forms.Form):
    outcome = forms.ChoiceField(choices=Outcome)
    pause = forms.ChoiceField(choices=PAUSES, required=False)


Step = Callable[[CallRequest, HttpRequest], bool]


def _record(call: CallRequest, request: HttpRequest) -> bool:
    form = TryForm(request.POST)
    if not form.is_valid():
        return False
    pause = desk.PAUSES.get(form.cleaned_data["pause"])
    return desk.record(call, request.user, form.cleaned_data["outcome"], timezone.now(), pause) is not None


def _to(state: str) -> Step:
    return lambda call, request: desk.move(call, state, request.user, timezone.now())


STEPS: dict[str, tuple[Step, Any]] = {
    "claim": (_to(State.IN_PROGRESS), _("The request is yours for half an hour.")),
    "release": (lambda call, request: desk.release(call, request.user), _("The request is free again.")),
    "record": (_record, _("The call is written down.")),
    "close": (_to(State.CLOSED), _("The request is closed.")),
    "spam": (_to(State.SPAM), _("The request is put aside as spam.")),
    "new": (_to(State.NEW), _("The request waits again.")),
}


class RequestPage:
    """One request: what may be said, whom to call, what came of it. Mixin of CallRequestAdmin."""

    admin_site: Any
    opts: Any

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the request and record that it was opened. Nothing of it can be changed here."""
        if not self.has_view_permission(request) or request.method not in ("GET", "HEAD"):  # type: ignore[attr-defined]
            raise PermissionDenied
        calls = CallRequest.objects.with_promises().select_related("claimed_by", "closed_by", "merged_into")
        call = get_object_or_404(calls, pk=int(object_id) if object_id.isdecimal() else 0)
        audit.opened(call)
        shown = {**self.admin_site.each_context(request), "opts": self.opts, "title": call.reference, "call": call}
        page = shown | self._of(call, request) | (extra_context or {})
        return TemplateResponse(request, "admin/callbacks/callrequest/request.html", page)

    def _of(self, call: Any, request: HttpRequest) -> dict[str, Any]:
        now = timezone.now()
        merged = list(call.merged.readable().order_by("received_at"))
        mine = call.state == State.IN_PROGRESS and call.claimed_by == request.user
        waits = call.state in OPEN and not call.erased_at and call.merged_into is None
        return {
            "age": age_of(call.due_at, call.missed_before, call.next_try_at, now) if waits else None,
            "wishes": wishes_of([call, *merged]),
            "merged": merged,
            "attempts": call.attempts.select_related("made_by"),
            "promises": call.promises.all(),
            "mine": mine,
            "taken_until": call.claimed_at + CLAIM_LASTS if call.claimed_at else None,
            "steps": self._steps(call, mine, now) if self._may_act(request) else frozenset(),
            "outcomes": Outcome.choices,
            "pauses": PAUSES,
        }

    def _steps(self, call: CallRequest, mine: bool, now: Any) -> frozenset[str]:
        """The steps that may be taken from here, by this person."""
        if call.erased_at or call.merged_into_id:
            return frozenset()
        if call.state == State.IN_PROGRESS:
            expired = call.claimed_at is not None and call.claimed_at <= now - CLAIM_LASTS
            return frozenset({"record", "release", "close", "spam"} if mine else {"claim"} if expired else ())
        onwards = desk.TRANSITIONS[call.state]
        names = {State.IN_PROGRESS: "claim", State.CLOSED: "close", State.SPAM: "spam", State.NEW: "new"}
        return frozenset(names[State(state)] for state in onwards)

    def _may_act(self, request: HttpRequest) -> bool:
        return request.user.has_perm("callbacks.change_callrequest")

    def step(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one of STEPS with a request, and show it as it then is. Reads nothing personal."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        step = STEPS.get(request.POST.get("step", ""))
        if not self._may_act(request) or step is None:
            raise PermissionDenied
        call = get_object_or_404(CallRequest.objects.only("reference", "window", "state"), pk=pk)
        take, words = step
        if take(call, request):
            change = [{"changed": {"fields": ["state"], "name": request.POST["step"]}}]
            self.log_change(request, call, change)  # type: ignore[attr-defined]
            messages.success(request, words)
        else:
            messages.error(request, TOO_LATE)
        return redirect("admin:callbacks_callrequest_change", pk)
