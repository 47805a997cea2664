"""Read a telephone number as people type it.

Knows no Django. Which numbers exist, and of what kind they are, is Google's libphonenumber.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

LONGEST = 100

#: Kinds of number that the hospital can call without paying a surcharge.
CALLABLE = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.UAN,
    }
)
#: "Country" of satellite phones and international premium numbers.
NOWHERE = "001"

# Words may stand before and after the number ("tel:", "cep", "(ev)"), not within it. No repetition within a
# repetition: the time to refuse a text stays short whatever is typed.
_SHAPE = re.compile(
    r"""
    (?: [^\W\d_] | [\s.,:()'/-] )*
    (?P<number> \+* [\s(]* \d [\d\s().,/·•_~–—‐−-]* )
    (?: ;? (?: ext (?:ension)? | x | \# | dahili | dah | ic\ hat | durchwahl ) [\s.:=]* (?P<extension> \d{1,6}) )?
    (?: [^\W\d_] | [\s.,:()'/-] )*
    """,
    re.VERBOSE,
)
_TO_PLAIN_LETTERS = str.maketrans("İIıâÂçÇ", "iiiaacc")
_LETTER_O = re.compile(r"(?<=\d)o+(?![^\W\d_])|(?<![^\W\d_])o+(?=\d)")

Reason = Literal["empty", "unreadable", "invalid", "costly"]


class BadPhone(ValueError):
    """No number to call. `reason` says why; the text itself is never in here, since errors end up in logs.

    empty: nothing was typed; unreadable: something else than one number; invalid: no such number;
    costly: a number that costs the caller extra.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Phone:
    """A number in E.164 ("+905321234567") and the extension behind it, if any. Its repr shows neither."""

    e164: str = field(repr=False)
    extension: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.masked

    @property
    def shown(self) -> str:
        """As people in Türkiye read it: "0212 345 67 89", "444 0 123", "+49 1512 3456789"."""
        number = phonenumbers.parse(self.e164)
        if number.country_code != 90:
            return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
        return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL).replace("(", "").replace(")", "")

    @property
    def masked(self) -> str:
        """Enough to tell two requests apart: "••• •• 67"."""
        return f"••• •• {self.e164[-2:]}"

    @property
    def link(self) -> str:
        """The address that makes a telephone call (RFC 3966): "tel:+905321234567;ext=12"."""
        return f"tel:{self.e164}" + (f";ext={self.extension}" if self.extension else "")


def parse(text: str, region: str = "TR") -> Phone:
    """The one number in `text`; one without a country code is of `region`.

    Forgives spaces, dots, brackets, bidi marks, digits of other scripts, the letter O for a zero, and words around
    the number. Raises BadPhone.
    """
    match = _SHAPE.fullmatch(_plain(text))
    if match is None:
        raise BadPhone("unreadable" if text.strip() else "empty")
    digits = re.sub(r"\D", "", match["number"])
    try:
        number = phonenumbers.parse(("+" if "+" in match["number"] else "") + digits, region)
    except NumberParseException:
        raise BadPhone("invalid") from None
    return Phone(_callable(number), match["extension"] or "")


def _plain(text: str) -> str:
    """`text` in small letters and ASCII digits, without invisible marks. Raises BadPhone if it is far too long."""
    if len(text) > LONGEST:
        raise BadPhone("unreadable")
    visible = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in visible)
    return _LETTER_O.sub(lambda os: "0" * len(os[0]), "".join(digits).translate(_TO_PLAIN_LETTERS).lower())


def _callable(number: phonenumbers.PhoneNumber) -> str:
    if not phonenumbers.is_valid_number(number):
        raise BadPhone("invalid")
    if phonenumbers.number_type(number) not in CALLABLE or phonenumbers.region_code_for_number(number) == NOWHERE:
        raise BadPhone("costly")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
