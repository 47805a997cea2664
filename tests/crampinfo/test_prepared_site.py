"""The door before the real site: whatever editors do, it answers as Django alone would."""

import random
import re
from collections import Counter
from contextlib import suppress

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from articles import content
from articles.fitness import NotFit
from articles.models import Article, Change, Edition, SignOff
from articles.publishing import publish, unpublish
from callbacks.models import HospitalFacts
from tests.conftest import examples
from tests.crampinfo.door import Door, Site, alone, ask
from tests.making import numbered

ARTICLE = "/en/articles/muscle-spasm/"

pytestmark = pytest.mark.django_db

ENCODINGS = ["", "br", "gzip", "gzip, deflate, br, zstd", "br;q=0, gzip", "identity", "*", "identity;q=0", "nonsense;;"]
OTHERS = {  # none of these may change a page that is for everyone
    "user_agent": ["Mozilla/5.0", "curl/8"],
    "accept_language": ["tr", "en;q=0.1", "xx,*"],
    "x_forwarded_host": ["evil.example"],
    "x_forwarded_for": ["1.2.3.4"],
    "forwarded": ["host=evil.example"],
    "x_original_url": ["/admin/"],
    "cookie": ["a=b", "django_language=tr; token=x"],
    "sec_purpose": ["prefetch"],
}
RANGES = ["bytes=0-9", "bytes=5-", "bytes=-5", "bytes=9-1", "bytes=0-0,2-3", "lines=1", "bytes=a-b", "bytes="]
TRACKED = "?utm_source=mail&fbclid=1"
STANDING = ["/en/", "/tr/", "/en/articles/", "/tr/makaleler/", "/en/how-we-write/", "/tr/erisilebilirlik/"]
NEVER = [
    "/",
    "/en/privacy/",
    "/en/nothing/",
    "/en/let-us-call-you/",
    "/tr/sizi-arayalim/",
    "/tr/articles/small-1/",
    "/TR/",
]
FILES = ["/robots.txt", "/favicon.ico", "/static/js/reading.js", "/static/img/mark.svg", "/static/nothing.js"]
SLUGS = ["one", "two", "three", "small-1", "small-2", "kucuk-1", "kucuk-2"]
ARTICLES = [f"/en/articles/{slug}/" for slug in SLUGS] + [f"/tr/makaleler/{slug}/" for slug in SLUGS]


class Editors:
    """People who do anything at any time. What publishing refuses them stays as it was for readers."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.articles = [content.store(numbered(number)) for number in (1, 2)]

    def do_something(self):
        self.chance.choice(
            [self.publish, self.publish, self.unpublish, self.move, self.rename, self.sign, self.withdraw, self.facts]
        )()

    def languages(self):
        return self.chance.choice([["en"], ["tr"], ["en", "tr"]])

    def publish(self):
        with suppress(NotFit):
            publish(self.chance.choice(self.articles), self.languages())

    def unpublish(self):
        unpublish(self.chance.choice(self.articles), self.languages())

    def change(self, **values):
        article = self.chance.choice(self.articles)
        Article.objects.filter(pk=article.pk).update(**values)
        with suppress(NotFit):  # such as an address that still leads to another article
            publish(article, ["en", "tr"])

    def move(self):
        """To a new address, or to one that another article has left."""
        language = self.chance.choice(["en", "tr"])
        taken = Article.objects.values_list(f"slug_{language}", flat=True)
        current = Edition.objects.current().in_language(language).values_list("slug", flat=True)
        free = sorted(set(SLUGS) - set(taken) - set(current))
        self.change(**{f"slug_{language}": self.chance.choice(free)})

    def rename(self):
        self.change(title_tr=self.chance.choice(["Çarpıntı", "Ilık", "İlaç", "Kas"]) + f" {self.chance.random()}")

    def sign(self):
        edition = Edition.objects.current().order_by("?").first()
        if edition is not None:
            signed = {name: getattr(edition, name) for name in ("article", "language", "digest")}
            SignOff.objects.get_or_create(**signed, defaults={"name": "Dr Ada", "title": "Neurologist"})

    def withdraw(self):
        SignOff.objects.all().delete()

    def facts(self):
        HospitalFacts(
            name=f"Hospital {self.chance.random()}", phone_to_call=self.chance.choice(["", "444 0 123"])
        ).save()


def a_request(chance, known):
    path = chance.choice(STANDING + NEVER + FILES + ARTICLES * 2)
    headers = {"accept_encoding": chance.choice(ENCODINGS)}
    headers |= {name: chance.choice(values) for name, values in OTHERS.items() if chance.random() < 0.2}
    if known and chance.random() < 0.4:
        headers["if_none_match"] = chance.choice([*known[-9:], "*", f'"x", {known[-1]}', "W/" + known[-1]])
    if chance.random() < 0.1:
        headers["range"] = chance.choice(
            ["bytes=0-9", "bytes=5-", "bytes=-5", "bytes=9-1", "lines=1", "bytes=a-b", "bytes="]
        )
    query = chance.choice([""] * 6 + ["?q=a", *([] if "range" in headers else [TRACKED])])
    return path + query, chance.choice(["GET"] * 4 + ["HEAD"]), headers


@pytest.mark.parametrize("seed", range(examples // 8))
def test_whatever_happens_the_door_answers_as_django_alone(seed):
    editors, site = Editors(seed), Site()
    door, known, statuses = Door(site), [], Counter()
    for _step in range(25):
        editors.do_something()
        door.poll()
        for _request in range(8):
            path, method, headers = a_request(editors.chance, known)
            through = door.get(path, method, **headers)
            # Where somebody came from is taken off at the door; nothing else is.
            alone_ = alone(ask(Site(), path.removesuffix(TRACKED), method, **headers))
            assert through == alone_, (path, method, headers)
            known += [through.headers["etag"]] if "etag" in through.headers else []
            statuses[through.status] += 1
    # Else it was all the same because there was nothing: ready pages were sent, found, moved, known and missed.
    assert len(site.asked) < 25 * 8
    assert min(statuses[each] for each in (200, 301, 304, 404)) > 0, statuses


def test_without_the_change_log_old_pages_would_stand():
    """That the test above could fail: the same, but nobody reads the log."""
    editors, site = Editors(1), Site()
    publish(editors.articles[0], ["en"])
    door = Door(site)
    before = door.get("/en/articles/small-1/")
    assert before.status == 200
    unpublish(editors.articles[0], ["en"])
    assert door.get("/en/articles/small-1/") == before
    door.poll()
    assert door.get("/en/articles/small-1/").status == 404


def test_staff_get_no_ready_page_and_leave_none_behind(published):
    user = get_user_model().objects.create_superuser("editor", password="a password for tests")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    door = Door(Site())
    pages = [ARTICLE, "/en/", "/admin/", f"/admin/articles/article/{published.pk}/change/"]
    for page in pages:
        assert door.get(page, cookie=cookie).status == 200
    assert len(door.app.shelf) == 0
    door.get("/en/")
    asked = len(door.inside.asked)
    door.get("/en/", cookie=cookie)
    assert len(door.inside.asked) == asked + 1


def test_what_is_for_one_person_or_one_moment_never_enters(published, desk):
    door = Door(Site())
    call = "/en/let-us-call-you/"
    form = b"name=&phone=1&language=en&window=any&notice=2026-11-22"
    wrong = alone(ask(door.app, call, "POST", form, content_type="application/x-www-form-urlencoded"))
    assert wrong.status == 422
    change = f"/admin/articles/article/{published.pk}/change/"
    preview = re.search(r'href="([^"]*preview[^"]*)"', desk.get(change).text)[1]
    for page in (call, f"{call}some-token/", f"{ARTICLE}?preview=1", "/en/nothing/", "/", preview, "/livez", "/readyz"):
        door.get(page)
        door.get(page, cookie="session=whatever")
    assert len(door.app.shelf) == 0


@pytest.mark.parametrize(
    "path",
    [
        *["//en/", "/en//", "/en//articles/", "/en/./", "/en/articles/../", "/en/%61rticles/", "/en/articles/%C4%B0/"],
        *["/en/" + "a" * 3000 + "/", "http://testserver/en/", "/en/articles/\x00/", "/EN/", "/en;x=1/", "*", ""],
    ],
)
def test_a_bad_address_gets_what_django_says_and_leaves_nothing(path, published):
    door = Door(Site())
    assert door.get(path).status in (301, 400, 404)
    assert len(door.app.shelf) == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "", "testserver@evil.example", "test server", "a" * 5000, "[::1", "testserver:x"]
)
def test_a_wrong_host_is_refused_and_leaves_nothing(host, published):
    door = Door(Site())
    door.get("/en/")
    assert [door.get("/en/", host=host).status for _time in range(2)] == [400, 400]
    assert len(door.app.shelf) == 1


def test_a_ready_page_is_the_page(published):
    door = Door(Site())
    for _time in range(2):
        ready = door.get("/tr/makaleler/kas-spazmi/", accept_encoding="br")
        assert brotli.decompress(ready.body) == Client().get("/tr/makaleler/kas-spazmi/").content


def test_a_page_that_shows_facts_from_memory_is_for_now_only(published, monkeypatch):
    door = Door(Site())
    HospitalFacts(name="Known").save()
    door.get("/en/")
    HospitalFacts.objects.filter(pk=1).update(name="New")
    Change.objects.write("site")
    door.poll()
    monkeypatch.setattr("callbacks.context._held._read", refuse)
    shown = door.get("/en/")
    assert (shown.status, shown.headers["cache-control"], b"Known" in shown.body) == (200, "no-store", True)
    assert "surrogate-key" not in shown.headers
    monkeypatch.undo()
    assert b"New" in door.get("/en/").body
    assert door.is_ready("/en/")


def refuse():
    from django.db import OperationalError

    raise OperationalError("the table is away")
