"""Readers' answers on their way out: the same for everyone if they say so, encoded, and known again by their ETag."""

import gzip
import hashlib
from threading import Lock

import brotli
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, has_vary_header, patch_vary_headers
from django.utils.http import parse_http_date_safe
from django.utils.translation import get_language_from_path

from articles.surrogate_keys import HEADER as SURROGATE_KEY
from articles.surrogate_keys import is_for_everyone
from crampinfo.negotiating import coding

WORTH_COMPRESSING = 200  # bytes
TEXT = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")
TEXT_SUFFIXES = ("+json", "+xml")

# One at a time: brotli's tables are 0.7 MB, and the heap keeps as many of them as were ever in use at once.
COMPRESSING = Lock()
COMPRESS = {
    # Level 5 costs 0.7 ms where 11 costs 24. A window of 64 kB holds a page, and is the widest with which brotli makes
    # do with 0.7 MB of tables a call: beyond it they are 1.6, a page costs a tenth more, and no byte is saved.
    "br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=5, lgwin=16),
    "gzip": lambda content: gzip.compress(content, mtime=0),  # no clock in it: the same page is the same bytes
}


def send(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What goes out for `response`, which is complete otherwise: encoded as `request` takes it, or a 304."""
    if getattr(request, "is_makeshift", False):
        nothing_to_keep(response)
    if is_for_everyone(response):
        say_what_it_varies_by(request, response)
        say_what_comes_next(response)
    encode(request, response)
    return tag(request, response)


def nothing_to_keep(response: HttpResponse) -> None:
    """Part of it was shown from memory while the database refused: right for now, wrong for later."""
    response["Cache-Control"] = "no-store"
    del response[SURROGATE_KEY]


def say_what_it_varies_by(request: HttpRequest, response: HttpResponse) -> None:
    """By nothing but the encoding, since it is for everyone; Django supposes that an address without a language
    prefix, such as /robots.txt, is answered in the browser's language.
    """
    if response.has_header("Vary"):
        response["Vary"] = "Accept-Encoding" if has_vary_header(response, "Accept-Encoding") else ""
    if not response.get("Vary"):
        del response["Vary"]
    if not get_language_from_path(request.path_info):
        del response["Content-Language"]


def say_what_comes_next(response: HttpResponse) -> None:
    """Have the browser fetch, before a link is followed, the page of an article that a list leads to.

    Not on an article's own page, which leads to no other.
    """
    is_page = response.get("Content-Type", "").startswith("text/html")
    if is_page and "article:" not in response.get(SURROGATE_KEY, ""):
        response["Speculation-Rules"] = f'"{static("next.speculationrules")}"'


def is_text(response: HttpResponse) -> bool:
    kind = response.get("Content-Type", "").partition(";")[0].strip()
    return kind.startswith(TEXT) or kind.endswith(TEXT_SUFFIXES)


def encode(request: HttpRequest, response: HttpResponse) -> None:
    """Make a text small by the coding that the reader takes."""
    if response.has_header("Content-Encoding"):
        patch_vary_headers(response, ["Accept-Encoding"])
        return
    if response.status_code == 206 or not response.content or not is_text(response):
        return
    patch_vary_headers(response, ["Accept-Encoding"])
    compress = COMPRESS.get(coding(request.headers.get("Accept-Encoding", "")))
    if compress and len(response.content) >= WORTH_COMPRESSING:
        response["Content-Encoding"] = coding(request.headers["Accept-Encoding"])
        with COMPRESSING:
            response.content = compress(response.content)
        response["Content-Length"] = str(len(response.content))


def tag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with a strong ETag of the bytes as they are sent, or a 304 for whoever has them."""
    if request.method not in ("GET", "HEAD") or response.status_code not in (200, 206):
        return response
    if response.has_header("ETag"):  # of the file, whatever form of it this is
        response["ETag"] = response["ETag"].removesuffix('"') + f'-{response.get("Content-Encoding", "plain")}"'
    elif "no-store" not in response.get("Cache-Control", ""):
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed = parse_http_date_safe(response.get("Last-Modified", ""))
    return get_conditional_response(request, response.get("ETag"), changed, response) or response
