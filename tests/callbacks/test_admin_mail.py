import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from callbacks.models import Mail, MailState
from callbacks.outbox import deliver_due, write
from tests.reading import Page

pytestmark = pytest.mark.django_db
LIST = "admin:callbacks_mail_changelist"


@pytest.fixture
def mails(make_call):
    """One mail in each state, by state."""
    made = {}
    for number, state in enumerate(MailState.values):
        mail = write(make_call(phone=f"+90532123456{number}", reference=f"AAA-AA{number + 3}"))
        sent = {"sent_at": mail.written_at} if state == "sent" else {}
        Mail.objects.filter(pk=mail.pk).update(state=state, tries=55, last_fault="SMTPDataError 451", **sent)
        made[state] = mail
    return made


@pytest.fixture
def staff(chief):
    client = Client()
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_what_was_given_up_stands_out(staff, mails):
    page = Page(staff.get(reverse(LIST)).content.decode())
    assert [given["class"] for tag, given in page.tags if tag == "strong" and "class" in given] == ["given-up"]
    assert [mails[state].call.reference in page.words() for state in MailState.values] == [True, True, True]


def test_send_again_begins_what_was_given_up_anew_and_says_so(staff, mails, chief):
    chosen = {"action": "send_again", "_selected_action": [mail.pk for mail in mails.values()]}
    response = staff.post(reverse(LIST), chosen, follow=True)
    assert "1 mail is sent again." in said(response)
    assert dict(Mail.objects.values_list("pk", "state")) == {
        mails["waiting"].pk: "waiting",
        mails["sent"].pk: "sent",
        mails["dead"].pk: "waiting",
    }
    assert Mail.objects.get(pk=mails["dead"].pk).tries == 0
    assert LogEntry.objects.values_list("object_repr", "user").get() == (mails["dead"].message_id, chief.pk)


def test_send_again_sends_only_what_was_chosen(staff, mails, make_mail):
    other = make_mail(state=MailState.DEAD)
    staff.post(reverse(LIST), {"action": "send_again", "_selected_action": [mails["dead"].pk]})
    assert Mail.objects.get(pk=mails["dead"].pk).state == "waiting"
    assert Mail.objects.get(pk=other.pk).state == "dead"


def test_send_again_needs_the_right_to_change(mails, agent):
    agent.user_permissions.add(Permission.objects.get(codename="view_mail"))
    client = Client()
    client.force_login(agent, backend="django.contrib.auth.backends.ModelBackend")
    chosen = {"action": "send_again", "_selected_action": [mails["dead"].pk]}
    client.post(reverse(LIST), chosen)
    assert Mail.objects.get(pk=mails["dead"].pk).state == "dead"


def test_a_mail_is_looked_at_and_neither_written_nor_removed(staff, mails):
    mail = mails["dead"].pk
    shown = staff.get(reverse("admin:callbacks_mail_change", args=[mail]))
    assert (shown.status_code, shown.context["has_change_permission"]) == (200, False)
    assert staff.get(reverse("admin:callbacks_mail_add")).status_code == 403
    assert staff.post(reverse("admin:callbacks_mail_delete", args=[mail]), {"post": "yes"}).status_code == 403


def test_the_list_reads_nothing_personal_and_takes_few_queries(staff, mails, settings, django_assert_max_num_queries):
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]  # with it, reading would be an error
    with django_assert_max_num_queries(8):
        assert staff.get(reverse(LIST)).status_code == 200


def test_a_mail_goes_out_without_reading_anything_personal(mails, mailoutbox, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]
    assert deliver_due(timezone.now(), worker="worker") == 1
    assert mails["waiting"].call.reference in mailoutbox[0].subject


@pytest.mark.parametrize(
    ("team", "backend", "words"),
    [
        ([], "smtp", ["Nobody is told of new requests by mail: CALL_TEAM_EMAIL is not set."]),
        (["a@b.example"], "console", ["Mails are only written to the worker's log: EMAIL_URL is not set."]),
        (["a@b.example"], "smtp", []),
    ],
)
def test_the_desk_is_told_when_no_mail_reaches_anybody(staff, settings, team, backend, words):
    settings.CALL_TEAM_EMAIL = team
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert said(staff.get(reverse(LIST))) == words
