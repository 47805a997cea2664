from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles import previewing, views

app_name = "articles"

urlpatterns = [
    path(_("articles/"), views.list_of_articles, name="list"),
    path(_("articles/<slug:slug>/"), views.article, name="article"),
    path(_("preview/<str:token>/"), previewing.draft, name="preview"),
]
