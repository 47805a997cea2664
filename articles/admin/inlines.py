"""The parts of an article on its page, English and Turkish side by side, ordered by drag or by number."""

from typing import Any

from admin_ordering.admin import OrderableAdmin
from django.contrib.admin.options import flatten_fieldsets
from django.db.models import Case, IntegerField, TextField, URLField, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from articles.admin.forms import CitingForm, Lines
from articles.admin.formsets import PartFormSet, SectionFormSet, SourceFormSet
from articles.admin.guarded import Guarded
from articles.admin.translating import OwnLanguageOnly
from articles.admin.two_languages import TwoLanguages
from articles.models import CareItem, Cause, PreventionEntry, Section, Source
from articles.models.words import Urgency


class PartInline(OwnLanguageOnly, TwoLanguages, OrderableAdmin, TranslationStackedInline):
    """`fields` come in pairs of languages; each part opens from its one line, which bears its place and its names.

    The place stays visible as a number, so that a keyboard can order too (WCAG 2.5.7).
    """

    template = "admin/articles/article/parts.html"
    formset = PartFormSet
    formfield_overrides = {TextField: {"widget": Lines}, URLField: {"assume_scheme": "https"}}
    ordering = ["position", "pk"]
    ordering_field = "position"
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The template writes the place beside the part's name, so it is no field of a fieldset.

        A translator moves nothing and rests nothing on other sources: a form declares neither box for them.
        """
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        if self.writes_all(request, obj):
            return super().get_formset(request, obj, **{"fields": [*fields, "position"]} | kwargs)
        undeclared = dict.fromkeys(self.form.declared_fields)
        form = type(self.form.__name__, (self.form,), undeclared)
        return super().get_formset(request, obj, **{"fields": fields, "form": form} | kwargs)


class SectionInline(PartInline):
    model = Section
    form = CitingForm
    formset = SectionFormSet
    fields = [("anchor", "kind"), ("heading_en", "heading_tr"), ("body_en", "body_tr"), "cites"]


class CauseInline(PartInline):
    model = Cause
    form = CitingForm
    fields = [
        ("key", "evidence", "icon"),
        ("group_en", "group_tr"),
        ("name_en", "name_tr"),
        ("explanation_en", "explanation_tr"),
        "cites",
    ]


class PreventionInline(PartInline):
    model = PreventionEntry
    form = CitingForm
    fields = [
        ("key", "advice", "evidence"),
        ("name_en", "name_tr"),
        ("explanation_en", "explanation_tr"),
        "cites",
    ]


class CareInline(PartInline):
    """Card by card, since places are counted within each card."""

    model = CareItem
    form = CitingForm
    fields = [("urgency", "key"), ("text_en", "text_tr"), "cites"]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        by_urgency = [When(urgency=urgency, then=number) for number, urgency in enumerate(Urgency.values)]
        return [Case(*by_urgency, output_field=IntegerField()), "position", "pk"]


class SourceInline(PartInline):
    model = Source
    form = Guarded
    formset = SourceFormSet
    fieldsets = [
        (None, {"fields": [("key", "language", "year"), ("citation", "url")]}),
        (
            _("If this article is based on it"),
            {
                "classes": ["collapse"],
                "fields": [("is_basis", "basis_created", "basis_updated"), ("basis_by_en", "basis_by_tr")],
            },
        ),
    ]
