from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from articles.admin.two_languages import TwoLanguages
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(TwoLanguages, TranslationAdmin):
    list_display = ["key", "name_en", "name_tr"]
    fields = ["key", ("name_en", "name_tr")]
    search_fields = ["key", "name_en", "name_tr"]
