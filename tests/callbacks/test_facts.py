import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from callbacks.models import HospitalFacts
from callbacks.signals import facts_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What listeners to facts_changed hear, and whether a transaction is open then."""
    heard = []

    def listen(facts, **_rest):
        heard.append((facts.name, connection.in_atomic_block))

    facts_changed.connect(listen)
    yield heard
    facts_changed.disconnect(listen)


def test_before_anybody_filled_it_in_there_is_an_empty_row_that_is_not_stored(django_assert_num_queries):
    with django_assert_num_queries(1):
        facts = HospitalFacts.objects.current()

    assert (facts.for_readers, facts.for_readers.opening_times) == (("", "", "", ""), [])
    assert HospitalFacts.objects.count() == 0


def test_the_row_is_one_whoever_saves_it():
    HospitalFacts(name="First").save()
    HospitalFacts(name="Second").save()

    assert list(HospitalFacts.objects.values_list("pk", "name")) == [(1, "Second")]
    assert HospitalFacts.objects.current().name == "Second"


def test_the_database_refuses_a_second_row():
    with pytest.raises(IntegrityError), transaction.atomic():
        HospitalFacts.objects.bulk_create([HospitalFacts(id=2)])


@pytest.mark.parametrize(
    ("typed", "shown", "link"),
    [
        ("444 0 123", "444 0 123", "tel:+904440123"),
        ("(0212) 3456789", "0212 345 67 89", "tel:+902123456789"),
        ("+49 30 901820", "+49 30 901820", "tel:+4930901820"),
        ("", "", ""),
    ],
)
def test_the_number_to_call_is_shown_as_people_read_it(typed, shown, link):
    HospitalFacts(phone_to_call=typed).save()

    assert (HospitalFacts.objects.current().phone, HospitalFacts.objects.current().phone_link) == (shown, link)


def test_a_number_that_is_known_no_more_is_shown_as_typed_and_not_linked():
    HospitalFacts().save()
    HospitalFacts.objects.update(phone_to_call="0199 555")

    assert (HospitalFacts.objects.current().phone, HospitalFacts.objects.current().phone_link) == ("0199 555", "")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("phone_to_call", "call us"),
        ("phone_to_call", "0900 123 45 67"),
        ("phone_to_call", "0212 345 67 89 dahili 12"),
        ("opening_hours", "every day"),
        ("closed_days", "29 October"),
        ("closed_days", "2026-10-29\n2026-02-30"),
        ("name", "x" * 201),
    ],
)
def test_what_public_pages_could_not_trust_is_not_saved(column, text):
    with pytest.raises(ValidationError) as error:
        HospitalFacts(**{column: text}).save()

    assert list(error.value.message_dict) == [column]
    assert HospitalFacts.objects.count() == 0


def test_closed_days_are_dates_one_a_line():
    HospitalFacts(closed_days="2026-10-29\n2027-01-01\n").save()

    assert HospitalFacts.objects.current().closed_days == "2026-10-29\n2027-01-01\n"


def test_saving_tells_listeners_inside_the_transaction(heard):
    HospitalFacts(name="Cedar Hospital").save()

    assert heard == [("Cedar Hospital", True)]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_takes_the_change_with_it():
    def refuse(**_change):
        raise RuntimeError("no room for the change log")

    facts_changed.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            HospitalFacts(name="Cedar Hospital").save()
    finally:
        facts_changed.disconnect(refuse)

    assert HospitalFacts.objects.count() == 0


def test_the_row_is_called_by_the_hospitals_name():
    names = [str(HospitalFacts(name="Cedar Hospital")), str(HospitalFacts())]

    assert names == ["Cedar Hospital", "facts of the hospital"]
