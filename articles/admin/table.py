"""The desk's table of articles: its columns and its filters."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.listing import GoingOut, InLanguage, Review, Sources, That, asked_language, chips, named, review
from articles.admin.scheduling import complain_of_failed
from articles.models import Article


class ArticleTable:
    """Mixin for the article's admin class, to be named first."""

    list_display: Any = ["title_of", "topic_of", "english", "turkish", "updated", "review_by"]
    list_filter: Any = [That, InLanguage, "topic", Review, Sources, GoingOut]
    list_per_page = 50
    show_full_result_count = False
    search_fields: Any = ["key", "title_en", "title_tr"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.select_related("topic").with_standing()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        complain_of_failed(request)
        return super().changelist_view(request, extra_context)  # type: ignore[misc]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        languages = {"en": "english", "tr": "turkish"}
        asked = asked_language(request)
        left_out = {name for code, name in languages.items() if asked not in (code, None)}
        return [each for each in self.list_display if each not in left_out]

    @admin.display(description=_("title"), ordering="title_en")
    def title_of(self, article: Article) -> str:
        return named(article, "title")

    @admin.display(description=_("topic"), ordering="topic__key")
    def topic_of(self, article: Article) -> str:
        return named(article.topic, "name")

    @admin.display(description=_("English"))
    def english(self, article: Article) -> SafeString:
        return chips(article, "en")

    @admin.display(description=_("Turkish"))
    def turkish(self, article: Article) -> SafeString:
        return chips(article, "tr")

    @admin.display(description=_("next review"), ordering="next_review")
    def review_by(self, article: Article) -> str:
        return review(article)
