from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from articles.admin.beside import keep_topic_ticks, set_topic_beside
from articles.admin.editors import editor_of
from articles.admin.guarded import AskingAdmin, Guarded
from articles.admin.translating import OwnLanguageOnly
from articles.admin.two_languages import TwoLanguages
from articles.content import keep_version
from articles.models import Topic
from articles.signals import told_once

SAVED_MEANWHILE = _(
    "Somebody else has saved this topic since you opened it. Nothing of yours is stored yet: "
    "copy what you changed, open the topic again and put it in there."
)


class TopicForm(Guarded):
    """A topic's names, and what they were when the form was opened: a save over somebody else's is refused."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Topic
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self._names(Topic.objects.all())

    def _names(self, topics: QuerySet) -> str:
        """Both names as they are stored, in one line; "" for a topic that is new."""
        return "".join(map(repr, topics.filter(pk=self.instance.pk).values_list("name_en", "name_tr")))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen", "") != self._names(Topic.objects.select_for_update()):
            raise forms.ValidationError(SAVED_MEANWHILE, code="saved_meanwhile")
        return cleaned


@admin.register(Topic)
class TopicAdmin(OwnLanguageOnly, TwoLanguages, AskingAdmin, TranslationAdmin):
    form = TopicForm
    list_display = ["key", "name_en", "name_tr"]
    fields = ["key", ("name_en", "name_tr"), "seen"]
    search_fields = ["key", "name_en", "name_tr"]

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[Any]:
        """A topic's key is its name in files: it never changes."""
        return [*super().get_readonly_fields(request, obj), *(["key"] if obj else [])]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if kwargs.get("obj"):
            set_topic_beside(request, context, kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    @told_once()
    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """A topic's name is part of what its articles say, so each keeps a version."""
        super().save_model(request, obj, form, change)
        keep_topic_ticks(request, obj)
        for article in obj.articles.all():
            keep_version(article, by=editor_of(request))
