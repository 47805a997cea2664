"""Clinicians' sign-offs: recorded here, each for the document that readers have at that moment."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.editors import editor_of
from articles.models import Edition, SignOff


class SignOffForm(forms.ModelForm):
    """What was signed is chosen among what readers have now."""

    edition = forms.ModelChoiceField(label=_("edition"), queryset=Edition.objects.current())

    class Meta:
        model = SignOff
        fields = ["edition", "name", "title", "signed_on"]

    def clean_signed_on(self) -> date:
        if self.cleaned_data["signed_on"] > timezone.localdate():
            raise forms.ValidationError(_("Nobody signs off in the future."))
        return self.cleaned_data["signed_on"]

    def clean_edition(self) -> Edition:
        edition = self.cleaned_data["edition"]
        signed = {name: getattr(edition, name) for name in ("article", "language", "digest")}
        if SignOff.objects.filter(**signed).exists():
            raise forms.ValidationError(_("This text has been signed off already."))
        for name, value in signed.items():
            setattr(self.instance, name, value)
        return edition


@admin.register(SignOff)
class SignOffAdmin(admin.ModelAdmin):
    form = SignOffForm
    list_display = ["article", "language", "name", "title", "signed_on", "holds"]
    list_filter = ["language"]

    def get_fields(self, request: HttpRequest, obj: SignOff | None = None) -> Any:
        what = ["article", "language"] if obj else ["edition"]
        return [*what, "name", "title", "signed_on"]

    @admin.display(description=_("holds"), boolean=True)
    def holds(self, sign_off: SignOff) -> bool:
        return Edition.objects.current().signed_by(sign_off).exists()

    def has_change_permission(self, request: HttpRequest, obj: SignOff | None = None) -> bool:
        """What somebody signed is not edited; it can be withdrawn."""
        return False

    def save_model(self, request: HttpRequest, obj: SignOff, form: Any, change: bool) -> None:
        obj.recorded_by = editor_of(request)
        super().save_model(request, obj, form, change)
