from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin

from articles.admin.editors import editor_of
from articles.admin.translating import OwnLanguageOnly
from articles.admin.two_languages import TwoLanguages
from articles.content import keep_version
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(OwnLanguageOnly, TwoLanguages, TranslationAdmin):
    list_display = ["key", "name_en", "name_tr"]
    fields = ["key", ("name_en", "name_tr")]
    search_fields = ["key", "name_en", "name_tr"]

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[Any]:
        """A topic's key is its name in files: it never changes."""
        return [*super().get_readonly_fields(request, obj), *(["key"] if obj else [])]

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """A topic's name is part of what its articles say, so each keeps a version."""
        super().save_model(request, obj, form, change)
        for article in obj.articles.all():
            keep_version(article, by=editor_of(request))
