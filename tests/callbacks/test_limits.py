from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from callbacks.limits import Verdict, carried_over, count, forget_counts, judge, retry_after
from callbacks.models import Count
from callbacks.rates import parse
from callbacks.source import Source

NOW = datetime(2026, 11, 22, 12, 20, tzinfo=UTC)
HERE, THERE = Source("192.0.2.7"), Source("192.0.2.8")
FREE, CONFIRM, STOP = Verdict.FREE, Verdict.CONFIRM, Verdict.STOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def usual(settings):
    settings.CALL_LIMITS = parse("")


def numbers():
    """Phone numbers that are all different."""
    return (f"+90532{number:07}" for number in range(10**7))


def verdicts(times, source=HERE, phones=None, now=NOW, confirmed=False):
    phones = phones or numbers()
    return [judge(source, next(phones), now, confirmed=confirmed) for _time in range(times)]


def test_an_address_is_asked_to_confirm_after_3_and_stopped_after_20(usual):
    assert verdicts(22) == [FREE] * 3 + [CONFIRM] * 17 + [STOP] * 2


def test_who_confirms_is_free_until_the_hard_limit(usual):
    assert verdicts(22, confirmed=True) == [FREE] * 20 + [STOP] * 2


def test_another_address_is_not_touched(usual):
    verdicts(30)
    assert verdicts(1, THERE) == [FREE]


@pytest.mark.parametrize(
    ("minutes", "free"),
    [(0, 0), (1, 0), (3, 1), (15, 5), (30, 10), (59, 19), (60, 20), (200, 20)],  # minutes past the full hour
)
def test_what_the_last_hour_took_counts_on_less_and_less(usual, minutes, free):
    before = datetime(2026, 11, 22, 12, 59, 59, 999999, tzinfo=UTC)
    assert verdicts(30, now=before, confirmed=True) == [FREE] * 20 + [STOP] * 10
    later = datetime(2026, 11, 22, 13, 0, tzinfo=UTC) + timedelta(minutes=minutes)
    assert verdicts(21, now=later, confirmed=True) == [FREE] * free + [STOP] * (21 - free)


def test_around_the_full_hour_no_more_come_than_in_an_hour(usual):
    """Counted by the clock's spans alone, twice as many could."""
    full_hour = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
    around = [full_hour + timedelta(seconds=seconds) for seconds in range(-40, 40)]
    assert [verdicts(1, now=now, confirmed=True) for now in around].count([FREE]) == 20


@hypothesis_settings(suppress_health_check=list(HealthCheck))
@given(st.integers(0, 60), st.floats(0, 3599.9))
def test_what_is_carried_over_is_never_more_than_the_limit_and_ends_with_the_span(usual, before, seconds):
    began = NOW.replace(minute=0)
    assert carried_over("address_hard", before, began) == min(before, 20)
    carried = carried_over("address_hard", before, began + timedelta(seconds=seconds))
    assert carried == pytest.approx(min(before, 20) * (1 - seconds / 3600))


def test_a_counter_knows_the_span_just_before_it_and_no_other(usual):
    hours = [0, 0, 0, 1, 1, 3, 4]
    counted = [count("address_hard", "a", NOW + timedelta(hours=hour)) for hour in hours]
    assert counted == [(1, 0), (2, 0), (3, 0), (1, 3), (2, 3), (1, 0), (1, 1)]
    assert count("address_hard", "b", NOW + timedelta(hours=1)) == (1, 0)


def test_a_number_is_asked_about_after_3_a_day_wherever_it_comes_from(usual):
    phone = "+905321234567"
    seen = [judge(Source(f"192.0.2.{n}"), phone, NOW, confirmed=False) for n in range(4)]
    assert seen == [FREE] * 3 + [CONFIRM]
    assert judge(Source("192.0.2.99"), phone, NOW, confirmed=True) is FREE
    assert judge(Source("192.0.2.99"), phone, NOW + timedelta(days=1), confirmed=False) is FREE  # 1.5 count on
    assert judge(Source("192.0.2.98"), phone, NOW + timedelta(days=1), confirmed=False) is CONFIRM
    assert judge(Source("192.0.2.99"), phone, NOW + timedelta(days=3), confirmed=False) is FREE


def test_a_post_of_no_browser_is_stopped_sooner(usual):
    bare = Source("192.0.2.7", headerless=True)
    assert verdicts(5, bare) == [FREE] * 3 + [STOP] * 2
    assert verdicts(1, Source("192.0.2.7"), confirmed=True) == [FREE]


def test_the_whole_site_is_stopped_after_300_an_hour(usual):
    seen = [
        judge(Source(f"10.0.{n // 256}.{n % 256}"), phone, NOW, confirmed=False)
        for n, phone in zip(range(302), numbers(), strict=False)
    ]
    assert seen == [FREE] * 300 + [STOP] * 2


def test_one_address_cannot_use_up_what_the_whole_site_may_take(usual):
    verdicts(2000)
    verdicts(2000, confirmed=True)
    assert verdicts(1, THERE) == [FREE]


def test_what_is_asked_about_does_not_count_for_the_site(usual, settings):
    settings.CALL_LIMITS = parse("site=4/h")
    assert verdicts(20) == [FREE] * 3 + [CONFIRM] * 17
    assert verdicts(2, THERE) == [FREE, STOP]


def test_counters_hold_neither_address_nor_number(usual):
    judge(HERE, "+905321234567", NOW, confirmed=False)
    rows = str(list(Count.objects.values_list("key", "span")))
    assert Count.objects.count() == 4
    assert [trace for trace in ("192.0.2", "905321", "532123") if trace in rows] == []


def test_counters_are_forgotten_when_they_count_no_more(usual):
    judge(HERE, "+905321234567", NOW, confirmed=False)
    two_hours_over = NOW + timedelta(hours=1, minutes=41)
    assert [forget_counts(moment) for moment in (NOW, two_hours_over - timedelta(minutes=2))] == [0, 0]
    assert (forget_counts(two_hours_over), Count.objects.count()) == (3, 1)
    assert forget_counts(NOW + timedelta(days=2)) == 1


def test_retry_after_is_an_hour(usual):
    assert retry_after() == 3600


@hypothesis_settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 3 * 3600)), max_size=30), st.integers(1, 9))
def test_the_nth_of_one_span_is_counted_as_n(posts, hours):
    """The law of every counter: it gives 1, 2, 3 … for each key in each span, in any order of times."""
    began = NOW + timedelta(days=hours, hours=hours)
    Count.objects.all().delete()
    seen: dict = {}
    for who, seconds in posts:
        moment = began + timedelta(seconds=seconds)
        turn = (who, int(moment.timestamp()) // 3600)
        seen[turn] = seen.get(turn, 0) + 1
        assert count("address_hard", who, moment)[0] == seen[turn]
    assert Count.objects.count() == len(seen)


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_are_counted_one_by_one(usual):
    began, seen = Barrier(40), []

    def post() -> None:
        began.wait()
        seen.append(count("address_hard", "192.0.2.7", NOW)[0])
        connection.close()

    threads = [Thread(target=post) for _post in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(1, 41))
