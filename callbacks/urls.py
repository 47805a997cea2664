"""Addresses of this app, to be included under the language prefix."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from . import person, views

app_name = "callbacks"

urlpatterns = [
    path(_("let-us-call-you/"), views.call, name="call"),
    # Whatever stands there: what is no token at all looks like a wrong one.
    path(_("let-us-call-you/"), include([path("<str:token>/", person.received, name="received")])),
    path(_("privacy/"), views.privacy, name="privacy"),
    path(_("privacy/<slug:version>/"), views.notice, name="notice"),
]
