from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from callbacks.models import HospitalFacts


@admin.register(HospitalFacts)
class HospitalFactsAdmin(admin.ModelAdmin):
    """One form, no list: the row is made by its first saving and never removed."""

    fields = ["name", "controller", "phone_to_call", "opening_hours", "closed_days"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect(f"{self.admin_site.name}:callbacks_hospitalfacts_change", 1)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> HospitalFacts | None:
        return HospitalFacts.objects.current() if object_id == "1" else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: HospitalFacts | None = None) -> bool:
        return False
