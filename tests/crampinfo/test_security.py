import gzip
import hashlib
import itertools
from base64 import b64encode

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory

from articles.models import Article
from crampinfo.security import client_address
from tests.reading import Page

ARTICLE = "/en/articles/muscle-spasm/"
READERS_PAGES = [
    "/en/",
    "/tr/",
    "/en/articles/",
    ARTICLE,
    "/tr/makaleler/kas-spazmi/",
    "/en/let-us-call-you/",
    "/en/privacy/",
    "/en/how-we-write/",
    "/en/accessibility/",
    "/en/nothing/",
    "/en/articles/letter/w/",
    "/en/articles/muscle-spasm.md",
    "/en/articles/muscle-spasm.json",
    "/en/feed/",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/.well-known/security.txt",
    "/robots.txt",
    "/livez",
    "/",
    "/articles/",
    "/TR/",
]


@pytest.fixture
def published(published_for_all, db):
    return Article.objects.get(pk=published_for_all)


@pytest.mark.parametrize("address", READERS_PAGES)
def test_no_readers_page_sets_a_cookie_or_varies_by_one(client, published, address):
    client.cookies.load({"session": "junk", "sessionid": "junk", "token": "junk", "django_language": "tr"})
    response = client.get(address)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_an_article_is_the_same_bytes_whoever_asks(published, editor):
    cookies = [{}, {"session": "junk"}, {"django_language": "tr"}]
    headers = [{}, {"Accept-Language": "tr"}, {"User-Agent": "Other"}, {"X-Forwarded-For": "1.2.3.4"}]
    bodies = set()
    for jar, sent in itertools.product(cookies, headers):
        client = Client()
        client.cookies.load(jar)
        bodies.add(client.get(ARTICLE, headers=sent).content)
    logged_in = Client()
    logged_in.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    bodies.add(logged_in.get(ARTICLE).content)
    assert len(bodies) == 1


@pytest.mark.parametrize("address", READERS_PAGES)
def test_every_readers_page_carries_the_same_promises(client, published, address):
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'sha256-")


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def test_only_what_is_not_for_everyone_asks_for_a_process_of_its_own(client, published, editor):
    asked = {address: client.get(address) for address in READERS_PAGES}
    desk = Client()
    desk.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    asked |= {"the desk": desk.get("/admin/"), "a form with errors": client.post("/en/let-us-call-you/", {})}
    own = {name: response.get("Cross-Origin-Opener-Policy") for name, response in asked.items()}
    assert own == {name: "same-origin" if name in OF_ONES_OWN else None for name in asked}


OF_ONES_OWN = {"the desk", "a form with errors", "/en/nothing/", "/.well-known/security.txt", "/livez", "/"}
OF_ONES_OWN |= {"/articles/", "/TR/", "/en/let-us-call-you/", "/en/privacy/"}


def test_the_policy_allows_exactly_the_style_sheet_in_the_page(client, published):
    response = client.get(ARTICLE)
    html = response.content.decode()
    inlined = html[html.index("<style>") + len("<style>") : html.index("</style>")]
    digest = b64encode(hashlib.sha256(inlined.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in response["Content-Security-Policy"]
    assert html.count("<style") == 1


@pytest.mark.parametrize("address", READERS_PAGES[:9])
def test_readers_pages_hold_no_inline_script_style_or_handler(client, published, address):
    page = Page(client.get(address).content.decode())
    inline = [given for tag, given in page.tags if tag == "script" and "src" not in given]
    assert [given for given in inline if given != {"type": "application/ld+json"}] == []  # a block of data runs nothing
    assert [
        given for _tag, given in page.tags if "style" in given or any(name.startswith("on") for name in given)
    ] == []


def test_an_article_fits_into_the_first_flight(client, published):
    sizes = {}
    for address in (ARTICLE, "/tr/makaleler/kas-spazmi/"):
        response = client.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert response["Content-Encoding"] == "br"
        assert brotli.decompress(response.content) == client.get(address).content
        sizes[address] = len(response.content)
    assert max(sizes.values()) <= 13_000, sizes


def test_a_reader_who_knows_the_page_is_told_that_it_is_unchanged(client, published):
    for encoding in ({}, {"Accept-Encoding": "br"}):
        first = client.get(ARTICLE, headers=encoding)
        again = client.get(ARTICLE, headers=encoding | {"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_short_and_refused_encodings_stay_plain(client, published):
    assert "Content-Encoding" not in client.get("/livez", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in client.get(ARTICLE, headers={"Accept-Encoding": "gzip;q=0, br;q=0"})


def test_who_takes_gzip_alone_gets_gzip(client, published):
    response = client.get(ARTICLE, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == client.get(ARTICLE).content


def test_staff_pages_are_never_kept_and_carry_a_nonce(desk):
    response = desk.get("/admin/")
    assert "no-store" in response["Cache-Control"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_staff_log_in_with_djangos_own_token():
    get_user_model().objects.all()
    client = Client(enforce_csrf_checks=True)
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 403


test_staff_log_in_with_djangos_own_token = pytest.mark.django_db(test_staff_log_in_with_djangos_own_token)


@pytest.mark.django_db
def test_guessing_a_password_is_stopped_after_five_tries(client, editor):
    tries = [
        client.post("/admin/login/", {"username": "editor", "password": f"guess {n}"}).status_code for n in range(6)
    ]
    assert tries == [200, 200, 200, 200, 429, 429]
    right = client.post("/admin/login/", {"username": "editor", "password": "a password for tests"})
    assert right.status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1:5678", "1.1.1.1"),
        (1, "[2001:db8::1]:80", "2001:db8::1"),
        (1, "unknown", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, " , ", "9.9.9.9"),
    ],
)
def test_the_senders_address_is_what_our_own_proxy_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_a_right_that_is_missing_at_the_desk_is_said_at_the_desk(client, published, django_user_model):
    somebody = django_user_model.objects.create_user("somebody", password="x", is_staff=True)
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    refused = client.get(f"/admin/articles/article/{published.pk}/publish/")
    missing = client.get("/admin/nothing/")
    assert (refused.status_code, missing.status_code) == (403, 404)
    assert b"Your account does not have the right to" in refused.content
    assert b'class="band"' not in refused.content + missing.content


@pytest.mark.parametrize(
    ("accepted", "encoded"),
    [("br", True), ("gzip, br;q=0.5", True), ("br;q=0", False), ("br; q=0.0", False), ("*", False)],
)
def test_brotli_is_for_those_who_take_it(client, published, accepted, encoded):
    assert client.get(ARTICLE, headers={"Accept-Encoding": accepted}).has_header("Content-Encoding") is encoded


def test_brotli_makes_do_with_the_widest_window_that_has_small_tables(client, published):
    packed = client.get(ARTICLE, headers={"Accept-Encoding": "br"}).content
    assert packed[0] & 1 == 0  # RFC 7932, section 9.1: a first bit of 0 is a window of 64 kB
