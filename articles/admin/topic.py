from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(TranslationAdmin):
    list_display = ["key", "name_en", "name_tr"]
    fields = ["key", ("name_en", "name_tr")]
    search_fields = ["key", "name_en", "name_tr"]
