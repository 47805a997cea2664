"""The settings of a site that tests serve: the real ones, with static files that no collectstatic has hashed."""

from crampinfo.settings import *  # noqa: F403
from crampinfo.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
