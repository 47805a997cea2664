from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Articles(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import standing
        from articles.signals import articles_written

        articles_written.connect(standing.on_articles_written, dispatch_uid="articles.standing")
