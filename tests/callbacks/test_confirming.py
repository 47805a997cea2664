from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.confirming import holds, stamp

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PHONE, OTHER = "+905321234567", "+905321234568"


@pytest.mark.parametrize(
    ("seconds", "held"),
    [(-60, False), (0, False), (2.9, False), (3, True), (60, True), (3600, True), (3600.1, False), (86400, False)],
)
def test_it_holds_from_3_seconds_to_an_hour(seconds, held):
    assert holds(stamp(PHONE, NOW), PHONE, NOW + timedelta(seconds=seconds)) is held


def test_it_holds_for_no_other_number():
    later = NOW + timedelta(seconds=10)
    assert (holds(stamp(PHONE, NOW), PHONE, later), holds(stamp(PHONE, NOW), OTHER, later)) == (True, False)


def test_it_does_not_hold_under_another_secret(settings):
    stamped = stamp(PHONE, NOW)
    settings.SECRET_KEY = "another secret, long enough to be one as well"
    assert not holds(stamped, PHONE, NOW + timedelta(seconds=10))


def test_the_number_cannot_be_read_from_it():
    assert "532" not in stamp(PHONE, NOW).split(" ")[0] or PHONE[1:] not in stamp(PHONE, NOW)


@pytest.mark.parametrize("forged", ["", ":", "x", "x:y", " : ", "ı:ğ", "\udcff:x", "\x00"])
def test_what_we_did_not_sign_does_not_hold(forged):
    assert not holds(forged, PHONE, NOW)


@given(st.data())
def test_one_changed_letter_breaks_it(data):
    stamped = stamp(PHONE, NOW)
    place = data.draw(st.integers(0, len(stamped) - 1))
    letter = data.draw(st.characters(min_codepoint=32, max_codepoint=126).filter(lambda c: c != stamped[place]))
    changed = stamped[:place] + letter + stamped[place + 1 :]
    later = NOW + timedelta(seconds=10)
    # The last letter of base64 carries two idle bits, so another may stand for the same signature.
    assert not holds(changed, PHONE, later) or place == len(stamped) - 1
