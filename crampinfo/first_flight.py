"""The style sheets as readers get them: in the page itself, small, so that one round trip shows everything."""

import base64
import hashlib
import re
from functools import cache

import rcssmin
from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

SHEETS = ("tokens", "base", "layout", "parts", "print")
ELSEWHERE = ("elsewhere",)  # what no article page needs


def _made(names: tuple[str, ...]) -> SafeString:
    folder = settings.BASE_DIR / "static" / "css"
    written = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
    addressed = re.sub(r"static:([\w./-]+)", lambda found: static(found[1]), written)
    return mark_safe(rcssmin.cssmin(addressed))  # noqa: S308 - our own files


_kept = cache(_made)


def _sheet(names: tuple[str, ...]) -> SafeString:
    return _made(names) if settings.DEBUG else _kept(names)


def stylesheet() -> SafeString:
    """The public style sheet, minified; `static:PATH` in it has become the hashed address of that file."""
    return _sheet(SHEETS)


def elsewhere() -> SafeString:
    """The style sheet that every page but an article's has beside the first."""
    return _sheet(ELSEWHERE)


def stylesheet_hash() -> str:
    """The style sheet's hash as a CSP source expression, such as `sha256-…=`."""
    return _hash(stylesheet())


def hashes() -> str:
    """Both sheets' hashes, as a policy lists them. One policy for all pages, so that it is one constant."""
    return f"'{stylesheet_hash()}' '{_hash(elsewhere())}'"


@cache
def _hash(sheet: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
