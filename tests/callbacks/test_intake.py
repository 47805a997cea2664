import logging
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from callbacks import intake, promise, spool, storing
from callbacks.confirming import stamp
from callbacks.intake import NotConfirmed, NotStored, TooMany
from callbacks.models import CallRequest, Count, Mail, NoticeText
from callbacks.notice import NOTICE_VERSION
from callbacks.rates import parse
from callbacks.references import digest_of
from callbacks.source import Source
from tests.callbacks.refusing import refusing_database

HERE = Source("192.0.2.7")


def accept(answers: dict) -> intake.Accepted:
    return intake.accept(answers, source=HERE)


@pytest.fixture
def log(caplog):
    logging.getLogger("callbacks").addHandler(caplog.handler)
    yield caplog
    logging.getLogger("callbacks").removeHandler(caplog.handler)


@pytest.mark.django_db
def test_a_request_is_stored_as_it_was_answered(cleaned):
    answered = {"share_topic": "on", "may_leave_message": "on", "phone": "0212 345 67 89 dahili 12"}
    accepted = accept(cleaned(**answered))

    columns = ["name", "phone", "extension", "about", "language", "window", "may_leave_message", "may_say_hospital"]
    columns += ["notice_language", "state", "token_digest", "reference", "merged_into"]
    assert accepted.call is not None
    assert CallRequest.objects.values(*columns).get() == {
        "name": "Ayşe Yılmaz",
        "phone": "+902123456789",
        "extension": "12",
        "about": "Muscle spasm",
        "language": "tr",
        "window": "evening",
        "may_leave_message": True,
        "may_say_hospital": False,
        "notice_language": "en",
        "state": "new",
        "token_digest": digest_of(accepted.token),
        "reference": accepted.call.reference,
        "merged_into": None,
    }
    assert (accepted.spooled, spool.path().exists()) == (False, False)


@pytest.mark.django_db
def test_the_words_of_the_notice_are_kept_once(cleaned):
    calls = [accept(cleaned(phone=f"0532 123 45 6{n}")).call for n in range(3)]
    kept = NoticeText.objects.get()
    assert {call.notice_version for call in calls} == {kept.version}
    assert kept.version.startswith(NOTICE_VERSION)
    assert kept.language == "en"


@pytest.mark.django_db
def test_a_mail_is_written_with_the_request_and_holds_nothing_of_the_person(cleaned, settings):
    settings.SITE_URL = "https://www.clinic.example:8443"
    call = accept(cleaned()).call
    assert Mail.objects.values("call", "message_id", "state", "tries", "sent_at", "last_fault").get() == {
        "call": call.pk,
        "message_id": f"<{call.reference}@www.clinic.example>",
        "state": "waiting",
        "tries": 0,
        "sent_at": None,
        "last_fault": "",
    }


@pytest.mark.django_db
def test_where_nobody_is_to_be_told_no_mail_is_written(cleaned, settings):
    settings.CALL_TEAM_EMAIL = []
    assert accept(cleaned()).call.state == "new"
    assert Mail.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_accept_returns_is_committed(cleaned):
    call = accept(cleaned()).call
    seen = []

    def look() -> None:
        seen.extend(CallRequest.objects.values_list("reference", flat=True))
        connection.close()

    other = Thread(target=look)
    other.start()
    other.join()

    assert seen == [call.reference]


@pytest.mark.django_db
def test_who_asks_again_is_merged_into_the_open_request_and_makes_no_second_mail(cleaned):
    first, second, third = (accept(cleaned(name=name)).call for name in ("Ayşe", "Fatma", "Ayşe"))
    assert [call.merged_into for call in (first, second, third)] == [None, first, first]
    assert [(call.name, call.state) for call in (second, third)] == [("Fatma", "new"), ("Ayşe", "new")]
    assert Mail.objects.get().call == first


@pytest.mark.django_db
@pytest.mark.parametrize("over", [{"state": "reached"}, {"state": "closed"}, {"state": "spam"}])
def test_after_a_request_is_over_the_next_one_stands_by_itself(cleaned, over):
    first = accept(cleaned()).call
    closed = {"closed_at": timezone.now()} if over["state"] == "closed" else {}
    CallRequest.objects.filter(pk=first.pk).update(**over, **closed)
    again = accept(cleaned()).call
    assert (again.merged_into, Mail.objects.count()) == (None, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["in_progress", "no_answer"])
def test_a_request_somebody_is_busy_with_is_still_open(cleaned, agent, state):
    first = accept(cleaned()).call
    claim = {"claimed_by": agent, "claimed_at": timezone.now()} if state == "in_progress" else {}
    CallRequest.objects.filter(pk=first.pk).update(state=state, **claim)
    assert accept(cleaned()).call.merged_into == first


@pytest.mark.django_db
@pytest.mark.parametrize("website", ["http://spam.example", "x"])
def test_who_fills_in_the_box_that_nobody_sees_is_kept_aside_not_thrown_away(cleaned, website):
    call = accept(cleaned(website=website)).call

    assert (CallRequest.objects.get(), CallRequest.objects.get().state) == (call, "spam")
    assert (Mail.objects.count(), call.promises.count()) == (0, 0)


@pytest.mark.django_db
def test_spam_is_never_what_a_person_is_merged_into(cleaned):
    accept(cleaned(website="x"))
    person = accept(cleaned()).call
    spam = accept(cleaned(website="x")).call
    assert [person.merged_into, spam.merged_into] == [None, None]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Ayşe Yılmaz", "Dr. Ali Veli", "O'Neill-Şahin", "J.R. Özgür", "李小龙", "Ayşe <3"])
def test_names_of_people_are_no_spam(cleaned, name):
    assert accept(cleaned(name=name)).call.state == "new"


@pytest.mark.django_db
def test_a_reference_that_is_taken_is_drawn_again(cleaned, make_call, monkeypatch):
    make_call(reference="AAA-AAA", phone="+905329999999")
    draws = iter(["AAA-AAA", "AAA-AAA", "CCC-CCC"])
    for module in (intake, storing):
        monkeypatch.setattr(module, "new_reference", lambda: next(draws))

    assert accept(cleaned()).call.reference == "CCC-CCC"
    assert CallRequest.objects.count() == 2


@pytest.mark.django_db
def test_when_no_reference_is_free_the_request_waits_in_the_spool(cleaned, make_call, monkeypatch):
    make_call(reference="AAA-AAA", phone="+905329999999")
    for module in (intake, storing):
        monkeypatch.setattr(module, "new_reference", lambda: "AAA-AAA")

    assert accept(cleaned()).spooled
    assert CallRequest.objects.count() == 1


@pytest.mark.django_db
def test_a_database_that_refuses_is_logged_without_the_row_and_the_request_is_on_disk(cleaned, log):
    with refusing_database():
        accepted = accept(cleaned())

    assert set(log.messages) == {"A call request could not be stored: OperationalError"}
    assert (accepted.spooled, accepted.call, CallRequest.objects.count()) == (True, None, 0)
    assert spool.reference_of(accepted.token)


@pytest.mark.django_db
def test_when_the_spool_refuses_as_well_the_person_is_told(cleaned, log, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.SPOOL_FILE = tmp_path / "file" / "calls"
    with refusing_database(), pytest.raises(NotStored) as error:
        accept(cleaned())

    assert (str(error.value), error.value.__cause__) == ("", None)
    assert log.messages[-1].startswith("A call request could not be spooled either: ")


@pytest.mark.django_db
def test_a_fault_of_ours_in_a_promise_costs_no_request(cleaned, monkeypatch):
    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(promise, "make", fail)
        assert accept(cleaned()).spooled
    assert (CallRequest.objects.count(), Mail.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_goes_to_the_spool(cleaned, monkeypatch):
    def refuse() -> None:
        raise OperationalError("disk full at the last moment")

    answered = cleaned()
    with monkeypatch.context() as disk:
        disk.setattr(connection, "_commit", refuse)
        accepted = accept(answered)

    assert (accepted.spooled, CallRequest.objects.count(), Mail.objects.count()) == (True, 0, 0)


@pytest.mark.django_db
def test_over_the_soft_limit_the_person_is_asked_and_then_believed(cleaned, settings, time_machine):
    time_machine.move_to("2026-11-22 12:20Z")  # limits begin anew at the full hour
    settings.CALL_LIMITS = parse("address_soft=1/h,address_hard=4/h")
    phone = cleaned()["phone"].e164
    accept(cleaned())
    too_young = stamp(phone, timezone.now())
    ripe = stamp(phone, timezone.now() - timedelta(seconds=4))
    for stamped in ("", too_young):
        with pytest.raises(NotConfirmed):
            accept(cleaned(confirm=stamped))
    assert accept(cleaned(confirm=ripe)).call
    with pytest.raises(TooMany):
        accept(cleaned(confirm=ripe))
    assert CallRequest.objects.count() == 2


@pytest.mark.django_db
def test_what_is_not_stored_for_a_fault_of_ours_is_not_counted(cleaned, monkeypatch):
    monkeypatch.setattr(promise, "make", lambda *_args: 1 / 0)
    assert accept(cleaned()).spooled
    assert Count.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_fifty_presses_on_the_button_are_one_open_request_and_one_mail(cleaned):
    answered, began, tokens = cleaned(), Barrier(50), []

    def press() -> None:
        began.wait()
        tokens.append(accept(answered).token)
        connection.close()

    threads = [Thread(target=press) for _press in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    [first] = CallRequest.objects.filter(merged_into=None)
    assert (len(set(tokens)), CallRequest.objects.filter(merged_into=first).count()) == (50, 49)
    assert (Mail.objects.get().call, spool.path().exists()) == (first, False)


def test_what_was_accepted_prints_without_its_token():
    assert "secret" not in repr(intake.Accepted(None, "secret"))
