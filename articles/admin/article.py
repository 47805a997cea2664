"""The article on the editors' desk."""

from collections.abc import Sequence
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from js_asset import Media as MediaWithNonce
from modeltranslation.admin import TranslationAdmin

from articles.admin import pages
from articles.admin.beside import keep_ticks, set_beside
from articles.admin.editor_words import words
from articles.admin.editors import editor_of
from articles.admin.forms import ArticleForm, Lines
from articles.admin.guarded import AskingAdmin
from articles.admin.inlines import CareInline, CauseInline, PreventionInline, SectionInline, SourceInline
from articles.admin.listing import named
from articles.admin.reading import reading_words
from articles.admin.table import ArticleTable
from articles.admin.translating import OwnLanguageOnly
from articles.admin.two_languages import TwoLanguages
from articles.content import keep_version
from articles.models import Article

# The prose editor writes this one style sheet of its own into the page; its hash is that of its bytes.
EDITORS_OWN_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


@admin.register(Article)
class ArticleAdmin(ArticleTable, OwnLanguageOnly, TwoLanguages, AskingAdmin, TranslationAdmin):
    form = ArticleForm
    inlines = [SectionInline, CauseInline, PreventionInline, CareInline, SourceInline]
    formfield_overrides = {models.TextField: {"widget": Lines}}
    fieldsets = [
        (None, {"fields": [("key", "topic", "source_language"), "seen_version"]}),
        (
            _("Texts"),
            {
                "fields": [
                    ("title_en", "title_tr"),
                    ("slug_en", "slug_tr"),
                    ("lead_en", "lead_tr"),
                    ("summary_en", "summary_tr"),
                    ("search_words_en", "search_words_tr"),
                    ("credited_to_en", "credited_to_tr"),
                ],
            },
        ),
        (_("Dates"), {"fields": [("first_published", "updated", "next_review")]}),
    ]

    class Media:
        js = ["js/desk.js", Script("js/readability.js", type="module")]

    # --- The form ---

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """The article; while it is being saved, held, so that two editors' saves take turns."""
        if request.method == "POST" and object_id.isdecimal():
            list(Article.objects.filter(pk=object_id).locked())
        return super().get_object(request, object_id, from_field)

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        return [*super().get_readonly_fields(request, obj), *(["key"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"key": ["title_en"], "slug_en": ["title_en"], "slug_tr": ["title_tr"]}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        return {"first_published": today, "updated": today} | super().get_changeform_initial_data(request)

    @method_decorator(csp_update({"style-src": [EDITORS_OWN_STYLE]}))
    def changeform_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(*args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # The prose editor's import map is an inline script; under our policy it runs only with the nonce.
        context["media"] = MediaWithNonce.from_media(context["media"], nonce=str(request.csp_nonce))
        context |= {"languages": settings.LANGUAGES, "show_save_and_add_another": False, "editor_words": words()}
        context["reading_words"] = reading_words()
        if kwargs.get("obj"):
            context["title"] = named(kwargs["obj"], "title")
            set_beside(request, context, kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: list[Any], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_ticks(request, form.instance)
        keep_version(form.instance, by=editor_of(request))

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._onwards(request, obj) or super().response_change(request, obj)

    def response_add(self, request: HttpRequest, obj: Article, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._onwards(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def _onwards(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Where "save and preview" and "save and publish" lead."""
        for code, _name in settings.LANGUAGES:
            if f"_preview_{code}" in request.POST:
                return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[article.pk, code]))
        if "_publish" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[article.pk]))
        return None

    def get_urls(self) -> list[URLPattern]:
        return [*pages.addresses(self), *super().get_urls()]
