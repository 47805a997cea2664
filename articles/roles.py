"""Who does what at the editors' desk: five groups and their rights, and what may be asked of a person.

Who is in two groups has the rights of both.
"""

from typing import Any

from articles.models.words import LANGUAGES

PARTS = ["section", "cause", "preventionentry", "careitem", "source"]
READ = [f"view_{name}" for name in ("article", "topic", "signoff", *PARTS)]
WRITE = [f"{verb}_{name}" for name in PARTS for verb in ("add", "change", "delete")]
WRITE += [f"{verb}_{name}" for name in ("article", "topic") for verb in ("add", "change")]
SHARE = ["add_previewlink"]  # a draft, with somebody who has no login

ROLES: dict[str, dict[str, list[str]]] = {
    "editors": {"articles": [*READ, *WRITE, *SHARE]},
    "translators into English": {"articles": [*READ, "translate_into_en"]},
    "translators into Turkish": {"articles": [*READ, "translate_into_tr"]},
    "medical reviewers": {"articles": [*READ, "add_signoff"]},
    "publishers": {"articles": [*READ, "publish_article", *SHARE]},
}


def may_write(person: Any) -> bool:
    """Whether `person` writes whole articles, in every language."""
    return person.has_perm("articles.change_article")


def languages_of(person: Any) -> list[str]:
    """The languages whose texts `person` may write; a translator's is one."""
    return [code for code in LANGUAGES if may_write(person) or person.has_perm(f"articles.translate_into_{code}")]


def may_publish(person: Any) -> bool:
    return person.has_perm("articles.publish_article")


def may_sign(person: Any) -> bool:
    """Whether `person` is a medical reviewer."""
    return person.has_perm("articles.add_signoff")


def may_share(person: Any) -> bool:
    """Whether `person` may show a draft to somebody without a login."""
    return person.has_perm("articles.add_previewlink")
