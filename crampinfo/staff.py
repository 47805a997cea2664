"""The editors' desk: Django's admin under our name."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class StaffSite(AdminSite):
    site_header = "CrampInfo"
    site_title = "CrampInfo"
    index_title = _("The desk")
    enable_nav_sidebar = False
