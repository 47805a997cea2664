"""Small articles for tests, without surprises."""

from copy import deepcopy
from typing import Any

SMALL: dict[str, Any] = {
    "key": "small",
    "topic": {"key": "muscles", "name": {"en": "Muscles", "tr": "Kaslar"}},
    "slug": {"en": "small-article", "tr": "kucuk-yazi"},
    "title": {"en": "Small article", "tr": "Küçük yazı"},
    "lead": {"en": "A lead.", "tr": "Bir giriş."},
    "summary": {"en": ["One point.", "Two points."], "tr": ["Bir nokta.", "İki nokta."]},
    "search_words": {"en": ["little"], "tr": ["ufak"]},
    "credited_to": {"en": "Editorial Board", "tr": "Yayın Kurulu"},
    "first_published": "2026-11-20",
    "updated": "2026-11-21",
    "next_review": "2029-11-20",
    "based_on": {
        "source": "basis",
        "by": {"en": "Another Board", "tr": "Başka Bir Kurul"},
        "created": "2021-02-09",
        "updated": "2025-01-23",
    },
    "sections": [
        {
            "anchor": "what",
            "kind": "text",
            "heading": {"en": "What", "tr": "Ne"},
            "body": {"en": "<p>It is <strong>small</strong>.</p>", "tr": "<p>O <strong>küçük</strong>.</p>"},
            "sources": ["basis"],
        },
        {"anchor": "causes", "kind": "causes", "heading": {"en": "Causes", "tr": "Nedenler"}},
        {"anchor": "prevention", "kind": "prevention", "heading": {"en": "Prevention", "tr": "Önleme"}},
        {"anchor": "help", "kind": "help", "heading": {"en": "Help", "tr": "Yardım"}},
    ],
    "causes": [
        {
            "key": "sweat",
            "group": {"en": "Fluids", "tr": "Sıvılar"},
            "icon": "drop",
            "name": {"en": "Sweat", "tr": "Ter"},
            "explanation": {"en": "It runs.", "tr": "Akar."},
            "evidence": "possible",
            "sources": ["second"],
        },
    ],
    "prevention": [
        {"key": "drink", "advice": "do", "name": {"en": "Drink", "tr": "İçin"}},
        {
            "key": "quinine",
            "advice": "do-not",
            "name": {"en": "Do not take quinine", "tr": "Kinin almayın"},
            "evidence": "may-harm",
        },
    ],
    "care": [
        {"urgency": "emergency", "items": [{"key": "breath", "text": {"en": "no breath", "tr": "nefes yok"}}]},
        {"urgency": "routine", "items": [{"key": "often", "text": {"en": "often", "tr": "sık sık"}}]},
    ],
    "sources": [
        {
            "key": "basis",
            "citation": "Another Board. Something.",
            "language": "en",
            "url": "https://example.org/a",
            "year": 2021,
        },
        {"key": "second", "citation": "İkinci kaynak.", "language": "tr"},
    ],
}


def small(**changes: Any) -> dict[str, Any]:
    """A small article's dump with everything in it, with `changes` in place of its keys; None leaves a key out."""
    made = deepcopy(SMALL) | changes
    return {name: value for name, value in made.items() if value is not None}


def numbered(number: int, **changes: Any) -> dict[str, Any]:
    """One of many small articles, each with its own key and addresses."""
    own = {"key": f"small-{number}", "slug": {"en": f"small-{number}", "tr": f"kucuk-{number}"}}
    return small(**(own | changes))
