"""Lines that people type, made safe to show and store."""

import unicodedata

from django import forms

#: Stands where bytes could not be read as UTF-8.
UNREADABLE = "\ufffd"
# Marks that turn the direction of everything behind them; joiners (U+200C, U+200D) stay, since names need them.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def one_line(text: str) -> str:
    """`text` on one line, composed (NFC), without control characters, lone surrogates and direction marks."""
    kept = "".join(filter(_is_plain, text))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _is_plain(character: str) -> bool:
    if character.isspace():
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _TURNING


class OneLineField(forms.CharField):
    """A form's text, cleaned by `one_line` before its length is judged."""

    def to_python(self, value: object) -> str:
        return one_line(super().to_python(value) or "")
