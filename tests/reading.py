"""A page as a reader's tools see it: every text with the language it is under."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("alt", "aria-label", "content", "placeholder", "title", "value")


@dataclass
class Page(HTMLParser):
    """Feed it a page; `spoken` is then every text and spoken attribute as (language, text)."""

    html: str
    spoken: list[tuple[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", self._open[-1][1])
        self.spoken += [(language, given[name]) for name in SPOKEN if given.get(name)]
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag in ("a", "link"):
            self.links.append(given)
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag):
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data):
        if data.strip() and self._open[-1][0] not in ("style", "script"):
            self.spoken.append((self._open[-1][1], data.strip()))

    def words(self) -> str:
        return " ".join(text for _language, text in self.spoken)
