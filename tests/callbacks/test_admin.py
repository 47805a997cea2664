from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from auditlog.models import LogEntry as Opened
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse

from callbacks import desk as steps
from callbacks import notice, promise
from callbacks.context import forget_facts
from callbacks.fields import WrongKey
from callbacks.models import CallAttempt, CallRequest, HospitalFacts, Promise
from tests.callbacks.staff import LIST, desk, joins, messages, page_of, take_step
from tests.reading import Page

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def open_hours(db):
    HospitalFacts(name="Cedar Hospital", opening_hours="Mo-Fr 09:00-18:00").save()
    forget_facts()


@pytest.fixture
def at_the_desk(agent):
    return desk(joins(agent, "call team"))


def listed(client, **query) -> list[str]:
    return [call.reference for call in client.get(reverse(LIST), query).context["cl"].result_list]


def state_of(call: CallRequest) -> str:
    return CallRequest.objects.values_list("state", flat=True).get(pk=call.pk)


def test_the_list_shows_a_masked_number_and_no_name(at_the_desk, make_call):
    make_call(reference="K7M-4QD", may_leave_message=True)
    shown = at_the_desk.get(reverse(LIST)).text

    assert [part for part in ("K7M-4QD", "••• •• 67", "✓ message", "✕ who calls") if part not in shown] == []
    assert [part for part in ("Ayşe", "Yılmaz", "532", "123 45") if part in shown] == []


def test_the_list_is_in_the_order_of_promises_with_their_age_in_words_and_a_kind(at_the_desk, make_call):
    for reference, due, missed in (("CCC-CCC", 7, 0), ("DDD-DDD", 1, 0), ("FFF-FFF", 5, 1), ("GGG-GGG", -2, 0)):
        call = make_call(reference=reference, phone=f"+90532123{CallRequest.objects.count():04}")
        if missed:
            Promise.objects.create(call=call, due_at=NOW - timedelta(hours=3), missed_at=NOW)
        Promise.objects.create(call=call, due_at=NOW + timedelta(hours=due))
    shown = at_the_desk.get(reverse(LIST))

    assert [call.reference for call in shown.context["cl"].result_list] == ["FFF-FFF", "GGG-GGG", "DDD-DDD", "CCC-CCC"]
    ages = [
        '<span class="state late">missed, now in 5\xa0hours</span> 15:00',
        '<span class="state late">2\xa0hours late</span> 08:00',
        '<span class="state soon">in 1\xa0hour</span> 11:00',
        '<span class="state calm">in 7\xa0hours</span> 17:00',
    ]
    assert sorted(ages, key=shown.text.index) == ages


def test_the_list_is_what_is_to_be_called_until_something_else_is_asked_for(at_the_desk, make_call, agent):
    new = make_call(reference="CCC-CCC")
    make_call(reference="DDD-DDD", merged_into=new)
    make_call(reference="FFF-FFF", state="spam")
    make_call(reference="GGG-GGG", state="closed", closed_by=agent, closed_at=NOW)

    assert listed(at_the_desk) == ["CCC-CCC"]
    assert listed(at_the_desk, which="merged") == ["DDD-DDD"]
    assert listed(at_the_desk, which="spam") == ["FFF-FFF"]
    assert len(listed(at_the_desk, which="all")) == 4
    assert listed(at_the_desk, q="ggg") == ["GGG-GGG"]


def test_the_list_says_how_the_desk_stands(at_the_desk, make_call, agent):
    late = make_call(phone="+905320000001")
    Promise.objects.create(call=late, due_at=NOW - timedelta(hours=3), missed_at=NOW)
    Promise.objects.create(call=late, due_at=NOW + timedelta(hours=3))
    make_call(phone="+905320000002", state="in_progress", claimed_by=agent, claimed_at=NOW)
    make_call(phone="+905320000003", received_at=NOW - timedelta(days=1))
    make_call(phone="+905320000004", state="spam")

    assert at_the_desk.get(reverse(LIST)).context["now"] == {"to_call": 3, "being_called": 1, "late": 1, "today": 2}


def test_the_list_takes_the_same_few_queries_however_long_it_is(at_the_desk, make_call, django_assert_max_num_queries):
    for number in range(30):
        make_call(phone=f"+9053212300{number:02}")
    with django_assert_max_num_queries(14):
        at_the_desk.get(reverse(LIST))


def test_the_list_says_that_nobody_is_told_by_mail(at_the_desk, make_call, settings):
    settings.CALL_TEAM_EMAIL = ""
    assert "CALL_TEAM_EMAIL is not set" in at_the_desk.get(reverse(LIST)).text
    settings.CALL_TEAM_EMAIL = "team@example.org"
    assert "CALL_TEAM_EMAIL" not in at_the_desk.get(reverse(LIST)).text


def test_erased_requests_are_listed_without_a_number(at_the_desk, make_call):
    call = make_call(reference="K7M-4QD")
    CallRequest.objects.erase(NOW)

    assert listed(at_the_desk, which="all") == ["K7M-4QD"]
    assert "•••" not in at_the_desk.get(reverse(LIST), {"which": "all"}).text
    assert "Only what is needed for counting is left." in at_the_desk.get(page_of(call)).text


def test_a_request_shows_what_may_be_said_before_whom_to_call(at_the_desk, make_call):
    call = make_call(may_say_hospital=False, about="Stiff neck", extension="12")
    shown = at_the_desk.get(page_of(call)).text
    shown = shown[shown.index("Before you call") :]
    order = ["Türkçe", "Any time", "Leave no message", "Do not say who is calling", "Ayşe Yılmaz", "0532 123 45 67"]

    assert sorted(order, key=shown.index) == order
    assert [
        part for part in ("extension 12", "Stiff neck", 'href="tel:+905321234567;ext=12"') if part not in shown
    ] == []


def test_of_two_answers_of_one_person_the_safe_one_holds(at_the_desk, make_call):
    call = make_call(may_leave_message=True, may_say_hospital=True)
    make_call(merged_into=call, may_leave_message=True)
    shown = at_the_desk.get(page_of(call)).text

    assert [words in shown for words in ("May leave a message", "Do not say who is calling", "Asked again on")] == [
        True
    ] * 3


def test_what_a_person_entrusted_to_us_is_edited_by_nobody(chief, make_call):
    call = make_call()
    response = desk(chief).post(page_of(call), {"name": "Somebody else", "phone": "1", "window": "any"})

    assert response.status_code == 403
    assert 'name="name"' not in desk(chief).get(page_of(call)).text
    assert CallRequest.objects.get().name == "Ayşe Yılmaz"


def test_markup_in_a_name_is_shown_as_text(at_the_desk, make_call):
    call = make_call(name="<script>alert(1)</script>", about="<img src=x>")
    shown = at_the_desk.get(page_of(call)).text

    assert "&lt;script&gt;alert(1)" in shown
    assert [part for part in ("<script>alert", "<img src=x") if part in shown] == []


def test_a_wrong_key_fails_loudly(at_the_desk, make_call, settings):
    call = make_call()
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]
    for address in (reverse(LIST), page_of(call)):
        with pytest.raises(WrongKey):
            at_the_desk.get(address)


def test_who_opens_a_request_is_recorded_with_nothing_of_the_person(at_the_desk, agent, make_call):
    call = make_call(reference="K7M-4QD", about="Stiff neck")
    at_the_desk.get(reverse(LIST))
    assert Opened.objects.count() == 0
    at_the_desk.get(page_of(call), headers={"x-forwarded-for": "6.6.6.6", "x-correlation-id": "Ayşe"})
    entry = Opened.objects.get()

    assert (entry.actor, entry.action, entry.object_repr) == (agent, Opened.Action.ACCESS, "K7M-4QD")
    assert (entry.object_id, entry.timestamp, entry.changes) == (call.pk, NOW, None)
    whole = str(Opened.objects.values().get())
    assert [part for part in ("Ayşe", "532", "Stiff", "6.6.6.6", call.phone_index) if part in whole] == []


def test_making_and_changing_a_request_writes_nothing_into_the_audit(make_call, agent):
    call = make_call()
    call.name = "Somebody else"
    call.save()
    steps.claim(call, agent, NOW)
    call.delete()

    assert Opened.objects.count() == 0


def test_a_request_is_taken_on_called_and_closed(at_the_desk, agent, make_call, open_hours):
    call = make_call()
    promise.make(call, NOW)
    assert messages(take_step(at_the_desk, call, "claim")) == ["The request is yours for half an hour."]
    page = take_step(at_the_desk, call, "record", outcome="busy", pause="30")
    assert (messages(page), state_of(call)) == (["The call is written down."], "no_answer")
    take_step(at_the_desk, call, "claim")
    take_step(at_the_desk, call, "record", outcome="reached", pause="120")
    assert messages(take_step(at_the_desk, call, "close")) == ["The request is closed."]

    assert (state_of(call), CallAttempt.objects.count()) == ("closed", 2)
    taken = [entry.change_message for entry in LogEntry.objects.order_by("pk")]
    assert [name for message in taken for name in ("claim", "record", "close") if f'"{name}"' in message] == [
        "claim",
        "record",
        "claim",
        "record",
        "close",
    ]
    assert {entry.object_repr for entry in LogEntry.objects.all()} == {call.reference}


def test_who_comes_second_is_told_so(at_the_desk, chief, make_call):
    call = make_call()
    steps.claim(call, chief, NOW)

    assert messages(take_step(at_the_desk, call, "claim"))[0].startswith("Too late: ")
    assert messages(take_step(at_the_desk, call, "record", outcome="reached"))[0].startswith("Too late: ")
    assert LogEntry.objects.count() == 0
    assert "With chief until 10:30" in " ".join(Page(at_the_desk.get(page_of(call)).text).words().split())


@pytest.mark.parametrize("sent", [{}, {"outcome": ""}, {"outcome": "dead"}, {"outcome": "reached", "pause": "1"}])
def test_an_outcome_that_does_not_exist_is_not_written_down(at_the_desk, make_call, sent):
    call = make_call()
    take_step(at_the_desk, call, "claim")
    take_step(at_the_desk, call, "record", **sent)

    assert (state_of(call), CallAttempt.objects.count()) == ("in_progress", 0)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("new", {"claim", "close", "spam"}),
        ("no_answer", {"claim", "close", "spam"}),
        ("reached", {"close", "new"}),
        ("spam", {"new"}),
        ("closed", {"new"}),
    ],
)
def test_only_steps_that_are_possible_are_offered(at_the_desk, make_call, agent, state, offered):
    closed = {"closed_by": agent, "closed_at": NOW} if state == "closed" else {}
    call = make_call(state=state, **closed)

    assert at_the_desk.get(page_of(call)).context["steps"] == offered


def test_a_request_in_somebodys_hands_offers_its_steps_to_that_person_only(at_the_desk, chief, make_call, time_machine):
    call = make_call()
    take_step(at_the_desk, call, "claim")

    assert at_the_desk.get(page_of(call)).context["steps"] == {"record", "release", "close", "spam"}
    assert desk(chief).get(page_of(call)).context["steps"] == frozenset()
    time_machine.move_to(NOW + timedelta(minutes=30), tick=False)
    assert desk(chief).get(page_of(call)).context["steps"] == {"claim"}


def test_merged_and_erased_requests_offer_no_step(at_the_desk, make_call):
    main = make_call()
    merged, erased = make_call(merged_into=main), make_call(phone="+905320000001")
    CallRequest.objects.filter(pk=erased.pk).erase(NOW)

    assert [at_the_desk.get(page_of(call)).context["steps"] for call in (merged, erased)] == [frozenset()] * 2
    assert main.reference in at_the_desk.get(page_of(merged)).text


def test_who_may_only_look_may_take_no_step(agent, make_call):
    from django.contrib.auth.models import Permission

    agent.user_permissions.add(Permission.objects.get(codename="view_callrequest"))
    call, client = make_call(), desk(agent)

    assert client.get(page_of(call)).context["steps"] == frozenset()
    assert take_step(client, call, "claim").status_code == 403
    assert state_of(call) == "new"


@pytest.mark.parametrize("step", ["", "erase", "reached"])
def test_an_unknown_step_is_refused(at_the_desk, make_call, step):
    assert take_step(at_the_desk, make_call(), step).status_code == 403


def test_a_step_is_posted_and_carries_djangos_token(agent, make_call):
    from django.test import Client

    call, client = make_call(), Client(enforce_csrf_checks=True)
    client.force_login(joins(agent, "call team"), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:callbacks_callrequest_step", args=[call.pk])

    assert client.get(address).status_code == 405
    assert client.post(address, {"step": "claim"}).status_code == 403
    token = client.get(page_of(call)).context["csrf_token"]
    assert client.post(address, {"step": "claim", "csrfmiddlewaretoken": str(token)}).status_code == 302


def test_who_has_no_right_sees_nothing(agent, make_call):
    call, client = make_call(), desk(agent)
    names = ["callbacks_callrequest_changelist", "callbacks_counts", "callbacks_erase_number"]
    pages = [page_of(call), *(reverse(f"admin:{name}") for name in names)]

    assert {client.get(page).status_code for page in pages} == {403}
    assert Opened.objects.count() == 0


def test_rows_are_kept_for_counting_and_deleted_by_nobody(chief, make_call):
    delete = reverse("admin:callbacks_callrequest_delete", args=[make_call().pk])

    assert desk(chief).post(delete, {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk(chief).get(reverse(LIST)).text
    assert desk(chief).get(reverse("admin:callbacks_callrequest_add")).status_code == 403


@pytest.mark.parametrize("wrong", ["0", "999999", "x", "1/2", "٣"])
def test_a_request_that_does_not_exist_is_not_found(at_the_desk, wrong):
    assert at_the_desk.get(f"/admin/callbacks/callrequest/{wrong}/change/").status_code == 404


def rights(group: str) -> set[str]:
    return {f"{one.content_type.app_label}.{one.codename}" for one in Group.objects.get(name=group).permissions.all()}


@pytest.mark.django_db
def test_the_groups_have_exactly_their_rights_and_get_them_back():
    from django.core.management import call_command

    team = {"callbacks.view_callrequest", "callbacks.change_callrequest"}
    more = {"export_callrequest", "erase_callrequest", "view_promise", "view_mail", "change_mail"}
    facts = {"callbacks.view_hospitalfacts", "callbacks.change_hospitalfacts", "auditlog.view_logentry"}
    expected = {"call team": team, "call supervisors": team | facts | {f"callbacks.{name}" for name in more}}
    assert {name: rights(name) for name in expected} == expected

    Group.objects.get(name="call team").permissions.clear()
    Group.objects.get(name="call supervisors").delete()
    call_command("migrate", verbosity=0)
    assert {name: rights(name) for name in expected} == expected


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_notice_somebody_was_shown_can_be_read_from_a_desk_in_the_other_language(at_the_desk, make_call, language):
    call = make_call(notice_version=notice.keep(notice.NOTICE_VERSION, language), notice_language=language)
    other = "tr" if language == "en" else "en"
    shown = at_the_desk.get(page_of(call), headers={"accept-language": other}).text
    [link] = [given["href"] for tag, given in Page(shown).tags if tag == "a" and call.notice_version in given["href"]]

    assert link.startswith(f"/{language}/")
    assert at_the_desk.get(link).status_code == 200
