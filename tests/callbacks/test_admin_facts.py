import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from callbacks.models import HospitalFacts
from tests.callbacks.staff import desk

FACTS = "admin:callbacks_hospitalfacts_change"


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
    empty = dict.fromkeys(["name", "controller", "phone_to_call", "opening_hours", "closed_days"], "")
    for name in ("Cedar Hospital", "Cedar Hospital Istanbul"):
        sent = {**empty, "name": name, "phone_to_call": "444 0 123", "opening_hours": "Mo-Fr 09:00-18:00\r\nPH off"}
        assert client.post(reverse(FACTS, args=[1]), sent, follow=True).status_code == 200

    facts = HospitalFacts.objects.get()
    assert (facts.name, facts.phone, len(facts.opening_times)) == ("Cedar Hospital Istanbul", "444 0 123", 2)
    assert LogEntry.objects.count() == 2


def test_facts_that_cannot_be_read_are_refused_with_the_cure(chief):
    sent = {"phone_to_call": "0900 123 45 67", "opening_hours": "Mo 9-18", "closed_days": "29.10.2026"}
    response = desk(chief).post(reverse(FACTS, args=[1]), sent)

    assert response.context["adminform"].form.errors == {
        "phone_to_call": ["Enter a number that people can call, for example 444 0 123 or 0212 345 67 89."],
        "opening_hours": ["“9” cannot be read. Write one rule a line, such as Mo-Fr 09:00-18:00 or PH off."],
        "closed_days": ["“29.10.2026” is no date. Write one a line, such as 2026-10-29."],
    }
    assert HospitalFacts.objects.count() == 0
