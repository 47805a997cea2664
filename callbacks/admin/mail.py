from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from callbacks.complaints import about_mail
from callbacks.models import Mail, MailState


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):
    """The outbox, to look at. What was given up stands out, and can be sent again."""

    list_display = ["call_reference", "written_at", "how_it_stands", "tries", "due_at", "sent_at", "last_fault"]
    list_filter = ["state", "written_at"]
    list_select_related = False
    search_fields = ["message_id"]
    search_help_text = _("Search by reference.")
    actions = ["send_again"]
    fields = ["call_reference", "message_id", "written_at", "how_it_stands", "tries", "due_at", "sent_at", "last_fault"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing personal of the request is read for this list."""
        return super().get_queryset(request).select_related("call").only(*_own_columns(), "call__reference")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        return False

    @admin.display(description=_("call request"), ordering="call__reference")
    def call_reference(self, mail: Mail) -> str:
        return mail.call.reference if mail.call else gettext("Something is wrong with the spool")

    @admin.display(description=_("state"), ordering="state")
    def how_it_stands(self, mail: Mail) -> str:
        if mail.state == MailState.DEAD:
            return format_html('<strong class="given-up">{}</strong>', mail.get_state_display())
        return mail.get_state_display()

    @admin.action(description=_("Send again"), permissions=["change"])
    def send_again(self, request: HttpRequest, chosen: QuerySet) -> None:
        done = 0
        for mail in chosen.filter(state=MailState.DEAD):
            if Mail.objects.filter(pk=mail.pk).send_again(timezone.now()):
                self.log_change(request, mail, [{"changed": {"fields": ["state"]}}])
                done += 1
        words = ngettext("%d mail is sent again.", "%d mails are sent again.", done) % done
        self.message_user(request, words, messages.SUCCESS if done else messages.WARNING)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if words := about_mail():
            self.message_user(request, words, messages.WARNING)
        return super().changelist_view(request, extra_context)


def _own_columns() -> list[str]:
    return [field.name for field in Mail._meta.concrete_fields]
