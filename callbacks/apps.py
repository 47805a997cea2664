from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CallbacksConfig(AppConfig):
    name = "callbacks"
    verbose_name = _("Let us call you")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from callbacks import audit, roles

        audit.register()
        post_migrate.connect(roles.make_groups, sender=self, dispatch_uid="callbacks.roles")
