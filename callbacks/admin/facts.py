from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from callbacks.models import HospitalFacts

FIELDS = ["name", "controller", "phone_to_call", "opening_hours", "closed_days", "minutes_a_call", "callers"]

SAVED_MEANWHILE = _(
    "Somebody else has saved the facts since you opened them. Nothing of yours is stored yet: "
    "copy what you changed, open the facts again and put it in there."
)


class FactsForm(forms.ModelForm):
    """The facts, and a digest of what they were when the form was opened: a save over somebody else's is refused."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = HospitalFacts
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = _digest(HospitalFacts.objects.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen") != _digest(HospitalFacts.objects.select_for_update()):
            raise forms.ValidationError(SAVED_MEANWHILE, code="saved_meanwhile")
        return cleaned


def _digest(rows: Any) -> str:
    return sha256(repr(list(rows.order_by("pk").values_list(*FIELDS))).encode()).hexdigest()


@admin.register(HospitalFacts)
class HospitalFactsAdmin(admin.ModelAdmin):
    """One form, no list: the row is made by its first saving and never removed."""

    form = FactsForm
    fieldsets = [
        (None, {"fields": ["name", "controller", "phone_to_call", "opening_hours", "closed_days", "seen"]}),
        (_("How fast we call"), {"fields": [("minutes_a_call", "callers")]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect(f"{self.admin_site.name}:callbacks_hospitalfacts_change", 1)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        shown = {"title": capfirst(self.opts.verbose_name), "subtitle": None}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> HospitalFacts | None:
        return HospitalFacts.objects.current() if object_id == "1" else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: HospitalFacts | None = None) -> bool:
        return False
