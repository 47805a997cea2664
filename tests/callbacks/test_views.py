import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from callbacks.models import CallRequest, HospitalFacts
from callbacks.notice import NOTICE_VERSION, text_of

pytestmark = pytest.mark.django_db


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


def test_the_privacy_page_takes_no_post(answers):
    assert Client().post(address("privacy"), answers).status_code == 405


def test_the_form_takes_no_other_method():
    assert Client().put(address("call")).status_code == 405


def test_the_privacy_page_shows_the_notice_of_today(visitor):
    response = visitor.get(address("privacy"))
    same = visitor.get(address("notice", version=NOTICE_VERSION))

    shown = {key: response.context[key] for key in ("version", "text", "current")}
    words = text_of(NOTICE_VERSION, "en", HospitalFacts.objects.current())
    assert shown == {"version": NOTICE_VERSION, "text": words, "current": True}
    assert same.status_code == 200


@pytest.mark.parametrize("version", ["2001-01-01", "notice", "x" * 10_000])
def test_a_notice_there_never_was_is_not_found(visitor, version):
    assert visitor.get(address("notice", version=version)).status_code == 404


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize(("name", "kwargs"), [("call", {}), ("privacy", {}), ("received", {"token": "secret"})])
def test_every_page_exists_in_both_languages(visitor, make_call, language, name, kwargs):
    make_call(token="secret")

    assert visitor.get(address(name, language, **kwargs)).status_code == 200
