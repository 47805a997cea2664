from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class StaffSite(admin_apps.AdminConfig):
    default = False
    default_site = "crampinfo.staff.StaffSite"


class CrampInfo(AppConfig):
    default = True
    name = "crampinfo"

    def ready(self) -> None:
        from crampinfo import checks, roles, wiring  # noqa: F401 - two of them register themselves

        roles.connect()
