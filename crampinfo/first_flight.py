"""The style sheet as readers get it: in the page itself, small, so that one round trip shows everything."""

import base64
import hashlib
import re
from functools import cache

import rcssmin
from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

SHEETS = ("tokens", "base", "layout", "parts", "print")


def _made() -> SafeString:
    folder = settings.BASE_DIR / "static" / "css"
    written = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    addressed = re.sub(r"static:([\w./-]+)", lambda found: static(found[1]), written)
    return mark_safe(rcssmin.cssmin(addressed))  # noqa: S308 - our own files


_kept = cache(_made)


def stylesheet() -> SafeString:
    """The whole public style sheet, minified; `static:PATH` in it has become the hashed address of that file."""
    return _made() if settings.DEBUG else _kept()


def stylesheet_hash() -> str:
    """The style sheet's hash as a CSP source expression, such as `sha256-…=`."""
    digest = hashlib.sha256(stylesheet().encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
