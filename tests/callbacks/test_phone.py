import time

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat

from callbacks.phone import LONGEST, BadPhone, Phone, parse

MOBILE = "+905321234567"
LRM, NBSP, ZWSP, LRE, PDF = "\u200e", "\u00a0", "\u200b", "\u202a", "\u202c"

GOOD = [
    ("05321234567", MOBILE),
    ("0532 123 45 67", MOBILE),
    ("0532-123-45-67", MOBILE),
    ("0532.123.45.67", MOBILE),
    ("0532/123 45 67", MOBILE),
    ("0532 – 123 45 67", MOBILE),
    ("0 532 123 45 67", MOBILE),
    ("0(532) 123 45 67", MOBILE),
    ("(0532) 123 45 67", MOBILE),
    ("(532) 123 45 67", MOBILE),
    ("5321234567", MOBILE),
    ("532 123 45 67", MOBILE),
    ("905321234567", MOBILE),
    ("90 532 123 45 67", MOBILE),
    ("00905321234567", MOBILE),
    ("0090 532 123 45 67", MOBILE),
    ("00 90 532 123 45 67", MOBILE),
    ("+905321234567", MOBILE),
    ("+90 532 123 45 67", MOBILE),
    ("+90-532-123-45-67", MOBILE),
    ("+ 90 532 123 45 67", MOBILE),
    ("++90 532 123 45 67", MOBILE),
    ("(+90) 532 123 45 67", MOBILE),
    ("+90 (532) 123 45 67", MOBILE),
    ("+90 (0532) 123 45 67", MOBILE),
    ("+90 0532 123 45 67", MOBILE),
    ("+90 (0) 532 123 45 67", MOBILE),
    ("  0532 123 45 67  ", MOBILE),
    (f"0532{NBSP}123{NBSP}45{NBSP}67", MOBILE),
    (f"{LRE}0532 123 45 67{PDF}", MOBILE),
    (f"{LRM}+90{ZWSP}5321234567", MOBILE),
    ("tel:+905321234567", MOBILE),
    ("Tel.: 0532 123 45 67", MOBILE),
    ("cep 0532 123 45 67", MOBILE),
    ("CEP: 0532 123 45 67", MOBILE),
    ("0532 123 45 67 (ev)", MOBILE),
    ("0532 123 45 67 (İş)", MOBILE),
    ("0532 123 45 67 mobile", MOBILE),
    ("Numaram: 0532 123 45 67.", MOBILE),
    ("O532 123 45 67", MOBILE),
    ("o532 123 45 67", MOBILE),
    ("OO90 532 123 45 67", MOBILE),
    ("+9O 532 123 45 67", MOBILE),
    ("٠٥٣٢١٢٣٤٥٦٧", MOBILE),
    ("۰۵۳۲ ۱۲۳ ۴۵ ۶۷", MOBILE),
    ("０５３２　１２３　４５　６７", MOBILE),
    ("＋９０５３２１２３４５６７", MOBILE),
    ("0532\t123\n45 67", MOBILE),
    ("0212 345 67 89", "+902123456789"),
    ("(0212) 345 67 89", "+902123456789"),
    ("444 0 123", "+904440123"),
    ("4440123", "+904440123"),
    ("+90 444 0 123", "+904440123"),
    ("0850 123 45 67", "+908501234567"),
    ("0800 123 45 67", "+908001234567"),
    ("0392 123 45 67", "+903921234567"),
    ("+49 1512 3456789", "+4915123456789"),
    ("0049 1512 3456789", "+4915123456789"),
    ("+49 (0)1512 3456789", "+4915123456789"),
    ("+44 (0)20 7946 0018", "+442079460018"),
    ("+1 (212) 736-5000", "+12127365000"),
    ("+39 06 1234 5678", "+390612345678"),
    ("+994 50 123 45 67", "+994501234567"),
]

WITH_EXTENSION = [
    ("0212 345 67 89 dahili 12", "12"),
    ("0212 345 67 89 (dahili: 12)", "12"),
    ("0212 345 67 89 DAHİLİ 12", "12"),
    ("0212 345 67 89 dâhili 12", "12"),
    ("0212 345 67 89 dah. 12", "12"),
    ("0212 345 67 89 iç hat 12", "12"),
    ("0212 345 67 89 ext. 12", "12"),
    ("0212 345 67 89, extension 1204", "1204"),
    ("0212 345 67 89 x12", "12"),
    ("0212 345 67 89 #12", "12"),
    ("tel:+902123456789;ext=012", "012"),
]

BAD = [
    ("", "empty"),
    ("   ", "empty"),
    ("\u202e", "unreadable"),
    ("call me", "unreadable"),
    ("yok", "unreadable"),
    ("+", "unreadable"),
    ("()", "unreadable"),
    ("ayse@example.org", "unreadable"),
    ("0532 123 45 67<script>", "unreadable"),
    ("<b>0532 123 45 67</b>", "unreadable"),
    ("0532 ABC 45 67", "unreadable"),
    ("1-800-FLOWERS", "invalid"),
    ("0532 123 45 67 or 0533 765 43 21", "unreadable"),
    ("0532+123 45 67", "unreadable"),
    ("0532 123 45 67 = mine", "unreadable"),
    ("*31#0532 123 45 67", "unreadable"),
    ("0532 123 45 67\x00", "unreadable"),
    ("0212 345 67 89 dahili 1234567", "unreadable"),
    ("0532 123 45 67; DROP TABLE", "unreadable"),
    ("0" * (LONGEST + 1), "unreadable"),
    ("0", "invalid"),
    ("0 0 0", "invalid"),
    ("0532 123 45 6", "invalid"),
    ("0532 123 45 678", "invalid"),
    ("0532 123 45 67 / 0533 765 43 21", "invalid"),
    ("0000 000 00 00", "invalid"),
    ("1234567890", "invalid"),
    ("112", "invalid"),
    ("182", "invalid"),
    ("+999 123 45 67", "invalid"),
    ("+90", "invalid"),
    ("+1 555 1", "invalid"),
    ("0592 123 45 67", "invalid"),
    ("9" * 60, "invalid"),
    ("0900 123 45 67", "costly"),
    ("+90 900 123 45 67", "costly"),
    ("0888 123 45 67", "costly"),
    ("0512 123 45 67", "costly"),
    ("+44 844 123 4567", "costly"),
    ("+1 900 234 5678", "costly"),
    ("+979 1 2345 6789", "costly"),
    ("+870 773 111 632", "costly"),
]


def reason(text: str) -> str:
    try:
        parse(text)
    except BadPhone as bad:
        return bad.reason
    return "none"


@pytest.mark.parametrize(("typed", "e164"), GOOD)
def test_a_number_is_understood_however_people_type_it(typed, e164):
    assert parse(typed) == Phone(e164)


@pytest.mark.parametrize(("typed", "extension"), WITH_EXTENSION)
def test_an_extension_is_kept(typed, extension):
    assert parse(typed) == Phone("+902123456789", extension)


@pytest.mark.parametrize(("typed", "why"), BAD)
def test_what_is_no_number_to_call_is_refused_with_its_reason(typed, why):
    assert reason(typed) == why


def test_a_number_without_country_is_of_the_region_asked_for():
    assert parse("01512 3456789", region="DE") == Phone("+4915123456789")


def test_a_number_is_shown_as_people_read_it_and_linked_as_telephones_dial_it():
    numbers = [parse(text) for text in ("4440123", "02123456789", "05321234567", "+4915123456789", "0212 3456789 x12")]

    assert [(number.shown, number.link) for number in numbers] == [
        ("444 0 123", "tel:+904440123"),
        ("0212 345 67 89", "tel:+902123456789"),
        ("0532 123 45 67", "tel:+905321234567"),
        ("+49 1512 3456789", "tel:+4915123456789"),
        ("0212 345 67 89", "tel:+902123456789;ext=12"),
    ]


def test_a_number_shows_its_last_two_digits_only_where_it_is_printed_by_chance():
    number = Phone(MOBILE, "12")

    assert (str(number), repr(number)) == ("••• •• 67", "Phone()")


def test_an_error_never_quotes_what_was_typed():
    with pytest.raises(BadPhone) as error:
        parse("0532 123 45 6")

    assert str(error.value) == "invalid"


def numbers() -> st.SearchStrategy[str]:
    mobile = st.integers(530_000_0000, 559_999_9999)
    landline = st.integers(212_200_0000, 212_999_9999)
    germany = st.integers(1512_0000000, 1512_9999999).map(lambda digits: f"+49{digits}")
    return st.one_of(mobile.map("+90{}".format), landline.map("+90{}".format), germany).filter(is_valid)


def is_valid(e164: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(e164))


@given(numbers(), st.sampled_from(["", "7", "012", "123456"]))
def test_a_number_written_in_any_usual_form_is_read_back_as_itself(e164, extension):
    number = phonenumbers.parse(e164)
    number.extension = extension or None
    forms = [PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.RFC3966]
    if number.country_code == 90:
        forms.append(PhoneNumberFormat.NATIONAL)
    written = [phonenumbers.format_number(number, form) for form in forms]

    assert {parse(text) for text in written} == {Phone(e164, extension)}
    assert parse(Phone(e164, extension).link) == Phone(e164, extension)
    assert parse(Phone(e164).shown) == Phone(e164)


@given(st.text(max_size=60) | st.text(alphabet="0123456789+() -.oOx#", max_size=60))
def test_any_text_is_either_refused_or_a_number_that_stays_itself(text):
    try:
        number = parse(text)
    except BadPhone:
        return
    assert parse(number.e164) == Phone(number.e164)


@pytest.mark.parametrize("text", ["a" * 100, " " * 100, "0 " * 50, "0-" * 49 + "!", "(" * 100, "a0" * 50, "x1" * 50])
def test_refusing_takes_no_time_even_for_a_text_made_to_be_slow(text):
    start = time.perf_counter()

    assert reason(text) != "none"
    assert time.perf_counter() - start < 0.2
