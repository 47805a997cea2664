"""What figures are counted in: the units of both languages, and how they are written."""

import re
from fractions import Fraction

# The ends that Turkish puts on a unit: saate, haftalık, gününde, aylar; but not yaşlı (old) or ayak (foot).
ENDS = r"(?:l[ıiuü][kğ]|l[ae]r|[dt][ae]n?|n?[ıiuü]n|[sy]?[ıiuü]|n?[ae]|y[ae]|y?l[ae]|c[ae]|ki|ken|[dt][ıiuü]r)*"

# name: (what it is measured in, how many of those, English, Turkish); abbreviations are the same in both
UNITS: dict[str, tuple[str, Fraction, str, str]] = {
    "second": ("second", Fraction(1), r"seconds?|secs?", r"saniye|sn"),
    "minute": ("second", Fraction(60), r"minutes?|mins?", r"dakika|dk"),
    "hour": ("second", Fraction(3600), r"hours?|hrs?|h", r"saat|sa|h"),
    "day": ("second", Fraction(86400), r"days?", r"gün"),
    "night": ("night", Fraction(1), r"nights?", r"gece"),
    "week": ("second", Fraction(604800), r"weeks?|wks?", r"hafta"),
    "month": ("month", Fraction(1), r"months?", r"ay"),
    "year": ("month", Fraction(12), r"years?|yrs?", r"yıl|sene|yaş"),
    "kilogram": ("gram", Fraction(1000), r"kilogram(?:me)?s?|kilos?|kg", r"kilogram|kilo|kg"),
    "gram": ("gram", Fraction(1), r"gram(?:me)?s?|g", r"gram|gr|g"),
    "milligram": ("gram", Fraction(1, 1000), r"milligram(?:me)?s?|mg", r"miligram|mg"),
    "microgram": ("gram", Fraction(1, 10**6), r"microgram(?:me)?s?|mcg|[µμ]g", r"mikrogram|mcg|[µμ]g"),
    "litre": ("litre", Fraction(1), r"lit(?:re|er)s?|l", r"litre|lt|l"),
    "decilitre": ("litre", Fraction(1, 10), r"decilit(?:re|er)s?|dl", r"desilitre|dl"),
    "millilitre": ("litre", Fraction(1, 1000), r"millilit(?:re|er)s?|ml|cc", r"mililitre|ml|cc"),
    "kilometre": ("metre", Fraction(1000), r"kilomet(?:re|er)s?|km", r"kilometre|km"),
    "metre": ("metre", Fraction(1), r"met(?:re|er)s?|m", r"metre|m"),
    "centimetre": ("metre", Fraction(1, 100), r"centimet(?:re|er)s?|cm", r"santimetre|santim|cm"),
    "millimetre": ("metre", Fraction(1, 1000), r"millimet(?:re|er)s?|mm", r"milimetre|mm"),
    "degree": ("degree", Fraction(1), r"degrees?(?: celsius)?|° ?c|°", r"derece|° ?c|°"),
    "fahrenheit": ("fahrenheit", Fraction(1), r"degrees? fahrenheit|° ?f", r"fahrenhayt|fahrenheit|° ?f"),
    "percent": ("percent", Fraction(1), r"%|per ?cent", r"%"),
    "mmhg": ("mmhg", Fraction(1), r"mm ?hg", r"mm ?hg"),
    "iu": ("iu", Fraction(1), r"international units?|units?|iu", r"uluslararası ünite|ünite|iu"),
    "kilocalorie": ("kilocalorie", Fraction(1), r"kilocalories?|calories?|kcal", r"kilokalori|kalori|kcal"),
    "millimole": ("millimole", Fraction(1), r"millimoles?|mmol", r"milimol|mmol"),
}

# What is counted one by one: it makes a number of the word before it, and is itself no part of the figure.
COUNTED = {
    "en": r"times|people|persons|patients|adults|children|women|men|tablets|pills|capsules|doses|drops|puffs|"
    r"glasses|cups|spoonfuls|teaspoons|tablespoons|meals|trials|studies",
    "tr": r"kez|kere|defa|kişi|hasta|yetişkin|çocuk|kadın|erkek|tablet|hap|kapsül|doz|damla|puf|"
    r"bardak|fincan|kaşık|öğün|çalışma",
}
MONTHS = {
    "en": [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ],
    "tr": [
        "ocak", "şubat", "mart", "nisan", "mayıs", "haziran",
        "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
    ],
}  # fmt: skip

_END = r"(?![^\W\d_])"


def _one_of(language: str) -> str:
    column, ends = (2, "") if language == "en" else (3, ENDS)
    named = (f"(?P<{name}>(?:{unit[column]}){ends}){_END}" for name, unit in UNITS.items())
    return f"(?:{'|'.join(named)})"


_PATTERNS = {language: re.compile(_one_of(language)) for language in COUNTED}
_COUNTED = {
    language: re.compile(rf"(?:{words}){'' if language == 'en' else ENDS}{_END}") for language, words in COUNTED.items()
}


def unit_at(text: str, place: int, language: str) -> tuple[str, int]:
    """The unit that begins at `place` of a text in small letters, such as "minute" or "milligram/kilogram", and where
    it ends; an empty one if there is none.
    """
    names: list[str] = []
    while match := _PATTERNS[language].match(text, place + bool(names)):
        names.append(str(match.lastgroup))
        place = match.end()
        if text[place : place + 1] != "/":
            break
    return "/".join(names), place


def counts_at(text: str, place: int, language: str) -> bool:
    """Whether at `place` something stands that is counted one by one."""
    return bool(_COUNTED[language].match(text, place))


def amount(value: Fraction, unit: str) -> tuple[Fraction, str]:
    """`value` in what its unit is measured in: 90 minutes and 1.5 hours are 5,400 seconds."""
    if unit not in UNITS:
        return value, unit
    measure, factor, *_words = UNITS[unit]
    return value * factor, measure
