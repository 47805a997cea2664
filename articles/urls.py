from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from articles import a_to_z, feeds, previewing, twins, views

register_converter(a_to_z.LetterInAddress, "letter")

app_name = "articles"

urlpatterns = [
    path(_("articles/"), a_to_z.a_to_z, name="list"),
    path(_("articles/<slug:slug>/"), views.article, name="article"),
    path(_("preview/<str:token>/"), previewing.draft, name="preview"),
    path(_("articles/letter/<letter:letter>/"), a_to_z.under_letter, name="letter"),
    path(_("articles/letter/<letter:letter>/from/<slug:slug>/"), a_to_z.under_letter, name="letter_from"),
    path(_("articles/<slug:slug>.md"), twins.as_markdown, name="markdown"),
    path(_("articles/<slug:slug>.json"), twins.as_json, name="json"),
    path(_("feed/"), feeds.feed, name="feed"),
]
