"""A document as Markdown, block by block, in the order and with the words of its page."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.documents import Document
from articles.markdown import link, prose, words
from articles.models.words import Evidence
from articles.spoken import notice, speaks_otherwise

CARDS = {
    "emergency": lambda: _("Call 112 now if:"),
    "urgent": lambda: _("See a doctor the same day if:"),
    "routine": lambda: _("Make an appointment if:"),
}


def written(document: Document, changes: list[dict[str, Any]], sign_off: dict[str, Any] | None) -> list[str]:
    """The blocks of the article's Markdown, in the order of its page."""
    band = [document[name] for name in ("title", "lead", "credited_to")]
    blocks = [f"# {words(document['title']['text'])}", *_safety(band), words(document["lead"]["text"])]
    blocks += _byline(document, sign_off)
    summary = document["summary"]
    blocks += [f"## {words(_('Content summary'))}", *_other_language(summary), *_safety(summary)]
    blocks.append("\n".join(f"- {words(point['text'])}" for point in summary))
    for section in document["sections"]:
        blocks += _section(section, sign_off)
    if document["sources"]:
        blocks += [f"## {words(_('Sources'))}", "\n".join(_source(each) for each in document["sources"])]
    if changes:
        told = (f"- {date_format(each['on'])}: {words(each['note'])}" for each in changes)
        blocks += [f"## {words(_('What changed'))}", "\n".join(told)]
    return [
        *blocks,
        words(_("This site informs. It does not replace an examination by a doctor. In an emergency call 112.")),
    ]


def _byline(document: Document, sign_off: dict[str, Any] | None) -> Iterator[str]:
    lines = [(_("Written by"), document["credited_to"]["text"])]
    lines += [
        (_("Published"), date_format(document["first_published"])),
        (_("Updated"), date_format(document["updated"])),
    ]
    lines.append((_("Medical review"), _reviewed(sign_off)))
    if document["next_review"]:
        lines.append((_("Next review"), date_format(document["next_review"])))
    yield "\n".join(f"- {words(name)}: {words(said)}" for name, said in lines)
    if document["based_on"]:
        yield _basis(document["based_on"])
    if document["provenance"]:
        yield words(_provenance(document["provenance"], sign_off))


def _basis(basis: dict[str, Any]) -> str:
    by = basis["by"] and _("Based on an article by %(by)s") % {"by": basis["by"]["text"]}
    said = [by or _("Based on an older article")]
    said += [_("created %(day)s") % {"day": date_format(basis["created"])}] if basis["created"] else []
    said += [_("updated %(day)s") % {"day": date_format(basis["updated"])}] if basis["updated"] else []
    return f"{words(', '.join(said))}{_marks([basis['source']])}"


def _provenance(provenance: dict[str, Any], sign_off: dict[str, Any] | None) -> str:
    day = date_format(provenance["as_of"])
    if sign_off is None:
        return _("English, translated from the Turkish of %(day)s") % {"day": day}
    said = {"day": day, "name": sign_off["name"]}
    return _("English, translated from the Turkish of %(day)s, checked by %(name)s") % said


def _reviewed(sign_off: dict[str, Any] | None) -> str:
    if sign_off is None:
        return _("Not yet reviewed by a clinician")
    said = {"name": sign_off["name"], "title": sign_off["title"], "on": date_format(sign_off["on"])}
    return _("Reviewed by %(name)s, %(title)s on %(on)s") % said


def _section(section: dict[str, Any], sign_off: dict[str, Any] | None) -> Iterator[str]:
    yield f"## {words(section['heading']['text'])}"
    yield from _other_language(section)
    yield from _safety(section["heading"], section["body"])
    if section["body"]:
        yield prose(section["body"]["text"])
    if section["sources"]:
        yield _sources(section["sources"])
    for group in section.get("groups", ()):
        if group["name"]:
            yield f"### {words(group['name']['text'])}"
        yield "\n".join(_entry(entry) for entry in group["entries"])
    for name, heading in (("do", _("Do")), ("do_not", _("Do not"))):
        if section.get(name):
            yield f"### {words(heading)}"
            yield "\n".join(_entry(entry) for entry in section[name])
    if section.get("cards"):
        yield from _cards(section["cards"], sign_off)


def _cards(cards: list[dict[str, Any]], sign_off: dict[str, Any] | None) -> Iterator[str]:
    yield words(_reviewed(sign_off))
    for card in cards:
        yield f"### {words(CARDS[card['urgency']]())}"
        yield "\n".join(
            _line(*_safety(item["text"]), words(item["text"]["text"]) + _marks(item["sources"]))
            for item in card["items"]
        )


def _entry(entry: dict[str, Any]) -> str:
    said = [*_safety(entry["name"], entry["explanation"]), f"**{words(entry['name']['text'])}**"]
    if entry["explanation"]:
        said.append(words(entry["explanation"]["text"]))
    if entry["evidence"]:
        said.append(f"({words(str(Evidence(entry['evidence']).label))})")
    return _line(*said) + _marks(entry["sources"])


def _marks(numbers: list[int]) -> str:
    return f" ({_sources(numbers)})" if numbers else ""


def _sources(numbers: list[int]) -> str:
    return f"{_('Sources:')} {', '.join(map(str, numbers))}"


def _source(source: dict[str, Any]) -> str:
    cited = words(source["citation"]["text"])
    return f"{source['number']}. {link(cited, source['url']) if source['url'] else cited}"


def _other_language(part: Any) -> Iterator[str]:
    if speaks_otherwise(part, get_language()):
        yield words(_("Part of this is not yet in English and is shown in Turkish."))


def _safety(*parts: Any) -> Iterator[str]:
    """The notice before the first of `parts` that says of safety what the source's language says, if one does."""
    for found in filter(None, map(notice, parts)):
        about = _("Safety advice of %(day)s") % {"day": date_format(found["on"])} if found["on"] else _("Safety advice")
        yield f"**{words(about)}** {words(_('Not translated into English yet; this is the Turkish text.'))}"
        return


def _line(*parts: str) -> str:
    return f"- {' '.join(parts)}"
