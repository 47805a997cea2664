"""A sheet as the YAML of a file, and back."""

import re
import textwrap
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.content.files import shaped
from articles.exchange import shape
from articles.exchange.sheets import TO_FILL, Sheet
from articles.models.words import LANGUAGES

HEAD = "translation_of"  # no file of an article begins so


class _Folded(str):
    """A text that is written below its key, where nothing in it needs quotes."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


_Dumper.add_representer(_Folded, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">"))


def is_sheet(loaded: Any) -> bool:
    """Whether what a YAML file holds came from here, and is no article."""
    return isinstance(loaded, dict) and HEAD in loaded


def check(loaded: Any) -> Sheet:
    """`loaded` as a sheet. Raises Refused with every place that is wrong."""
    return shaped(shape.Sheet(), loaded)


def write(sheet: Sheet) -> str:
    """The sheet as YAML, with what to do with it above, in the language of whoever translates."""
    head = {name: sheet[name] for name in (HEAD, "from", "into")}
    texts = [_yaml([{name: _written(name, said) for name, said in entry.items()}]) for entry in sheet["texts"]]
    return "\n".join([_explained(sheet) + _yaml(head) + ("texts:" if texts else "texts: []"), *texts])


def _written(name: str, said: Any) -> Any:
    if name not in ("source_was", *LANGUAGES):
        return said
    return [_folded(line) for line in said] if isinstance(said, list) else _folded(said)


def _folded(text: str) -> str:
    return _Folded(text) if re.fullmatch(r"\S+( \S+)*", text) else text


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _explained(sheet: Sheet) -> str:
    with override(sheet["into"]):
        names = {code: str(name) for code, name in settings.LANGUAGES}
        known = {
            "code": sheet["into"],
            "dots": TO_FILL,
            "language": names[sheet["into"]],
            "source": names[sheet["from"]],
        }
        said = [
            _("Texts to translate from %(source)s into %(language)s. Matters of safety, “safety: true”, stand first."),
            _(
                "Write below “%(code)s:”, indented as it is there, in place of “%(dots)s” or of the old translation. "
                "Leave the rest as it is."
            ),
            _(
                "“source_was” is what the text in %(source)s said when it was translated. If the translation still "
                "holds, write “still_holds: true”."
            ),
            _("What you leave untouched stays as it is. Tags such as <p> and <strong> belong to the text."),
        ]
    lines = [line for words in said for line in textwrap.wrap(words % known, 100, break_long_words=False)]
    return "".join(f"# {line}\n" for line in lines) + "\n"
