"""Every rule of the Turkish alphabet that the site needs, in one place, with the English one beside it.

Python, SQLite and Django's slugify all treat I and i as a pair. In Turkish the pairs are I ı and İ i.
The alphabet's order is the Turkish Language Association's; q, w and x, which it lacks, stand where ICU's Turkish
collation (CLDR) puts them.
"""

import unicodedata

from django.utils.text import slugify

SELDOM = {"tr": "#QWX", "en": "#"}  # as the first letter of a title
ALPHABETS = {"tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz", "en": "abcdefghijklmnopqrstuvwxyz"}

_TURKISH_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_TURKISH_UPPER = str.maketrans({"ı": "I", "i": "İ"})

# How an address names the letters that plain ones cannot write, in the words that Turkish has for them.
_IN_ADDRESSES = {
    "#": "0-9",
    "ç": "cengelli-c",
    "ğ": "yumusak-g",
    "ı": "noktasiz-i",
    "ö": "noktali-o",
    "ş": "cengelli-s",
    "ü": "noktali-u",
}
_OUT_OF_ADDRESSES = {word: letter for letter, word in _IN_ADDRESSES.items()}


def lower(text: str, language: str) -> str:
    """`text` in the small letters of `language`: KAS KRAMPI is kas krampı in Turkish."""
    return (text.translate(_TURKISH_LOWER) if language == "tr" else text).lower()


def upper(text: str, language: str) -> str:
    """`text` in the capitals of `language`: iğne is İĞNE in Turkish."""
    return (text.translate(_TURKISH_UPPER) if language == "tr" else text).upper()


def slug(text: str) -> str:
    """An address word of plain letters, digits and hyphens: Kas Krampı becomes kas-krampi.

    Django's slugify alone drops the dotless ı, and with it whole words.
    """
    return slugify(text.replace("ı", "i").replace("İ", "I").replace("’", ""))


def bare(letter: str) -> str:
    """A letter without its accents: â is a."""
    return unicodedata.normalize("NFKD", letter)[:1]


def _primary(letter: str, alphabet: str) -> int:
    """A letter's place in its alphabet, from 40; digits from 20; space, signs and foreign letters before them."""
    for candidate in (letter, bare(letter)):
        if candidate in alphabet:
            return 40 + alphabet.index(candidate)
    if candidate.isdigit():
        return 20 + unicodedata.digit(candidate, 0)
    if candidate.isalpha():
        return 12  # of no alphabet of ours: with the signs and digits, under #
    return 10 if candidate.isspace() else 11


def sort_key(text: str, language: str) -> str:
    """A string of digits that sorts as `text` does in the dictionary of `language`.

    Three levels, as in the Unicode Collation Algorithm (UTS 10): letters first, then accents, then small before
    capital. Digits only, because any database orders those alike, whatever its collation.
    """
    composed = unicodedata.normalize("NFC", text.strip())
    letters = [lower(letter, language)[:1] for letter in composed]
    alphabet = ALPHABETS[language]
    primary = "".join(str(_primary(letter, alphabet)) for letter in letters)
    accents = "".join("1" if letter in alphabet or not letter.isalpha() else "2" for letter in letters)
    capitals = "".join("2" if small != written else "1" for small, written in zip(letters, composed, strict=True))
    return f"{primary}00{accents}0{capitals}"


def letters_of(sort_key: str, language: str) -> tuple[str, str]:
    """The capital under which the text of `sort_key` stands, and its second letter, small, or "" where that is none."""
    first, second = int(sort_key[:2]) - 40, int(sort_key[2:4] or 0) - 40
    alphabet = ALPHABETS[language]
    return upper(alphabet[first], language) if first >= 0 else "#", alphabet[second] if second >= 0 else ""


def letter(text: str, language: str) -> str:
    """The capital under which `text` stands in the A to Z of `language`; # where it begins with no letter."""
    first = lower(unicodedata.normalize("NFC", text.strip())[:1], language)[:1]
    for candidate in (first, bare(first)):
        if candidate and candidate in ALPHABETS[language]:
            return upper(candidate, language)
    return "#"


def letters(language: str) -> list[str]:
    """The capitals of the A to Z of `language`, in order; # for what begins with no letter is the first."""
    return ["#", *(upper(each, language) for each in ALPHABETS[language])]


def letter_in_address(letter: str, language: str) -> str:
    """A capital of letters() as an address says it: K is k, Ç is cengelli-c. Raises ValueError for any other."""
    if letter not in letters(language):
        raise ValueError(f"{letter} is not in the alphabet of {language}.")
    small = lower(letter, language)
    return _IN_ADDRESSES.get(small, small)


def letter_from_address(word: str, language: str) -> str:
    """The capital that a word of an address means; a letter itself, small or capital, is understood as well.

    Raises ValueError where it is none of the alphabet of `language`.
    """
    small = _OUT_OF_ADDRESSES.get(word) or lower(unicodedata.normalize("NFC", word), language)
    if upper(small, language) not in letters(language):
        raise ValueError(f"{word} is not in the alphabet of {language}.")
    return upper(small, language)
