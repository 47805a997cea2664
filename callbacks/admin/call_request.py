from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from callbacks import figures
from callbacks.ageing import age_of
from callbacks.complaints import about_mail, about_the_spool
from callbacks.models import OPEN, CallRequest, State
from callbacks.phone import Phone

from . import exporting, supervising
from .request_page import RequestPage
from .wishes import wishes_of

_PERSONAL_ELSEWHERE = ("name", "extension", "about")  # the list decrypts numbers only, to mask them


class Which(admin.SimpleListFilter):
    """What is to be called, unless something else is asked for."""

    title = _("which requests")
    parameter_name = "which"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("late", _("Late")), ("all", _("All")), *State.choices, ("merged", _("asked again"))]

    def choices(self, changelist: Any) -> Any:
        yield {"selected": self.value() is None, "query_string": "?", "display": _("To call")}
        for value, name in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": name}

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        value = self.value()
        if value == "all" or request.GET.get("q"):
            return queryset
        if value == "late":
            return queryset.late(timezone.now())
        if value == "merged":
            return queryset.exclude(merged_into=None)
        return queryset.filter(state=value) if value else queryset.in_line()


@admin.register(CallRequest)
class CallRequestAdmin(RequestPage, admin.ModelAdmin):
    """The desk's list, in the order to call. It shows a masked number; who opens a request is recorded."""

    change_list_template = "admin/callbacks/callrequest/change_list.html"
    list_display = ["reference", "age", "state_shown", "language", "window", "wishes", "masked_number"]
    list_filter = [Which, "language", "window"]
    list_per_page = 50
    sortable_by = []
    show_full_result_count = False
    search_fields = ["reference"]
    search_help_text = _("Search by reference. What you type here is in the address: never a name or a number.")
    actions = ["export"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        calls = CallRequest.objects.in_calling_order(timezone.now())
        return calls.select_related("claimed_by").defer(*_PERSONAL_ELSEWHERE)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["turn_at", "received_at", "pk"]

    def get_urls(self) -> list[Any]:
        own = [
            path("counts/", self.admin_site.admin_view(supervising.counts), name="callbacks_counts"),
            path("erase-number/", self.admin_site.admin_view(supervising.erase_number), name="callbacks_erase_number"),
            path("<int:pk>/step/", self.admin_site.admin_view(self.step), name="callbacks_callrequest_step"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        shown = {"title": _("Requests to call"), "now": figures.right_now(timezone.now())}
        wrong = {"on_disk": about_the_spool(), "no_mail": about_mail()}
        return super().changelist_view(request, shown | wrong | (extra_context or {}))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: CallRequest | None = None) -> bool:
        """The list may be acted on; what a person entrusted to us is edited by nobody."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: CallRequest | None = None) -> bool:
        """Rows are kept for counting; people are erased."""
        return False

    def has_export_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("callbacks.export_callrequest")

    @admin.display(description=_("call by"))
    def age(self, call: Any) -> str:
        if call.state not in OPEN or call.erased_at:
            return ""
        age = age_of(call.due_at, call.missed_before, call.next_try_at, timezone.now())
        return format_html('<span class="state {}">{}</span> {}', age.kind, age.words, age.moment)

    @admin.display(description=_("state"))
    def state_shown(self, call: CallRequest) -> str:
        return f"{call.get_state_display()}: {call.claimed_by}" if call.claimed_by else call.get_state_display()

    @admin.display(description=_("wishes"))
    def wishes(self, call: CallRequest) -> str:
        signs = (("✓" if wish.allowed else "✕", wish.short) for wish in wishes_of([call]))
        return format_html_join(mark_safe("<br>"), "{} {}", signs)

    @admin.display(description=_("number"))
    def masked_number(self, call: CallRequest) -> str:
        return Phone(call.phone).masked if call.phone else ""  # without the extension, which was not read

    @admin.action(description=_("Export as CSV"), permissions=["export"])
    def export(self, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        if chosen.count() > exporting.MOST:
            words = _("At most %d requests can be exported at once. Choose fewer.") % exporting.MOST
            self.message_user(request, words, messages.ERROR)
            return None
        return exporting.as_csv(request, chosen)
