import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from callbacks.opening_hours import DAYS, BadOpeningHours, parse
from callbacks.opening_times import in_words

WORKDAY = (("09:00", "18:00"),)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("", {}),
        ("Mo 09:00-18:00", {"Mo": WORKDAY}),
        ("Mo-We 9:00-18:00", {"Mo": WORKDAY, "Tu": WORKDAY, "We": WORKDAY}),
        ("Fr,Mo 09:00 - 18:00", {"Mo": WORKDAY, "Fr": WORKDAY}),
        ("Sa-Mo 09:00–18:00", {"Mo": WORKDAY, "Sa": WORKDAY, "Su": WORKDAY}),
        ("Mo 09:00-12:00,13:00-18:00", {"Mo": (("09:00", "12:00"), ("13:00", "18:00"))}),
        ("Mo-Tu 09:00-18:00; Tu off", {"Mo": WORKDAY, "Tu": ()}),
        ("Mo 09:00-18:00\n\nSu,PH off;", {"Mo": WORKDAY, "Su": (), "PH": ()}),
        ("Sa 00:00-24:00", {"Sa": (("00:00", "24:00"),)}),
        ("24/7", dict.fromkeys(DAYS, (("00:00", "24:00"),))),
    ],
)
def test_rules_are_read_day_by_day(text, week):
    assert parse(text) == week
    assert list(parse(text)) == list(week)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("always", "always"),
        ("Mo", "Mo"),
        ("Xx 09:00-18:00", "Xx"),
        ("mo 09:00-18:00", "mo"),
        ("Mo-Xx 09:00-18:00", "Mo-Xx"),
        ("Mo-PH 09:00-18:00", "Mo-PH"),
        ("Mo,,Tu 09:00-18:00", ""),
        ("Mo 9-18", "9"),
        ("Mo 09:00", ""),
        ("Mo 25:00-26:00", "25:00"),
        ("Mo 09:60-10:00", "09:60"),
        ("Mo 09:00-24:30", "24:30"),
        ("Mo 18:00-09:00", "18:00-09:00"),
        ("Mo 09:00-09:00", "09:00-09:00"),
        ("Mo 13:00-18:00,09:00-12:00", "09:00-12:00"),
        ("Mo 09:00-13:00,12:00-18:00", "12:00-18:00"),
        ("Mo ٠٩:٠٠-18:00", "٠٩:٠٠"),
        ("<script>", "<script>"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_the_part_that_is_wrong(text, part):
    with pytest.raises(BadOpeningHours) as error:
        parse(text)

    assert str(error.value) == part


@given(st.text(alphabet="MoTuWeThFrSaSuPH 0123456789:-,;/\n", max_size=40))
def test_any_text_is_either_refused_or_written_in_words(text):
    try:
        parse(text)
    except BadOpeningHours:
        return
    assert {tuple(line) for line in in_words(text)} <= {("days", "hours")}


def said(text: str, language: str) -> list[tuple[str, str]]:
    with override(language):
        return [(line["days"], line["hours"]) for line in in_words(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00", [("Monday to Friday", "09:00–18:00"), ("Saturday", "10:00–14:00")]),
        ("Sa-Su off", [("Saturday and Sunday", "closed")]),
        ("Mo,Tu,Th 09:00-18:00", [("Monday and Tuesday", "09:00–18:00"), ("Thursday", "09:00–18:00")]),
        ("Mo 09:00-12:00,13:00-18:00", [("Monday", "09:00–12:00, 13:00–18:00")]),
        ("24/7; PH off", [("Every day", "24 hours"), ("Public holidays", "closed")]),
        ("Su,PH off", [("Sunday", "closed"), ("Public holidays", "closed")]),
        (
            "Mo-Fr 09:00-18:00; We 09:00-12:00",
            [
                ("Monday and Tuesday", "09:00–18:00"),
                ("Wednesday", "09:00–12:00"),
                ("Thursday and Friday", "09:00–18:00"),
            ],
        ),
        ("", []),
    ],
)
def test_hours_are_told_in_english_with_neighbouring_days_together(text, lines):
    assert said(text, "en") == lines


def test_weekdays_are_told_in_turkish():
    assert said("Mo 09:00-18:00; We 10:00-12:00", "tr") == [("Pazartesi", "09:00–18:00"), ("Çarşamba", "10:00–12:00")]
