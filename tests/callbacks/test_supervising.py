"""What only a supervisor sees: the counts with their drawing, and the export."""

import csv
import re
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from auditlog.models import LogEntry as Opened
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from callbacks.admin import exporting
from callbacks.figures import FLOOR, HEIGHT, Day, by_day, columns
from callbacks.models import Promise
from tests.callbacks.staff import act, desk, joins, messages
from tests.callbacks.test_spreadsheet import STARTS
from tests.reading import Page

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Istanbul"))
COUNTS = "admin:callbacks_counts"


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def supervisor(agent):
    return desk(joins(agent, "call supervisors"))


@pytest.fixture
def promises(make_call):
    """On Saturday 2 kept and 1 missed, on Monday 1 to come; of merged requests and spam, which do not count, many."""
    main = make_call()
    saturday = NOW - timedelta(days=2)
    for _ in range(2):
        Promise.objects.create(call=main, due_at=saturday, kept_at=saturday)
    Promise.objects.create(call=main, due_at=saturday, missed_at=saturday)
    Promise.objects.create(call=main, due_at=NOW)
    Promise.objects.create(call=main, due_at=NOW - timedelta(days=40), kept_at=NOW)
    Promise.objects.create(call=make_call(merged_into=main), due_at=saturday, kept_at=saturday)
    Promise.objects.create(call=make_call(state="spam"), due_at=saturday)


def test_calls_are_counted_by_the_day_they_were_promised_for(promises, django_assert_num_queries):
    with django_assert_num_queries(1):
        days = by_day(date(2026, 11, 24), days=4)

    assert days == [
        Day(date(2026, 11, 21), promised=3, kept=2, missed=1),
        Day(date(2026, 11, 22)),
        Day(date(2026, 11, 23), promised=1),
        Day(date(2026, 11, 24)),
    ]


def test_a_day_ends_at_midnight_of_istanbul(make_call):
    midnight = datetime(2026, 11, 23, 0, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
    Promise.objects.create(call=make_call(), due_at=midnight - timedelta(minutes=1), kept_at=NOW)
    Promise.objects.create(call=make_call(phone="+905559998877"), due_at=midnight, kept_at=NOW)

    assert [day.kept for day in by_day(date(2026, 11, 23), days=2)] == [1, 1]


def test_bars_stand_on_the_floor_and_are_as_high_as_their_figures():
    drawn = columns([Day(date(2026, 11, 21), 4, 2, 1), Day(date(2026, 11, 22))])

    assert [(bar.kind, bar.number, bar.height) for bar in drawn[0].bars] == [
        ("promised", 4, HEIGHT),
        ("kept", 2, HEIGHT // 2),
        ("missed", 1, HEIGHT // 4),
    ]
    assert [bar.height for bar in drawn[1].bars] == [0, 0, 0]
    assert {bar.y + bar.height for column in drawn for bar in column.bars} == {FLOOR}
    places = [bar.x for column in drawn for bar in column.bars]
    assert places == sorted(set(places))


def test_the_page_draws_and_says_the_same_figures(supervisor, promises):
    response = supervisor.get(reverse(COUNTS))
    drawing = re.search(r'<svg viewBox="0 0 \d+ 204".*?</svg>', response.text, re.S)[0]
    written = [" ".join(Page(row).words().split()) for row in re.findall(r"<tr>.*?</tr>", response.text, re.S)]

    assert (len(response.context["days"]), len(written)) == (14, 15)
    assert [row for row in written if "21 November" in row or "23 November" in row] == [
        "Saturday 21 November 2026 3 2 1",
        "Monday 23 November 2026 1 0 0",
    ]
    assert re.findall(r'<rect class="(\w+)"[^>]*height="160"', drawing) == ["promised"]
    assert drawing.count("<rect") == 14 * 3
    assert [mark for mark in ("style=", "<style", "<script", "onload") if mark in drawing] == []


def test_the_call_team_sees_no_counts(agent, promises):
    assert desk(joins(agent, "call team")).get(reverse(COUNTS)).status_code == 403


def rows(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_chosen_requests_are_exported_and_the_log_says_so(supervisor, agent, make_call, caplog):
    caplog.set_level("INFO", "callbacks.export")
    call = make_call(reference="K7M-4QD", extension="12", received_at=NOW, may_leave_message=True)
    Promise.objects.create(call=call, due_at=NOW + timedelta(hours=2))
    make_call(phone="+905559998877", reference="CCC-CCC")
    response = act(supervisor, "export", call)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="calls-2026-11-23.csv"'
    assert "no-store" in response["Cache-Control"]
    head, *found = rows(response)
    when = ["2026-11-23 10:00", "2026-11-23 12:00"]
    person = ["Ayşe Yılmaz", "0532 123 45 67", "12"]
    assert found == [["K7M-4QD", *when, "waiting", *person, "Türkçe", "Any time", "Yes", "No"]]
    assert len(head) == len(found[0])
    assert [(entry.actor, entry.object_repr) for entry in Opened.objects.all()] == [(agent, "K7M-4QD")]
    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["K7M-4QD"]
    assert caplog.messages == [f"1 call requests were exported by user {agent.pk}"]


@pytest.mark.parametrize("start", STARTS, ids=ascii)
def test_no_cell_of_the_export_is_a_formula(supervisor, make_call, start):
    call = make_call(name=start, phone="+4915123456789")
    cells = rows(act(supervisor, "export", call))[1]

    assert cells[4] == f"'{start}"
    assert cells[5] == "'+49 1512 3456789"
    assert [cell for cell in cells if cell.strip()[:1] in tuple("=+-@＝＋－＠")] == []


def test_more_requests_than_allowed_are_refused(supervisor, make_call, monkeypatch):
    monkeypatch.setattr(exporting, "MOST", 2)
    calls = [make_call(phone=f"+9053212345{number:02}") for number in range(3)]

    assert messages(act(supervisor, "export", *calls)) == ["At most 2 requests can be exported at once. Choose fewer."]
    assert Opened.objects.count() == 0
    assert len(rows(act(supervisor, "export", *calls[:2]))) == 3
    monkeypatch.undo()
    assert exporting.MOST == 1000


def test_the_call_team_cannot_export(agent, make_call):
    client = desk(joins(agent, "call team"))
    response = act(client, "export", make_call())

    assert (Opened.objects.count(), "csv" in response["Content-Type"]) == (0, False)
    assert "Export as CSV" not in client.get(reverse("admin:callbacks_callrequest_changelist")).text
