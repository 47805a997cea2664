from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from callbacks import erasure, figures, phone
from callbacks.forgetting import Forgotten
from callbacks.models import CallRequest


def counts(request: HttpRequest) -> HttpResponse:
    """Calls promised, kept and missed in the last two weeks and, for what is still to come, tomorrow."""
    if not request.user.has_perm("callbacks.view_promise"):
        raise PermissionDenied
    now = timezone.now()
    days = figures.by_day(timezone.localdate(now) + timedelta(days=1))
    shown = {"title": _("Calls promised, kept and missed"), "days": days, "columns": figures.columns(days)}
    width = len(days) * figures.COLUMN
    return render(
        request,
        "admin/callbacks/callrequest/counts.html",
        _page(request, now=figures.right_now(now), width=width, **shown),
    )


class NumberForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Phone number"),
        max_length=60,
        help_text=gettext_lazy("As the person says it, for example 0532 123 45 67."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "vTextField"}),
    )
    sure = forms.BooleanField(label=gettext_lazy("The person is who they say, and wants everything erased."))

    def clean_number(self) -> phone.Phone:
        try:
            return phone.parse(self.cleaned_data["number"])
        except phone.BadPhone:
            raise forms.ValidationError(_("This is no phone number.")) from None


def erase_number(request: HttpRequest) -> HttpResponse:
    """Erase everything of one number, for a person who asks for it by telephone. The number is posted, never in an
    address, and is in no log."""
    if not request.user.has_perm("callbacks.erase_callrequest"):
        raise PermissionDenied
    form = NumberForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        page = _page(request, title=_("Erase everything of a phone number"), form=form)
        return render(request, "admin/callbacks/callrequest/erase_number.html", page)
    found = erasure.erase_number(form.cleaned_data["number"].e164, request.user, timezone.now())
    _log(request, found)
    words = _("Erased: %(requests)d requests, %(mails)d mails; %(audit)d entries of the audit have no reference now.")
    messages.success(request, words % vars(found))
    _tell_of_spool(request, found.spooled)
    return redirect("admin:callbacks_callrequest_changelist")


def _tell_of_spool(request: HttpRequest, spooled: Forgotten | None) -> None:
    """Say what was found of the number among requests that wait on disk, and what could not be looked at."""
    if spooled is None:
        words = _("What waits on disk for the database cannot be read. Erase this number again when it can.")
        messages.error(request, words)
        return
    if spooled.removed:
        words = ngettext(
            "%d request of this number waited on disk and is removed.",
            "%d requests of this number waited on disk and are removed.",
            spooled.removed,
        )
        messages.success(request, words % spooled.removed)
    if spooled.unread:
        words = ngettext(
            "%d line on disk cannot be read and may be of this number too.",
            "%d lines on disk cannot be read and may be of this number too.",
            spooled.unread,
        )
        after = _("What is torn goes after 90 days; if a key is missing, erase again when it is back.")
        messages.warning(request, f"{words % spooled.unread} {after}")


def _log(request: HttpRequest, found: erasure.Erased) -> None:
    """The proof that it was done, which names nobody."""
    disk = f"{found.spooled.removed} lines of the spool" if found.spooled else "spool not read"
    stored = f"{found.requests} requests, {found.mails} mails, {found.audit} audit entries"
    LogEntry.objects.create(
        user_id=request.user.pk,  # type: ignore[misc]  # who may erase is logged in
        content_type=ContentType.objects.get_for_model(CallRequest),
        object_repr=erasure.ERASED,
        action_flag=DELETION,
        change_message=f"by number: {stored}, {disk}",
    )


def _page(request: HttpRequest, **shown: Any) -> dict[str, Any]:
    return {**admin.site.each_context(request), "opts": CallRequest._meta, **shown}
