"""What a search engine may know of an article's page, as schema.org says it (MedicalWebPage), inside the page.

Only what the page shows as well. It is short, because it travels in the first flight.
"""

import json
import re
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import turkish
from articles.documents import Document

# What could end the element or begin a comment in it (HTML, section 4.12.1.3) is written as JSON's own escape.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def of_article(document: Document, page: str, sign_off: dict[str, Any] | None, publisher: str) -> dict[str, Any]:
    """A MedicalWebPage for the document whose page is at `page`; whoever is not known is left out."""
    title = document["title"]["text"]
    said = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": page,
        "name": title,
        "inLanguage": document["language"],
        "datePublished": document["first_published"].isoformat(),
        "dateModified": document["updated"].isoformat(),
        "creditText": document["credited_to"]["text"],
        "about": {"@type": "MedicalCondition", "name": condition(title, document["slug"])},
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": _breadcrumb(title)},
    }
    if publisher:
        said["publisher"] = {"@type": "Hospital", "name": publisher}
    if sign_off:
        said["lastReviewed"] = sign_off["on"].isoformat()
        said["reviewedBy"] = {"@type": "Person", "name": sign_off["name"], "jobTitle": sign_off["title"]}
    return said


def condition(title: str, slug: str) -> str:
    """The words of the title that the address is made of: "What is a muscle spasm?" at muscle-spasm is about
    "muscle spasm". The whole title where no words in it are.
    """
    words, length = re.findall(r"[\w’'-]+", title), slug.count("-") + 1
    beginnings = (" ".join(words[start : start + length]) for start in range(len(words)))
    return next((each for each in beginnings if turkish.slug(each) == slug), title)


def _breadcrumb(title: str) -> list[dict[str, Any]]:
    library = {"name": _("Health library"), "item": settings.SITE_URL + reverse("home")}
    steps = enumerate([library, {"name": title}], start=1)
    return [{"@type": "ListItem", "position": position} | step for position, step in steps]


def element(document: Document, page: str, sign_off: dict[str, Any] | None, publisher: str) -> SafeString:
    """What of_article() says, for inside a script element of type application/ld+json."""
    return written(of_article(document, page, sign_off, publisher))


def written(said: dict[str, Any]) -> SafeString:
    """`said` as JSON that is safe inside a script element, whatever its texts hold."""
    plain = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(plain.translate(_ESCAPES))  # noqa: S308 - nothing is left in it that could end the element
