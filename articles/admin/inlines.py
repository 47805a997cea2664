"""The parts of an article on its page, English and Turkish side by side, ordered by drag or by number."""

from admin_ordering.admin import OrderableAdmin
from modeltranslation.admin import TranslationStackedInline

from articles.admin.forms import CitingForm
from articles.models import CareItem, Cause, PreventionEntry, Section, Source


class PartInline(OrderableAdmin, TranslationStackedInline):
    """`fields` come in pairs of languages; the place stays visible, so that a keyboard can order too (WCAG 2.5.7)."""

    ordering = ["position", "pk"]
    ordering_field = "position"
    extra = 0
    show_change_link = False


class SectionInline(PartInline):
    model = Section
    form = CitingForm
    fields = [("anchor", "kind", "position"), ("heading_en", "heading_tr"), ("body_en", "body_tr"), "cites"]


class CauseInline(PartInline):
    model = Cause
    form = CitingForm
    fields = [
        ("key", "evidence", "icon", "position"),
        ("group_en", "group_tr"),
        ("name_en", "name_tr"),
        ("explanation_en", "explanation_tr"),
        "cites",
    ]


class PreventionInline(PartInline):
    model = PreventionEntry
    form = CitingForm
    fields = [
        ("key", "advice", "evidence", "position"),
        ("name_en", "name_tr"),
        ("explanation_en", "explanation_tr"),
        "cites",
    ]


class CareInline(PartInline):
    model = CareItem
    form = CitingForm
    fields = [("urgency", "key", "position"), ("text_en", "text_tr"), "cites"]


class SourceInline(PartInline):
    model = Source
    fields = [
        ("key", "language", "year", "position"),
        ("citation", "url"),
        ("is_basis", "basis_created", "basis_updated"),
        ("basis_by_en", "basis_by_tr"),
    ]
