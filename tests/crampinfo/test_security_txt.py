from datetime import UTC, datetime

import pytest
import time_machine

from callbacks.models import HospitalFacts
from tests.crampinfo.test_settings import GOOD, read_settings

ADDRESS = "/.well-known/security.txt"


def test_without_a_contact_there_is_no_such_file(client, db):
    assert client.get(ADDRESS).status_code == 404


def test_it_says_whom_to_tell_and_until_when(client, db, settings):
    settings.SECURITY_CONTACT = ["mailto:safe@hospital.example", "https://hospital.example/safe"]
    with time_machine.travel(datetime(2026, 11, 22, 15, 30, tzinfo=UTC), tick=False):
        response = client.get(ADDRESS)
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/plain; charset=utf-8", "max-age=86400")
    assert response.text.splitlines() == [
        "Contact: mailto:safe@hospital.example",
        "Contact: https://hospital.example/safe",
        "Expires: 2027-05-21T00:00:00Z",
        "Preferred-Languages: en, tr",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_without_one_the_hospitals_number_stands_in(client, db):
    HospitalFacts(phone_to_call="0212 345 67 89").save()
    assert client.get(ADDRESS).text.splitlines()[0] == "Contact: tel:+902123456789"


@pytest.mark.parametrize("wrong", ["safe@hospital.example", "http://hospital.example", "mailto:a@b.example x"])
def test_a_contact_that_programs_cannot_use_stops_the_start(wrong):
    assert "SECURITY_CONTACT" in read_settings(**GOOD, SECURITY_CONTACT=wrong)
