"""Addresses of this app, to be included under the language prefix."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "callbacks"

urlpatterns = [
    path(_("let-us-call-you/"), views.call, name="call"),
    path(_("let-us-call-you/received/<slug:token>/"), views.received, name="received"),
    path(_("privacy/"), views.privacy, name="privacy"),
    path(_("privacy/<slug:version>/"), views.notice, name="notice"),
]
