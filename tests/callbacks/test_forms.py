import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callbacks import forms
from callbacks.forms import CallForm
from callbacks.notice import NOTICE_VERSION
from callbacks.phone import Phone


def errors(form: CallForm) -> dict[str, list[str]]:
    return {field: [str(message) for message in messages] for field, messages in form.errors.items()}


def test_a_form_filled_in_well_is_cleaned(answers):
    form = CallForm(answers)

    assert errors(form) == {}
    assert form.cleaned_data == {
        "name": "Ayşe Yılmaz",
        "phone": Phone("+905321234567"),
        "language": "tr",
        "window": "evening",
        "may_leave_message": False,
        "may_say_hospital": False,
        "share_topic": False,
        "about": "",
        "notice": NOTICE_VERSION,
        "notice_language": "en",
        "website": "",
        "confirm": "",
    }


def test_language_and_time_may_be_left_out(answers):
    del answers["language"], answers["window"]
    with override("tr"):
        form = CallForm(answers)
        assert errors(form) == {}

    assert (form.cleaned_data["language"], form.cleaned_data["window"]) == ("tr", "any")


def test_an_empty_form_offers_the_language_of_the_page_and_the_notice_of_today():
    with override("tr"):
        offered = {name: CallForm()[name].value() for name in ("language", "window", "notice", "may_leave_message")}

    assert offered == {"language": "tr", "window": "any", "notice": NOTICE_VERSION, "may_leave_message": None}
    assert CallForm()["language"].value() == "en"


def test_the_topic_is_dropped_unless_its_box_is_ticked(answers):
    kept, dropped = CallForm({**answers, "share_topic": "on"}), CallForm(answers)

    assert (errors(kept), errors(dropped)) == ({}, {})
    assert (kept.cleaned_data["about"], dropped.cleaned_data["about"]) == ("Muscle spasm", "")
    assert (kept.topic, dropped.topic, CallForm().topic) == ("Muscle spasm", "Muscle spasm", None)


def test_a_long_or_dirty_topic_is_cut_and_cleaned_since_nobody_can_mend_it(answers):
    form = CallForm({**answers, "share_topic": "on", "about": " A\x00\u202e" + "b" * 500})

    assert errors(form) == {}
    assert form.cleaned_data["about"] == "A" + "b" * 199


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", forms.WHICH_NAME),
        ("name", " \u202e\x00 ", forms.WHICH_NAME),
        ("name", "x" * 121, forms.SHORTER_NAME),
        ("name", "Ay\ufffde", forms.BROKEN_NAME),
        ("phone", "", forms.WHICH_PHONE),
        ("phone", "call me", forms.WHICH_PHONE),
        ("phone", "0532 123 45 6", forms.WHICH_PHONE),
        ("phone", "0" * 61, forms.WHICH_PHONE),
        ("phone", "0900 123 45 67", forms.COSTLY_PHONE),
        ("language", "de", forms.WHICH_LANGUAGE),
        ("window", "midnight", forms.WHICH_WINDOW),
        ("window", "any\x00", forms.WHICH_WINDOW),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_how_to_mend_it_and_kept(answers, field, typed, message):
    form = CallForm({**answers, field: typed})

    assert errors(form) == {field: [str(message)]}
    assert form[field].value() == typed


def test_the_message_about_the_number_says_what_to_type():
    assert str(forms.WHICH_PHONE) == "Enter a phone number, for example 0532 123 45 67 or +49 151 23456789."


@pytest.mark.parametrize("notice", ["", "2001-01-01", "../../settings", "2026-11-22\x00"])
def test_a_notice_there_never_was_is_said_and_the_next_page_holds_the_one_of_today(answers, notice):
    posted = QueryDict(mutable=True)
    posted.update({**answers, "notice": notice})
    form = CallForm(posted)

    assert errors(form) == {"__all__": [str(forms.NOTICE_CHANGED)]}
    assert (form["notice"].value(), form["name"].value()) == (NOTICE_VERSION, "Ayşe Yılmaz")


def test_everything_typed_is_kept_when_something_is_wrong(answers):
    sent = {**answers, "phone": "no", "may_leave_message": "on", "share_topic": "on"}
    form = CallForm(sent)

    assert list(errors(form)) == ["phone"]
    assert {name: form[name].value() for name in sent} == {**sent, "may_leave_message": True, "share_topic": True}


def test_a_filled_trap_is_no_error(answers):
    form = CallForm({**answers, "website": "http://x\x00"})

    assert errors(form) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Win at http://spam.example",
        "www.spam.example",
        "visit SPAM.COM now",
        "<a href=x>cheap</a>",
        "<A HREF = x>",
        "[url=x]",
        "[/url]",
    ],
)
def test_who_puts_a_link_where_the_name_goes_is_asked_for_the_name(answers, name):
    """Not taken for spam: a person who is asked can answer."""
    assert errors(CallForm({**answers, "name": name})) == {"name": [forms.NO_LINK]}


@pytest.mark.parametrize("name", ["Ayşe <3", "<b>Ali</b>", "J.R. Özgür", "Dr.Ali Veli", "Ali.Rıza", "A & B <x@y>"])
def test_signs_in_a_name_are_no_link(answers, name):
    form = CallForm({**answers, "name": name})

    assert (errors(form), form.cleaned_data["name"]) == ({}, name)


field_names = st.sampled_from(list(CallForm.base_fields))
anything = st.text() | st.sampled_from(["on", "en", "any", "0532 123 45 67", NOTICE_VERSION])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(field_names, anything))
def test_whatever_is_sent_is_either_told_what_is_wrong_or_cleaned(data):
    form = CallForm(data)

    if form.is_valid():
        assert form.cleaned_data["name"]
        assert form.cleaned_data["phone"].e164.startswith("+")
    else:
        assert all(str(message) for messages in form.errors.values() for message in messages)
