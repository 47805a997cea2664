import logging
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import OperationalError, connection

from callbacks import intake
from callbacks.forms import CallForm
from callbacks.intake import NotStored, accept
from callbacks.models import CallRequest
from callbacks.notice import NOTICE_VERSION
from callbacks.references import digest_of


@pytest.fixture
def cleaned(answers):
    """Answers as a valid form cleans them."""

    def clean(**changes: str) -> dict:
        form = CallForm({**answers, **changes})
        assert form.is_valid()
        return form.cleaned_data

    return clean


@contextmanager
def refusing_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError(f"disk full: {params}")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.django_db
def test_a_request_is_stored_as_it_was_answered(cleaned):
    answered = {"share_topic": "on", "may_leave_message": "on", "phone": "0212 345 67 89 dahili 12"}
    call, token = accept(cleaned(**answered))

    columns = ["name", "phone", "extension", "about", "language", "window", "may_leave_message", "may_say_hospital"]
    columns += ["notice_version", "notice_language", "state", "token_digest", "reference"]
    assert CallRequest.objects.values(*columns).get() == {
        "name": "Ayşe Yılmaz",
        "phone": "+902123456789",
        "extension": "12",
        "about": "Muscle spasm",
        "language": "tr",
        "window": "evening",
        "may_leave_message": True,
        "may_say_hospital": False,
        "notice_version": NOTICE_VERSION,
        "notice_language": "en",
        "state": "new",
        "token_digest": digest_of(token),
        "reference": call.reference,
    }


@pytest.mark.django_db(transaction=True)
def test_what_accept_returns_is_committed(cleaned):
    call, _token = accept(cleaned())
    seen = []

    def look() -> None:
        seen.extend(CallRequest.objects.values_list("reference", flat=True))
        connection.close()

    other = Thread(target=look)
    other.start()
    other.join()

    assert seen == [call.reference]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"website": "http://spam.example"},
        {"website": "x"},
        {"name": "Win at http://spam.example"},
        {"name": "www.spam.example"},
        {"name": "visit SPAM.COM now"},
        {"name": "<a href=x>"},
        {"name": "[url=x]"},
    ],
)
def test_what_looks_like_spam_is_kept_aside_not_thrown_away(cleaned, changes):
    call, _token = accept(cleaned(**changes))

    assert (CallRequest.objects.get(), CallRequest.objects.get().state) == (call, "spam")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Ayşe Yılmaz", "Dr. Ali Veli", "O'Neill-Şahin", "J.R. Özgür", "Ali.Rıza", "李小龙"])
def test_names_of_people_are_no_spam(cleaned, name):
    assert accept(cleaned(name=name))[0].state == "new"


@pytest.mark.django_db
def test_a_reference_that_is_taken_is_drawn_again(cleaned, make_call, monkeypatch):
    make_call(reference="AAA-AAA")
    draws = iter(["AAA-AAA", "AAA-AAA", "CCC-CCC"])
    monkeypatch.setattr(intake, "new_reference", lambda: next(draws))

    assert accept(cleaned())[0].reference == "CCC-CCC"
    assert CallRequest.objects.count() == 2


@pytest.mark.django_db
def test_when_no_reference_is_free_the_person_is_told(cleaned, make_call, monkeypatch):
    make_call(reference="AAA-AAA")
    monkeypatch.setattr(intake, "new_reference", lambda: "AAA-AAA")

    with pytest.raises(NotStored):
        accept(cleaned())
    assert CallRequest.objects.count() == 1


@pytest.mark.django_db
def test_a_database_that_refuses_is_told_and_logged_without_the_row(cleaned, caplog):
    logging.getLogger("callbacks").addHandler(caplog.handler)
    try:
        with refusing_database(), pytest.raises(NotStored) as error:
            accept(cleaned())
    finally:
        logging.getLogger("callbacks").removeHandler(caplog.handler)

    assert set(caplog.messages) == {"A call request could not be stored: OperationalError"}
    assert (str(error.value), error.value.__cause__) == ("", None)
    assert CallRequest.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_is_no_confirmation(cleaned, monkeypatch):
    def refuse() -> None:
        raise OperationalError("disk full at the last moment")

    answered = cleaned()
    with monkeypatch.context() as disk:
        disk.setattr(connection, "_commit", refuse)
        with pytest.raises(NotStored):
            accept(answered)

    assert CallRequest.objects.count() == 0
