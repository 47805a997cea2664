"""A text as readers see it: prose without its tags, every block on a line of its own.

A text is prose when it begins with the tag of a block; any other text stands as it is written, "<" and all.
"""

import re
from html.parser import HTMLParser

BLOCKS = {"p", "h3", "ul", "ol", "li"}
PROSE = re.compile(rf"\s*<(?:{'|'.join(sorted(BLOCKS))})[\s>]")
EMPHASIS = {"strong": "**", "em": "*"}


def text(written: str) -> str:
    """The words alone."""
    return _lines(_prose(written).words(marks=False) if is_prose(written) else written)


def marked(written: str) -> str:
    """The words with what else readers see of prose, in the signs of Markdown: emphasis, lists, headings, links."""
    return _lines(_prose(written).words(marks=True) if is_prose(written) else written)


def links(written: str) -> list[str]:
    """The addresses that prose leads to, in order."""
    return _prose(written).links if is_prose(written) else []


def is_prose(written: str) -> bool:
    return bool(PROSE.match(written))


class _Prose(HTMLParser):
    """Collects (sign, word) pairs: a sign is there for `marked` only; the sign "\n" ends a block."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.lists: list[int | None] = []  # the lists that are open: the next number, None where there are points

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.pieces.append(("\n", ""))
        if tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else None)
        sign = EMPHASIS.get(tag) or {"li": self._item, "h3": lambda: "### ", "a": lambda: "["}.get(tag, str)()
        self.pieces.append((sign, ""))
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        link = f"]({self.links[-1]})" if tag == "a" and self.links else ""
        self.pieces.append(("\n" if tag in BLOCKS else EMPHASIS.get(tag, link), ""))

    def handle_data(self, data: str) -> None:
        self.pieces.append(("", data))

    def _item(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "

    def words(self, *, marks: bool) -> str:
        signs = (sign if marks or sign == "\n" else "" for sign, _words in self.pieces)
        folded = (re.sub(r"\s+", " ", words) for _sign, words in self.pieces)
        return "".join(sign + words for sign, words in zip(signs, folded, strict=True))


def _prose(written: str) -> _Prose:
    prose = _Prose()
    prose.feed(written)
    prose.close()
    return prose


def _lines(words: str) -> str:
    """`words` with single spaces and without empty lines. An item's sign stays with the block inside it."""
    together = re.sub(r"(^|\n)(- |\d+\. )\n+", r"\1\2", words)
    folded = (re.sub(r"\s+", " ", line).strip() for line in together.split("\n"))
    return "\n".join(line for line in folded if line)
