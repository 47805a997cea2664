from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from callbacks.models import HospitalFacts
from tests.callbacks.staff import desk
from tests.posting import fields_of

FACTS = "admin:callbacks_hospitalfacts_change"


def opened(client) -> dict:
    """The form's fields as the page shows them now."""
    return fields_of(client.get(reverse(FACTS, args=[1])).text, "hospitalfacts_form")


@pytest.mark.django_db
def test_the_facts_have_one_form_and_no_list(chief):
    client = desk(chief)

    assert client.get(reverse("admin:callbacks_hospitalfacts_changelist")).url == reverse(FACTS, args=[1])
    assert client.get(reverse(FACTS, args=[1])).status_code == 200
    assert client.get(reverse(FACTS, args=[2])).status_code == 302
    assert client.get(reverse("admin:callbacks_hospitalfacts_add")).status_code == 403
    assert client.post(reverse("admin:callbacks_hospitalfacts_delete", args=[1]), {"post": "yes"}).status_code == 403


def test_the_facts_are_filled_in_and_changed(chief):
    client = desk(chief)
    hours = "Mo-Fr 09:00-18:00\r\nPH off"
    for name in ("Cedar Hospital", "Cedar Hospital Istanbul"):
        sent = opened(client) | {"name": name, "phone_to_call": "444 0 123", "opening_hours": hours, "callers": "3"}
        assert client.post(reverse(FACTS, args=[1]), sent).status_code == 302

    facts = HospitalFacts.objects.get()
    shown = facts.for_readers
    assert (shown.name, shown.phone, len(shown.opening_times)) == ("Cedar Hospital Istanbul", "444 0 123", 2)
    assert (facts.minutes_a_call, facts.callers, facts.pace) == (10, 3, timedelta(minutes=10) / 3)
    assert LogEntry.objects.count() == 2


def test_facts_that_cannot_be_read_are_refused_with_the_cure(chief):
    client = desk(chief)
    bad = {"phone_to_call": "0900 123 45 67", "opening_hours": "Mo 9-18", "closed_days": "29.10.2026"}
    sent = opened(client) | bad | {"minutes_a_call": "0", "callers": "51"}
    response = client.post(reverse(FACTS, args=[1]), sent)

    assert response.context["adminform"].form.errors == {
        "phone_to_call": ["Enter a number that people can call, for example 444 0 123 or 0212 345 67 89."],
        "opening_hours": ["“9” cannot be read. Write one rule a line, such as Mo-Fr 09:00-18:00 or PH off."],
        "closed_days": ["“29.10.2026” is no date. Write one a line, such as 2026-10-29."],
        "minutes_a_call": ["Ensure this value is greater than or equal to 1."],
        "callers": ["Ensure this value is less than or equal to 50."],
    }
    assert HospitalFacts.objects.count() == 0


@pytest.mark.parametrize("first", [True, False])
def test_a_save_over_somebody_elses_is_refused_and_keeps_what_was_typed(chief, first):
    client = desk(chief)
    if not first:
        HospitalFacts(name="Cedar Hospital").save()
    mine = opened(client) | {"name": "Mine", "controller": "My words"}
    assert client.post(reverse(FACTS, args=[1]), opened(client) | {"closed_days": "2026-10-29"}).status_code == 302
    response = client.post(reverse(FACTS, args=[1]), mine)

    errors = response.context["adminform"].form.non_field_errors()
    assert [words[:51] for words in errors] == ["Somebody else has saved the facts since you opened "]
    typed = fields_of(response.text, "hospitalfacts_form")
    assert (typed["name"], [words.strip() for words in typed["controller"]]) == (["Mine"], ["My words"])
    assert HospitalFacts.objects.values_list("name", "closed_days").get() == (
        "" if first else "Cedar Hospital",
        "2026-10-29",
    )
    assert client.post(reverse(FACTS, args=[1]), opened(client) | {"name": "Mine"}).status_code == 302


def test_a_form_that_does_not_say_what_it_saw_is_refused(chief):
    client = desk(chief)
    sent = {name: value for name, value in opened(client).items() if name != "seen"}

    assert client.post(reverse(FACTS, args=[1]), sent).status_code == 200
    assert HospitalFacts.objects.count() == 0
