import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, include, path, reverse
from django.views.decorators.csrf import csrf_exempt

from callbacks.cross_origin import origin_of, same_origin_only
from callbacks.models import CallRequest

OWN, SITE, EVIL = "http://testserver", "https://clinic.example", "https://evil.example"

#: Where a post says it comes from, and whether it is let in (measured in research/callbacks.md).
MATRIX = [
    ("same page", {"sec-fetch-site": "same-origin", "origin": OWN}, True),
    ("same page, origin hidden by a referrer policy", {"sec-fetch-site": "same-origin", "origin": "null"}, True),
    ("typed or from a bookmark", {"sec-fetch-site": "none"}, True),
    ("old browser, right origin", {"origin": OWN}, True),
    ("old browser behind a proxy that ends TLS", {"origin": SITE}, True),
    ("no browser", {}, True),
    ("another site", {"sec-fetch-site": "cross-site", "origin": EVIL}, False),
    ("another site, origin hidden", {"sec-fetch-site": "cross-site", "origin": "null"}, False),
    ("another site that writes our origin", {"sec-fetch-site": "cross-site", "origin": OWN}, False),
    ("sub-domain", {"sec-fetch-site": "same-site", "origin": "http://shop.testserver"}, False),
    ("old browser, another site", {"origin": EVIL}, False),
    ("old browser, origin hidden", {"origin": "null"}, False),
    ("old browser, other scheme", {"origin": "https://testserver"}, False),
    ("old browser, other port", {"origin": "http://testserver:8080"}, False),
    ("old browser, origin empty", {"origin": ""}, False),
    ("nonsense with the right origin", {"sec-fetch-site": "SAME-ORIGIN ", "origin": OWN}, False),
    ("empty with the right origin", {"sec-fetch-site": "", "origin": OWN}, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("headers", "let_in"), [row[1:] for row in MATRIX], ids=[row[0] for row in MATRIX])
def test_a_post_is_let_in_by_where_it_comes_from(answers, settings, headers, let_in):
    settings.SITE_URL = SITE
    response = Client(enforce_csrf_checks=True).post(reverse("callbacks:call"), answers, headers=headers)

    assert (response.status_code, CallRequest.objects.count()) == ((303, 1) if let_in else (403, 0))


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_is_free_from_everywhere(method):
    view = same_origin_only(lambda request: HttpResponse("seen"))
    request = getattr(RequestFactory(headers={"sec-fetch-site": "cross-site", "origin": EVIL}), method)("/")

    assert view(request).content == b"seen"


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://Clinic.Example:443/", "https://clinic.example"),
        ("http://clinic.example:80", "http://clinic.example"),
        ("https://clinic.example:80", "https://clinic.example:80"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(address, origin):
    assert origin_of(address) == origin


def views_in(patterns):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield entry.callback
        else:
            yield from views_in(entry.url_patterns)


def unguarded(patterns) -> list:
    """Views that Django's token does not guard and our rule does not either."""
    exempt = [view for view in views_in(patterns) if getattr(view, "csrf_exempt", False)]
    return [view for view in exempt if not getattr(view, "guards_cross_origin", False)]


def test_every_view_freed_of_djangos_token_is_guarded_by_where_posts_come_from():
    every = list(views_in(get_resolver().url_patterns))

    # A preview takes no posts: tests/articles/test_preview_links.py
    assert [view.__name__ for view in unguarded(get_resolver().url_patterns)] == ["draft"]
    assert [view.__name__ for view in every if getattr(view, "guards_cross_origin", False)] == ["call", "received"]


def test_the_walk_finds_an_unguarded_view_however_deep():
    @csrf_exempt
    def open_door(request):
        return HttpResponse()

    guarded = same_origin_only(lambda request: HttpResponse())
    inner = [path("a/", open_door), path("b/", guarded)]

    assert unguarded([path("x/", include([path("y/", include(inner))]))]) == [open_door]
