"""Django behind nothing but the bound on threads: the site without its door, for comparison only."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crampinfo.settings")

from crampinfo.asgi import Bounded

application = Bounded(get_asgi_application())
