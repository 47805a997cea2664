"""What the form answers when much, or too much, is going on behind it."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from callbacks import spool
from callbacks.context import facts
from callbacks.models import CallRequest, Count, HospitalFacts, Mail
from callbacks.rates import parse
from callbacks.replaying import replay
from tests.callbacks.refusing import refusing_database
from tests.posting import fields_of
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def within_the_hour(time_machine):
    """Limits begin anew at the full hour, and no test means to meet it."""
    time_machine.move_to("2026-11-22 12:20Z", tick=False)


@pytest.fixture
def number_to_call(db):
    HospitalFacts(phone_to_call="444 0 123").save()


@pytest.fixture
def form():
    return reverse("callbacks:call")


def limit(settings, text):
    settings.CALL_LIMITS = parse(text)


def post_many(visitor, form, answers, times):
    return [visitor.post(form, {**answers, "phone": f"0532 123 45 {n:02}"}).status_code for n in range(times)]


# --- Limits


def test_an_address_is_asked_after_3_and_refused_after_20(visitor, form, answers, settings):
    limit(settings, "")
    assert post_many(visitor, form, answers, 22) == [303] * 3 + [200] * 17 + [429] * 2
    assert CallRequest.objects.count() == 3


def test_a_bad_form_is_always_422_and_counts_for_nothing(visitor, form, answers, settings):
    limit(settings, "address_hard=1/h,address_soft=1/h,headerless=1/h")
    bad = {**answers, "phone": "0532"}
    assert [visitor.post(form, bad).status_code for _time in range(5)] == [422] * 5
    assert Count.objects.count() == 0
    assert post_many(visitor, form, answers, 2) == [303, 429]
    assert visitor.post(form, bad).status_code == 422


@pytest.mark.parametrize(
    ("headers", "statuses"),
    [
        ({}, [303, 429, 429]),
        ({"sec-fetch-site": "same-origin"}, [303, 303, 303]),
        ({"origin": "http://testserver"}, [303, 303, 303]),
    ],
)
def test_a_post_with_neither_header_is_counted_against_a_tighter_limit(form, answers, settings, headers, statuses):
    limit(settings, "headerless=1/h")
    assert post_many(Client(headers=headers), form, answers, 3) == statuses


def test_what_is_refused_for_where_it_comes_from_is_not_counted(form, answers, settings):
    limit(settings, "address_hard=1/h")
    foreign, own = Client(headers={"sec-fetch-site": "cross-site"}), Client(headers={"sec-fetch-site": "same-origin"})
    assert post_many(foreign, form, answers, 3) == [403] * 3
    assert post_many(own, form, answers, 1) == [303]


def test_behind_a_proxy_each_visitor_has_their_own_count(form, answers, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    limit(settings, "address_hard=1/h")
    seen = []
    for forwarded in ("198.51.100.1", "198.51.100.2", "9.9.9.9, 198.51.100.1", "2001:db8::1", "2001:db8::2"):
        visitor = Client(headers={"sec-fetch-site": "same-origin", "x-forwarded-for": forwarded})
        seen.append(visitor.post(form, answers).status_code)
    assert seen == [303, 303, 429, 303, 429]


def test_over_the_hard_limit_the_number_to_call_is_named(visitor, form, answers, settings, number_to_call):
    limit(settings, "address_hard=1/h")
    facts()
    visitor.post(form, answers)
    response = visitor.post(form, answers)
    assert response.status_code == 429
    assert "no-store" in response["Cache-Control"]
    assert 0 < int(response["Retry-After"]) <= 3600
    assert {"tel:112", "tel:+904440123"} <= {link.get("href") for link in Page(response.text).links}
    assert [text for text in ("Ayşe", "123 45 67") if text in response.text] == []


# --- Please confirm


@pytest.fixture
def asked(visitor, form, answers, settings):
    """The page that asks to confirm a request with every box filled in."""
    limit(settings, "address_soft=1/h,address_hard=9/h")
    visitor.post(form, {**answers, "phone": "0532 123 45 00"})
    filled = {"may_leave_message": "on", "share_topic": "on", "phone": "0212 345 67 89 dahili 12"}
    return visitor.post(form, {**answers, **filled})


def test_over_the_soft_limit_what_was_typed_is_shown_again_and_nothing_is_stored(asked):
    assert (asked.status_code, CallRequest.objects.count(), Mail.objects.count()) == (200, 1, 1)
    assert "no-store" in asked["Cache-Control"]
    assert not asked.cookies
    words = Page(asked.text).words()
    shown = ["Ayşe Yılmaz", "0212 345 67 89 (12)", "In the evening", "Türkçe"]
    assert [text for text in shown if text not in words] == []
    assert "tel:112" in {link.get("href") for link in Page(asked.text).links}


def test_the_page_sends_the_same_answers_and_a_signed_time(asked):
    fields = {name: values for name, values in fields_of(asked.text, "").items() if name != "confirm"}
    assert fields == {
        "name": ["Ayşe Yılmaz"],
        "phone": ["0212 345 67 89 dahili 12"],
        "language": ["tr"],
        "window": ["evening"],
        "may_leave_message": ["True"],
        "may_say_hospital": ["False"],
        "share_topic": ["True"],
        "about": ["Muscle spasm"],
        "notice": [fields["notice"][0]],
        "website": [""],
    }


def confirm(visitor, form, asked, seconds, **changes):
    fields = {**fields_of(asked.text, ""), **changes}
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False):
        return visitor.post(form, fields)


def test_who_confirms_is_taken_at_their_word(visitor, form, asked):
    response = confirm(visitor, form, asked, 4)
    call = CallRequest.objects.order_by("pk").last()
    assert (response.status_code, CallRequest.objects.count()) == (303, 2)
    assert (call.name, call.phone, call.extension, call.about) == ("Ayşe Yılmaz", "+902123456789", "12", "Muscle spasm")
    assert (call.may_leave_message, call.may_say_hospital, call.window) == (True, False, "evening")


@pytest.mark.parametrize("seconds", [0, 2])
def test_who_confirms_faster_than_anybody_reads_is_asked_again(visitor, form, asked, seconds):
    assert confirm(visitor, form, asked, seconds).status_code == 200
    assert CallRequest.objects.count() == 1


def test_a_page_that_lay_open_for_more_than_an_hour_asks_again(visitor, form, answers, settings):
    limit(settings, "address_soft=1/d,address_hard=9/d")
    with time_machine.travel("2026-11-22 08:00Z", tick=False):
        visitor.post(form, {**answers, "phone": "0532 123 45 00"})
        asked = visitor.post(form, answers)
        again = confirm(visitor, form, asked, 3601)
        assert (again.status_code, CallRequest.objects.count()) == (200, 1)
        assert confirm(visitor, form, asked, 3599).status_code == 303


def test_a_signed_time_for_one_number_confirms_no_other(visitor, form, asked):
    assert confirm(visitor, form, asked, 4, phone="0532 123 45 99").status_code == 200
    assert confirm(visitor, form, asked, 4, confirm="forged:signature").status_code == 200
    assert CallRequest.objects.count() == 1


def test_a_signed_time_does_not_open_the_hard_limit(visitor, form, asked, settings):
    limit(settings, "address_soft=1/h,address_hard=2/h")
    assert confirm(visitor, form, asked, 4).status_code == 429


def test_markup_in_what_is_shown_again_is_text(visitor, form, answers, settings):
    limit(settings, "address_soft=1/h")
    visitor.post(form, answers)
    response = visitor.post(form, {**answers, "name": '"><script>x</script>'})
    assert response.status_code == 200
    assert "<script>x" not in response.text


# --- The spool


def test_a_database_that_refuses_is_a_request_on_disk(visitor, form, answers):
    with refusing_database(reads=False):
        response = visitor.post(form, answers)
        page = visitor.get(response.url)

    assert (response.status_code, CallRequest.objects.count()) == (303, 0)
    token = response.url.rstrip("/").rpartition("/")[2]
    assert (page.status_code, page.context["reference"]) == (200, spool.reference_of(token))
    assert spool.reference_of(token) in page.text
    assert (page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == ("noindex, nofollow", True)


def test_the_same_address_shows_the_request_once_it_is_stored(visitor, form, answers):
    with refusing_database():
        address = visitor.post(form, answers).url
        assert visitor.get(address).status_code == 200
    replay()
    assert CallRequest.objects.get().reference in visitor.get(address).text
    assert visitor.get(address).status_code == 200


def test_while_the_database_is_away_no_page_says_that_a_request_is_gone(visitor, make_call, caplog):
    make_call(token="mine")
    logging.getLogger("django").addHandler(caplog.handler)
    address = reverse("callbacks:received", args=["mine"])
    with refusing_database():
        assert visitor.get(address).status_code == 503
    logging.getLogger("django").removeHandler(caplog.handler)
    assert "mine" not in caplog.text
    assert visitor.get(address).status_code == 200


def test_when_both_refuse_there_is_no_confirmation_but_a_number_to_call(
    visitor, form, answers, settings, tmp_path, number_to_call
):
    (tmp_path / "file").touch()
    settings.SPOOL_FILE = tmp_path / "file" / "calls"
    facts()
    with refusing_database():
        response = visitor.post(form, answers)

    assert (response.status_code, response["Retry-After"], CallRequest.objects.count()) == (503, "300", 0)
    assert "no-store" in response["Cache-Control"]
    assert {"tel:112", "tel:+904440123"} <= {link.get("href") for link in Page(response.text).links}
