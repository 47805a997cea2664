"""A form of a page as a browser would send it back, so that a test changes what it means to and nothing else."""

from html.parser import HTMLParser
from typing import Any

NOT_SENT = ("submit", "button", "image", "reset", "file")

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form_id, self.inside, self.fields = form_id, False, Fields()
        self.name, self.text, self.select = "", None, None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id", "") == self.form_id
        elif self.inside and "name" in given and "disabled" not in given:
            self._box(tag, given)
        elif self.inside and tag == "option" and self.select is not None:
            self.select.append((given.get("value", ""), "selected" in given))

    def _box(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if tag == "textarea":
            self.name, self.text = given["name"], ""
        elif tag == "select":
            self.name, self.select = given["name"], []
        elif tag == "input" and kind not in NOT_SENT and (kind not in ("checkbox", "radio") or "checked" in given):
            self._send(given["name"], given.get("value", "on" if kind in ("checkbox", "radio") else ""))

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text is not None:
            self._send(self.name, self.text.removeprefix("\n").replace("\n", "\r\n"))
            self.text = None
        elif tag == "select" and self.select is not None:
            chosen = [value for value, selected in self.select if selected] or [self.select[0][0]]
            self._send(self.name, *chosen)
            self.select = None
        elif tag == "form":
            self.inside = False

    def _send(self, name: str, *values: str) -> None:
        self.fields.setdefault(name, []).extend(values)


def fields_of(html: str, form_id: str) -> Fields:
    """What a browser sends when the form with `form_id` is submitted as it stands."""
    form = _Form(form_id)
    form.feed(html)
    form.close()
    assert form.fields, f"There is no form {form_id} on the page."
    return form.fields


def add_part(fields: Fields, prefix: str, **values: Any) -> Fields:
    """`fields` with one more part in the formset `prefix`, made from its empty form as "add another" does."""
    number = int(fields[f"{prefix}-TOTAL_FORMS"][0])
    empty = {name: value for name, value in fields.items() if name.startswith(f"{prefix}-__prefix__-")}
    part = {name.replace("__prefix__", str(number)): value for name, value in empty.items()}
    filled = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    assert filled.keys() <= part.keys(), f"No such boxes: {filled.keys() - part.keys()}"
    return fields | part | filled | {f"{prefix}-TOTAL_FORMS": [str(number + 1)]}


def row_of(fields: Fields, prefix: str, **known: str) -> str:
    """The prefix of the part of `prefix` whose boxes hold what is `known`, such as "causes-3"."""
    for number in range(int(fields[f"{prefix}-TOTAL_FORMS"][0])):
        row = f"{prefix}-{number}"
        if all(fields.get(f"{row}-{name}") == [value] for name, value in known.items()):
            return row
    raise AssertionError(f"No {prefix} with {known}.")
