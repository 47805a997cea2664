"""How often: a day, every week, haftada, her gün."""

import re

from articles import turkish
from articles.agreement.figures import Figure

ENGLISH = {"hour": "hour", "day": "day", "night": "night", "week": "week", "month": "month", "year": "year"}
ENGLISH_ADVERBS = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month"}
ENGLISH_ADVERBS |= {"yearly": "year", "annually": "year"}
TURKISH = {"saatte": "hour", "günde": "day", "gecede": "night", "haftada": "week", "ayda": "month", "yılda": "year"}
TURKISH |= {"her saat": "hour", "her gün": "day", "her gece": "night", "her hafta": "week", "her ay": "month"}
TURKISH |= {"her yıl": "year", "günlük": "day", "haftalık": "week", "aylık": "month", "yıllık": "year"}

RATES = {
    "en": re.compile(
        rf"(?<!\w)(?:(?:an?|per|each|every) (?P<of>{'|'.join(ENGLISH)})|(?P<adverb>{'|'.join(ENGLISH_ADVERBS)}))(?!\w)"
    ),
    # After a number or a pointing word it is a time and not how often: 3 ayda, bu haftada, 6 haftalık.
    "tr": re.compile(rf"(?<![\w'’])(?P<before>\w+ )?(?P<of>{'|'.join(TURKISH)})(?!\w)"),
}
POINTING = re.compile(
    r"(?:\d+|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|birkaç|bu|o|şu|ilk|son|aynı|geçen|gelecek|her) "
)


def rates(text: str, language: str) -> list[Figure]:
    """What in `text`, which is as readers see it, may say how often; an English "a day" may be a time as well."""
    small = "".join(turkish.lower(letter, language)[:1] for letter in text)
    found = []
    for match in RATES[language].finditer(small):
        part = match.groupdict()
        if POINTING.fullmatch(part.get("before") or ""):
            continue
        name = TURKISH[match["of"]] if language == "tr" else ENGLISH_ADVERBS.get(match["adverb"] or "", match["of"])
        start = match.end("before") if part.get("before") else match.start()
        found.append(Figure(text[start : match.end()], start, match.end(), f"every {name}"))
    return found
