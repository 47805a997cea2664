from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallbacksConfig(AppConfig):
    name = "callbacks"
    verbose_name = _("Let us call you")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from callbacks import audit

        audit.register()
