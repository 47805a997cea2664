"""Where the links of a text lead, whatever its language."""

import re

OWN_ARTICLE = re.compile(r"(?:https?://[^/]+)?/(?:en/articles|tr/makaleler)/[^/?#]+/?")
LANGUAGE_PART = re.compile(r"/(?:en|tr)(?:[-_](?:gb|us|tr))?(?=/|$)")


def missing(links: list[str], others: list[str]) -> tuple[str, ...]:
    """Those of `links` that lead where none of the `others` does, each of these counted once."""
    left = [_led(link) for link in others]
    alone = []
    for link in links:
        if _led(link) in left:
            left.remove(_led(link))
        else:
            alone.append(link)
    return tuple(alone)


def _led(link: str) -> str:
    """Where a link leads, whatever the language: pages of ours and of others have an address in each."""
    if OWN_ARTICLE.fullmatch(link):
        return "an article"
    if link.startswith("tel:"):
        return "tel:" + re.sub(r"\D", "", link)[-10:]
    return LANGUAGE_PART.sub("/*", link).rstrip("/")
