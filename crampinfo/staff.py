"""The editors' desk: Django's admin under our name. Its first page says what needs whoever looks at it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from crampinfo.needs import needs_of


class StaffSite(AdminSite):
    site_header = "CrampInfo"
    site_title = "CrampInfo"
    index_title = _("The desk")
    index_template = "admin/first_page.html"
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"needs": needs_of(request)} | (extra_context or {}))
