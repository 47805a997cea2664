from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from callbacks.models import CallRequest
from callbacks.querysets import CallRequestQuerySet

HISTORY = ("reference", "received_at", "state", "handled_at", "handled_by", "erased_at")


@admin.register(CallRequest)
class CallRequestAdmin(admin.ModelAdmin):
    """The desk's list. It shows a masked number; a request's own page shows what may be said before whom to call."""

    list_display = ["reference", "received_at", "language", "window", "wishes", "masked_number", "state"]
    list_filter = ["state", "language", "window", "received_at"]
    search_fields = ["reference"]
    search_help_text = _("Search by reference. What you type here is in the address: never a name or a number.")
    actions = ["mark_handled", "mark_new"]
    fieldsets = [
        (_("Before you call"), {"fields": ["language", "window", "message", "discretion"]}),
        (_("Whom to call"), {"fields": ["name", "full_number", "extension", "about"]}),
        (
            _("What happened"),
            {"fields": [*HISTORY, "notice_version", "notice_language"]},
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: CallRequest | None = None) -> bool:
        """The list may be acted on; what a person entrusted to us is edited by nobody."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: CallRequest | None = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    @admin.display(description=_("message"))
    def message(self, call: CallRequest) -> Any:
        return _("May leave a message") if call.may_leave_message else _("Leave no message")

    @admin.display(description=_("saying who calls"))
    def discretion(self, call: CallRequest) -> Any:
        return _("May say that the hospital calls") if call.may_say_hospital else _("Do not say who is calling")

    @admin.display(description=_("wishes"))
    def wishes(self, call: CallRequest) -> str:
        return f"{self.message(call)} · {self.discretion(call)}"

    @admin.display(description=_("number"))
    def masked_number(self, call: CallRequest) -> str:
        return call.number.masked if call.number else ""

    @admin.display(description=_("phone number"))
    def full_number(self, call: CallRequest) -> str:
        return call.number.shown if call.number else ""

    @admin.action(description=_("Mark as handled"), permissions=["change"])
    def mark_handled(self, request: HttpRequest, chosen: QuerySet) -> None:
        now = timezone.now()
        done = self._change_each(request, chosen, lambda one: one.hand_over(request.user, now), "handled")
        self._say(request, done, ngettext("%d request marked as handled.", "%d requests marked as handled.", done))

    @admin.action(description=_("Mark as waiting again"), permissions=["change"])
    def mark_new(self, request: HttpRequest, chosen: QuerySet) -> None:
        done = self._change_each(request, chosen, CallRequestQuerySet.take_back, "new")
        self._say(request, done, ngettext("%d request waits again.", "%d requests wait again.", done))

    def _change_each(
        self, request: HttpRequest, chosen: QuerySet, change: Callable[[CallRequestQuerySet], int], state: str
    ) -> int:
        """One by one, so that the log names exactly those that changed. Reads nothing personal."""
        done = 0
        for call in chosen.only("reference"):
            if change(CallRequest.objects.filter(pk=call.pk)):
                self.log_change(request, call, [{"changed": {"fields": [state]}}])
                done += 1
        return done

    def _say(self, request: HttpRequest, done: int, words: str) -> None:
        self.message_user(request, words % done, messages.SUCCESS if done else messages.WARNING)
