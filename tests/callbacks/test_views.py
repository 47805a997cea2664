import re
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from callbacks.models import CallRequest, HospitalFacts
from callbacks.notice import NOTICE_VERSION

pytestmark = pytest.mark.django_db


@contextmanager
def refusing_database(*, reads: bool = False):
    def refuse(execute, sql, params, many, context):
        if reads or sql.startswith("INSERT"):
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def address(name: str, language: str = "en", **kwargs: str) -> str:
    with override(language):
        return reverse(f"callbacks:{name}", kwargs=kwargs)


def test_the_form_page_is_shown_fresh_and_sets_no_cookie(visitor):
    response = visitor.get(address("call"))

    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "no-store" in response["Cache-Control"]
    assert (response.context["form"].is_bound, response.context["topic"]) == (False, None)


def test_an_address_cannot_fill_the_form_in(visitor):
    response = visitor.get(address("call"), {"topic": "Cramp", "about": "Cramp", "name": "Ayşe"})

    assert (response.context["topic"], response.context["form"].is_bound) == (None, False)


def test_a_good_request_is_stored_and_leads_to_its_confirmation(visitor, answers):
    response = visitor.post(address("call", "tr"), answers)
    call = CallRequest.objects.get()

    assert response.status_code == 303
    token = re.fullmatch(re.escape(address("received", "tr", token="TOKEN")).replace("TOKEN", "(.+)"), response.url)[1]
    assert list(CallRequest.objects.opened_by(token)) == [call]
    assert (call.name, call.phone, call.notice_language) == ("Ayşe Yılmaz", "+905321234567", "tr")


def test_a_bad_request_is_shown_again_as_it_was_filled_in(visitor, answers):
    response = visitor.post(address("call"), {**answers, "phone": "0532", "share_topic": "on"})

    assert (response.status_code, CallRequest.objects.count()) == (422, 0)
    assert "no-store" in response["Cache-Control"]
    assert response.context["topic"] == {"text": "Muscle spasm", "lang": "en"}
    assert {name: response.context["form"][name].value() for name in ("name", "phone", "window", "share_topic")} == {
        "name": "Ayşe Yılmaz",
        "phone": "0532",
        "window": "evening",
        "share_topic": True,
    }


def test_markup_in_what_was_typed_is_shown_as_text(visitor, answers):
    response = visitor.post(address("call"), {**answers, "name": "<script>x</script>", "about": "<i>", "phone": ""})

    assert response.status_code == 422
    assert "<script>x" not in response.text
    assert "<i>" not in response.text


def test_who_fills_the_trap_in_sees_the_same_confirmation(visitor, answers):
    response = visitor.post(address("call"), {**answers, "website": "http://spam.example"}, follow=True)

    assert (response.status_code, CallRequest.objects.get().state) == (200, "spam")
    assert response.context["call"]["reference"] == CallRequest.objects.get().reference


def test_a_database_that_refuses_is_never_a_confirmation(visitor, answers):
    with refusing_database():
        response = visitor.post(address("call"), answers)

    assert (response.status_code, response["Retry-After"], CallRequest.objects.count()) == (503, "300", 0)
    assert "no-store" in response["Cache-Control"]


def test_when_the_database_is_gone_altogether_the_person_is_still_told(visitor, answers):
    HospitalFacts(phone_to_call="444 0 123").save()
    with refusing_database(reads=True):
        response = visitor.post(address("call"), answers)

    assert response.status_code == 503


def test_the_confirmation_tells_the_reference_and_nothing_personal(visitor, make_call):
    received = datetime(2026, 11, 22, 9, tzinfo=UTC)
    call = make_call(token="secret", reference="K7M-4QD", window="evening", received_at=received)
    response = visitor.get(address("received", token="secret"))

    assert response.context["call"] == {
        "reference": "K7M-4QD",
        "language": "tr",
        "window": "In the evening",
        "received_at": received,
    }
    assert "K7M-4QD" in response.text
    assert [text for text in (call.name, "123 45 67", "1234567") if text in response.text] == []


def test_the_confirmation_reads_nothing_personal(visitor, make_call, settings):
    make_call(token="secret")
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]  # with it, reading would be an error

    assert visitor.get(address("received", token="secret")).status_code == 200


def test_the_confirmation_is_kept_by_nobody(visitor, make_call):
    make_call(token="secret")
    response = visitor.get(address("received", token="secret"))

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


def test_the_confirmation_takes_one_query_besides_the_facts(visitor, make_call, django_assert_max_num_queries):
    make_call(token="secret")
    with django_assert_max_num_queries(2):
        visitor.get(address("received", token="secret"))


def test_wrong_and_erased_confirmations_look_alike(visitor, make_call):
    make_call(token="erased")
    CallRequest.objects.erase(datetime.now(tz=UTC))
    addresses = [address("received", token=token) for token in ("erased", "never-there", "x" * 10_000)]
    answers = [visitor.get(one) for one in addresses]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.text.replace(one, "") for answer, one in zip(answers, addresses, strict=True)}) == 1


@pytest.mark.parametrize(("name", "kwargs"), [("received", {"token": "secret"}), ("privacy", {})])
def test_pages_to_look_at_take_no_post(answers, make_call, name, kwargs):
    make_call(token="secret")

    assert Client().post(address(name, **kwargs), answers).status_code == 405


def test_the_form_takes_no_other_method():
    assert Client().put(address("call")).status_code == 405


def test_the_privacy_page_shows_the_notice_of_today(visitor):
    response = visitor.get(address("privacy"))
    same = visitor.get(address("notice", version=NOTICE_VERSION))

    shown = {key: response.context[key] for key in ("version", "notice_template", "current")}
    assert shown == {"version": NOTICE_VERSION, "notice_template": "callbacks/notices/2026-11-22.html", "current": True}
    assert same.status_code == 200


@pytest.mark.parametrize("version", ["2001-01-01", "notice", "x" * 10_000])
def test_a_notice_there_never_was_is_not_found(visitor, version):
    assert visitor.get(address("notice", version=version)).status_code == 404


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize(("name", "kwargs"), [("call", {}), ("privacy", {}), ("received", {"token": "secret"})])
def test_every_page_exists_in_both_languages(visitor, make_call, language, name, kwargs):
    make_call(token="secret")

    assert visitor.get(address(name, language, **kwargs)).status_code == 200
