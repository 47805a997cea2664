from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from callbacks.models import CallRequest, HospitalFacts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIST = "admin:callbacks_callrequest_changelist"
FACTS = "admin:callbacks_hospitalfacts_change"


def desk(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def allowed(agent):
    """The agent, with these rights in this app."""

    def allow(*codenames: str):
        rights = Permission.objects.filter(content_type__app_label="callbacks", codename__in=codenames)
        agent.user_permissions.set(rights)
        return agent

    return allow


@pytest.fixture
def at_the_desk(allowed):
    return desk(allowed("view_callrequest", "change_callrequest"))


def page_of(call: CallRequest) -> str:
    return reverse("admin:callbacks_callrequest_change", args=[call.pk])


def act(client: Client, action: str, *calls: CallRequest):
    chosen = {"action": action, "_selected_action": [call.pk for call in calls]}
    return client.post(reverse(LIST), chosen, follow=True)


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_list_shows_a_masked_number_and_no_name(at_the_desk, make_call):
    make_call(reference="K7M-4QD", may_leave_message=True)
    shown = at_the_desk.get(reverse(LIST)).text

    assert [part for part in ("K7M-4QD", "••• •• 67", "May leave a message") if part not in shown] == []
    assert [part for part in ("Ayşe", "Yılmaz", "532", "123 45") if part in shown] == []


def test_erased_requests_are_listed_without_a_number(at_the_desk, make_call):
    call = make_call(reference="K7M-4QD")
    CallRequest.objects.erase(NOW)

    assert "K7M-4QD" in at_the_desk.get(reverse(LIST)).text
    assert "•••" not in at_the_desk.get(reverse(LIST)).text
    assert at_the_desk.get(page_of(call)).status_code == 200


def test_a_request_shows_what_may_be_said_before_whom_to_call(at_the_desk, make_call):
    call = make_call(may_say_hospital=False, about="Stiff neck", extension="12")
    shown = at_the_desk.get(page_of(call)).text
    order = ["Leave no message", "Do not say who is calling", "Ayşe Yılmaz", "0532 123 45 67", "Stiff neck"]

    assert sorted(order, key=shown.index) == order


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


def test_requests_are_marked_as_handled_once_with_who_and_when(at_the_desk, agent, make_call, time_machine):
    time_machine.move_to(NOW, tick=False)
    first, second, spam = make_call(), make_call(), make_call(state="spam")

    assert messages(act(at_the_desk, "mark_handled", first, second, spam)) == ["2 requests marked as handled."]
    assert messages(act(at_the_desk, "mark_handled", first)) == ["0 requests marked as handled."]
    rows = CallRequest.objects.order_by("pk").values_list("state", "handled_by", "handled_at")
    assert list(rows) == [("handled", agent.pk, NOW), ("handled", agent.pk, NOW), ("spam", None, None)]
    assert set(LogEntry.objects.values_list("object_repr", flat=True)) == {first.reference, second.reference}


def test_a_request_is_made_to_wait_again(at_the_desk, agent, make_call):
    call = make_call(state="handled", handled_by=agent, handled_at=NOW)

    assert messages(act(at_the_desk, "mark_new", call)) == ["1 request waits again."]
    assert list(CallRequest.objects.waiting()) == [call]


def test_who_may_only_look_may_not_mark(allowed, make_call):
    call = make_call()
    act(desk(allowed("view_callrequest")), "mark_handled", call)

    assert CallRequest.objects.get().state == "new"


def test_who_has_no_right_sees_nothing(agent, make_call):
    call = make_call()
    client = desk(agent)
    pages = (reverse(LIST), page_of(call), reverse(FACTS, args=[1]))

    assert {client.get(page).status_code for page in pages} == {403}


def test_a_person_can_be_forgotten_by_a_superuser_only(chief, at_the_desk, allowed, make_call):
    call = make_call()
    delete = reverse("admin:callbacks_callrequest_delete", args=[call.pk])
    allowed("view_callrequest", "change_callrequest", "delete_callrequest")

    assert (at_the_desk.post(delete, {"post": "yes"}).status_code, CallRequest.objects.count()) == (403, 1)
    assert (desk(chief).post(delete, {"post": "yes"}).status_code, CallRequest.objects.count()) == (302, 0)


def test_nobody_adds_a_request_at_the_desk(chief):
    assert desk(chief).get(reverse("admin:callbacks_callrequest_add")).status_code == 403


def test_the_list_is_searched_by_reference(at_the_desk, make_call):
    make_call(reference="K7M-4QD")
    make_call(reference="CCC-CCC")
    found = at_the_desk.get(reverse(LIST), {"q": "k7m"}).context["cl"].result_list

    assert [call.reference for call in found] == ["K7M-4QD"]


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


def test_the_history_of_a_handled_request_can_be_read(at_the_desk, make_call):
    call = make_call()
    act(at_the_desk, "mark_handled", call)
    response = at_the_desk.get(reverse("admin:callbacks_callrequest_history", args=[call.pk]))
    assert response.status_code == 200
    assert [entry.get_change_message() for entry in response.context["action_list"]] == ["Changed handled."]
