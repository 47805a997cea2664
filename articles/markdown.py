"""Texts as CommonMark. Whatever somebody wrote stays words: nothing of it becomes markup, HTML or an entity."""

import re
from html.parser import HTMLParser

# Every sign that can mean something in CommonMark or its relatives (CommonMark 0.31, section 2.4).
_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>()#+!|&~$])")
_STARTS_A_BLOCK = re.compile(r"^(\d*)([.)=-])")


def escaped(text: str) -> str:
    """`text` with every sign escaped that Markdown would read as its own; any white space is one space."""
    return _MEANS_SOMETHING.sub(r"\\\1", re.sub(r"\s+", " ", text))


def words(text: str) -> str:
    """`text` as a line of its own, or the beginning of one."""
    return _STARTS_A_BLOCK.sub(r"\1\\\2", escaped(text.lstrip()))


def link(text: str, address: str) -> str:
    """A link, its text already Markdown; an address that could end it early is percent-encoded."""
    safe = re.sub(r"[\s<>\\()]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    return f"[{text}](<{safe}>)"


class _Prose(HTMLParser):
    """Reads what articles/prose.py lets through: p, strong, em, a, ul, ol, li and h3."""

    MARKS = {"strong": "**", "em": "*"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line = ""
        self.lists: list[int | None] = []  # the number of the last item, None in a list without numbers
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.MARKS:
            self.line += self.MARKS[tag]
        elif tag == "a":
            self.address = dict(attrs).get("href") or ""
            self.line += "["
        elif tag in ("ul", "ol"):
            self.end_block()
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.end_block()
            self.line = self.bullet()

    def bullet(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        indent = "   " * (len(self.lists) - 1)
        return f"{indent}- " if number is None else f"{indent}{number + 1}. "

    def handle_endtag(self, tag: str) -> None:
        if tag in self.MARKS:
            kept = self.line.rstrip()
            self.line = kept + self.MARKS[tag] + self.line[len(kept) :]
        elif tag == "a":
            self.line += link("", self.address)[1:]
        elif tag == "h3":
            self.line = f"### {self.line}"
            self.end_block()
        elif tag in ("p", "li"):
            self.end_block()
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        begun = self.line.strip(" -.0123456789")
        self.line += escaped(data) if begun or self.line.endswith(("*", "[")) else words(data)

    def end_block(self) -> None:
        if self.line.strip(" -"):
            self.blocks.append(self.line.rstrip())
        self.line = ""


def prose(html: str) -> str:
    """Cleaned prose as Markdown: paragraphs, bold, italic, links, lists and headings of the third level."""
    reader = _Prose()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return "\n\n".join(reader.blocks)
