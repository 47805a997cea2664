"""The page that belongs to one person, opened by its address alone."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from callbacks import desk, promise, spool
from callbacks.context import forget_facts
from callbacks.erasure import withdraw
from callbacks.models import CallRequest, HospitalFacts, Mail, Promise
from tests.callbacks.refusing import refusing_database
from tests.reading import Page

ISTANBUL = ZoneInfo("Europe/Istanbul")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ISTANBUL)


@pytest.fixture(autouse=True)
def monday(time_machine, db):
    time_machine.move_to(MONDAY, tick=False)
    HospitalFacts(name="Cedar Hospital", phone_to_call="444 0 123", opening_hours="Mo-Fr 09:00-18:00").save()
    forget_facts()


@pytest.fixture
def mine(make_call):
    """A request of Monday 09:00, promised by 12:00, whose address holds "mine"."""
    call = make_call(token="mine", reference="K7M-4QD", received_at=MONDAY)
    promise.make(call, MONDAY)
    return call


def page(token: str = "mine") -> str:
    return reverse("callbacks:received", args=[token])


def words(response) -> str:
    return " ".join(Page(response.text).words().split())


def test_the_confirmation_says_by_when_we_call_and_nothing_personal(visitor, mine):
    response = visitor.get(page())

    assert response.status_code == 200
    assert "by Monday 23 November 2026, 12:00" in words(response)
    assert "K7M-4QD" in words(response)
    assert [text for text in (mine.name, "Ayşe", "123 45 67", "1234567") if text in response.text] == []


def test_the_page_is_kept_by_nobody_found_by_no_search_and_passes_its_address_on_to_nobody(visitor, mine):
    for response in (visitor.get(page()), visitor.post(page(), {"step": "erase"}), visitor.get(page("wrong"))):
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in response.text
        assert not response.cookies


def test_links_on_the_page_lead_nowhere_outside(visitor, mine):
    links = [link["href"] for link in Page(visitor.get(page()).text).links if "href" in link]

    assert [link for link in links if not link.startswith(("/", "#", "tel:", "data:image"))] == []


def test_the_page_reads_nothing_personal(visitor, mine, settings):
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]  # with it, reading would be an error

    assert visitor.get(page()).status_code == 200


def test_the_page_takes_few_queries(visitor, mine, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # the facts, the request, its promises, its tries
        visitor.get(page())


@pytest.mark.parametrize(
    ("outcome", "title", "told"),
    [
        (None, "We are calling you.", "Somebody at our desk has your request in hand."),
        ("no_answer", "We have not reached you yet.", "did not reach you. We try again by Monday 23 November"),
        ("reached", "We have spoken to you.", "If something was left open"),
        ("wrong_number", "Your request is closed.", "We do not call about it any more."),
    ],
)
def test_the_state_is_told_in_words(visitor, mine, agent, outcome, title, told):
    desk.claim(mine, agent, MONDAY)
    if outcome:
        desk.record(mine, agent, outcome, MONDAY)
    shown = words(visitor.get(page()))

    assert title in shown
    assert told in shown


def test_a_missed_promise_is_told_in_the_open_with_the_new_one(visitor, mine):
    promise.missed(MONDAY + timedelta(hours=4))
    shown = words(visitor.get(page()))

    assert "We promised to call by Monday 23 November 2026, 12:00 and did not. We are sorry." in shown
    assert "by Monday 23 November 2026, 17:00" in shown


def test_what_was_taken_for_spam_looks_like_any_other(visitor, make_call):
    pages = []
    for state in ("new", "spam"):
        call = make_call(token="mine", state=state, reference="CCC-CCC", received_at=MONDAY)
        promise.make(call, MONDAY)
        pages.append(visitor.get(page()).text)
        call.delete()

    assert pages[0] == pages[1]


def test_another_time_is_chosen_and_promised(visitor, mine):
    response = visitor.post(page(), {"step": "window", "window": "evening"})

    assert (response.status_code, response.url) == (303, page() + "?changed")
    shown = words(visitor.get(response.url))
    assert "The time is changed." in shown
    assert "by Monday 23 November 2026, 18:00" in shown
    assert CallRequest.objects.get().window == "evening"


@pytest.mark.parametrize("window", ["", "midnight", "x" * 5000])
def test_a_time_that_does_not_exist_changes_nothing(visitor, mine, window):
    response = visitor.post(page(), {"step": "window", "window": window})

    assert (response.status_code, response.url) == (303, page())
    assert CallRequest.objects.get().window == "any"


def test_a_closed_request_takes_no_other_time(visitor, mine, chief):
    desk.move(mine, "closed", chief, MONDAY)
    response = visitor.post(page(), {"step": "window", "window": "evening"})

    assert response.url == page()
    assert 'name="window"' not in visitor.get(page()).text


def test_who_chose_a_time_at_which_we_are_closed_is_told_so(visitor, make_call):
    HospitalFacts(opening_hours="Mo-Fr 09:00-17:00").save()
    promise.make(make_call(token="late", window="evening"), MONDAY)
    shown = words(visitor.get(page("late")))

    assert "We make no calls at the time of day you chose." in shown
    assert "by Monday 23 November 2026, 12:00" in shown


def test_erasing_asks_once_more_and_then_erases_at_once(visitor, mine):
    Mail.objects.create(call=mine, message_id="<1@test>")
    asked = visitor.post(page(), {"step": "erase"})
    assert (asked.status_code, CallRequest.objects.readable().count()) == (200, 1)
    assert "Erase your request?" in words(asked)

    erased = visitor.post(page(), {"step": "erase", "sure": "yes"})
    assert (erased.status_code, "Your request is erased." in words(erased)) == (200, True)
    call = CallRequest.objects.get()
    assert (call.name, call.phone, call.phone_index, call.state, call.closed_by) == ("", "", "", "closed", None)
    assert (Mail.objects.count(), Promise.objects.count()) == (0, 0)
    assert visitor.get(page()).status_code == 404
    assert visitor.post(page(), {"step": "erase", "sure": "yes"}).status_code == 404


def test_what_is_erased_while_it_is_being_called_is_taken_out_of_the_callers_hands(visitor, mine, agent):
    desk.claim(mine, agent, MONDAY)
    visitor.post(page(), {"step": "erase", "sure": "yes"})

    assert desk.record(mine, agent, "reached", MONDAY) is None
    assert CallRequest.objects.get().state == "closed"


def test_erasing_one_of_two_requests_of_a_number_leaves_the_other_in_line(visitor, mine, make_call):
    first = make_call(token="first", merged_into=mine)
    second = make_call(token="second", merged_into=mine)
    visitor.post(page("mine"), {"step": "erase", "sure": "yes"})
    second.refresh_from_db()

    assert list(CallRequest.objects.in_line()) == [first]
    assert (second.merged_into, second.name) == (first, "Ayşe Yılmaz")


def test_a_merged_request_looks_like_any_other_to_whoever_sent_it(visitor, mine, make_call):
    """Anybody can ask for a call to any number: the page must not tell whether its owner asked before."""
    again = make_call(token="again", merged_into=mine, received_at=MONDAY, reference="CCC-CCC")
    promise.make(again, MONDAY)
    pages = [visitor.get(page(token)).text for token in ("mine", "again")]

    assert pages[1].replace("CCC-CCC", "K7M-4QD").replace("/again/", "/mine/") == pages[0]
    visitor.post(page("again"), {"step": "erase", "sure": "yes"})
    assert list(CallRequest.objects.readable()) == [mine]


def test_a_request_in_the_spool_is_confirmed_with_its_reference_until_the_database_has_it(visitor, answers):
    with refusing_database():
        sent = visitor.post(reverse("callbacks:call"), answers)
        pages = [visitor.get(sent.url)]
    pages.append(visitor.get(sent.url))
    reference = spool.reference_of(sent.url.rstrip("/").rpartition("/")[2])

    assert [answer.status_code for answer in pages] == [200, 200]
    assert [reference in words(answer) for answer in pages] == [True, True]
    assert [mark for mark in ("Ayşe", "123 45 67") if mark in pages[0].text + pages[1].text] == []
    call_command("replay_spool")
    assert "We will call you at the number you left" in words(visitor.get(sent.url))


def test_while_the_database_refuses_every_address_says_so(visitor, mine):
    with refusing_database():
        answers = [visitor.get(page(token)) for token in ("mine", "wrong")]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert answers[0].content.replace(b"/mine/", b"/wrong/") == answers[1].content


def test_no_refusal_is_logged_with_the_address_that_opens_the_page(visitor, mine, caplog):
    logging.getLogger("django").addHandler(caplog.handler)
    try:
        codes = [
            visitor.put(page()).status_code,
            visitor.post(page(), {"step": "erase"}, headers={"sec-fetch-site": "cross-site"}).status_code,
            visitor.get(page("wrong-mine")).status_code,
        ]
        with refusing_database():
            codes.append(visitor.get(page()).status_code)
        visitor.get("/en/nowhere/")
    finally:
        logging.getLogger("django").removeHandler(caplog.handler)

    assert codes == [405, 403, 404, 503]
    assert [record.getMessage() for record in caplog.records if record.name == "django.request"] == [
        "Not Found: /en/nowhere/"  # the log is listened to
    ]


LOST = ["wrong", "erased", "old", "x" * 3000, "with.a.dot", "ç", "..", "received", "0"]


def test_wrong_old_and_erased_addresses_look_exactly_alike(visitor, make_call, settings):
    for token in ("erased", "old"):
        make_call(token=token, phone=f"+90532000000{len(token)}")
    CallRequest.objects.erase(MONDAY)
    for send in (visitor.get, visitor.post):
        answers = [send(page(token)) for token in LOST]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert visitor.get(page("wrong")).content == visitor.post(page("old"), {"step": "erase", "sure": "yes"}).content


def test_the_comparison_would_see_a_difference(visitor, mine):
    assert visitor.get(page("wrong")).content != visitor.get(page("mine")).content


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
@pytest.mark.parametrize("step", [{"step": "erase", "sure": "yes"}, {"step": "window", "window": "evening"}])
def test_no_other_site_can_change_or_erase_a_request(mine, headers, step):
    assert Client().post(page(), step, headers=headers).status_code == 403
    call = CallRequest.objects.get()
    assert (call.erased_at, call.window) == (None, "any")


@pytest.mark.parametrize("step", ["", "nothing", "call"])
def test_an_unknown_step_only_shows_the_page(visitor, mine, step):
    assert visitor.post(page(), {"step": step}).status_code == 200
    assert CallRequest.objects.readable().count() == 1


def test_the_form_page_says_what_who_asks_now_is_promised_and_articles_do_not(visitor, published):
    assert "we call you by Monday 23 November 2026, 12:00" in words(visitor.get(reverse("callbacks:call")))
    article = visitor.get("/en/articles/muscle-spasm/")
    assert "2026, 12:00" not in words(article)
    assert "09:00–18:00" in words(article)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_state_of_the_page_exists_in_both_languages(visitor, mine, language):
    from django.utils.translation import override

    with override(language):
        address = page()
    assert visitor.get(address).status_code == 200
    assert visitor.post(address, {"step": "erase"}).status_code == 200
    assert visitor.post(address, {"step": "erase", "sure": "yes"}).status_code == 200
    assert visitor.get(address).status_code == 404


def test_the_team_is_told_of_the_request_that_takes_the_place_of_an_erased_one(mine, make_call, settings):
    settings.CALL_TEAM_EMAIL = ["team@example.org"]
    again = make_call(token="again", merged_into=mine)
    withdraw(mine, MONDAY)
    assert [mail.call for mail in again.mails.all()] == [again]


def test_who_sends_the_form_again_is_told_that_it_is_not_needed_whether_or_not_they_did(visitor, mine, make_call):
    again = make_call(token="again", merged_into=mine)
    told = "There is no need to send the form again: however often you ask, we call you once."

    assert [told in words(visitor.get(page(token))) for token in ("mine", "again")] == [True, True]
    CallRequest.objects.filter(pk__in=[mine.pk, again.pk]).update(state="closed", closed_at=MONDAY)
    closed = words(visitor.get(page()))
    assert [part in closed for part in (told, "while you wait", "In an emergency call 112")] == [False, False, True]
