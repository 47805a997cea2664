import json
import re
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.management.commands import makemessages
from jinja2.ext import babel_extract

READERS = Path(settings.BASE_DIR) / "templates" / "readers"
KEYWORDS = ["_", "gettext", "ngettext"]
AS_ON_PAGES = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
PLACE = re.compile(r"%\(\w+\)|%%|%\w")
CATALOGUE = Path(settings.BASE_DIR) / "locale" / "tr" / "LC_MESSAGES" / "django.po"


class Gathered(makemessages.BuildFile):
    """A file that words are gathered from. Of readers' templates, Jinja2 tells the words, and gettext reads a list."""

    def preprocess(self) -> None:
        if READERS not in Path(self.path).resolve().parents:
            return super().preprocess()
        with open(self.path, "rb") as template:
            found = list(babel_extract(template, KEYWORDS, ["Translators:"], AS_ON_PAGES))
        calls = [as_python(function, words or (), remarks) for _line, function, words, remarks in found]
        Path(self.work_path).write_text("".join(calls), encoding="utf-8")


def as_python(function: str, words: str | tuple[str | None, ...], remarks: list[str]) -> str:
    """A call with these words after the remarks for translators, as Python has it: a line each.

    Every letter stands as it is, since gettext does not know the signs that Python's repr has for some.
    """
    said = [words] if isinstance(words, str) else [each for each in words if each is not None]
    given = [json.dumps(each, ensure_ascii=False) for each in said] + ["1"] * (function == "ngettext")
    return "".join(f"# Translators: {remark}\n" for remark in remarks) + f"{function}({', '.join(given)})\n"


class Gather(makemessages.Command):
    build_file_class = Gathered


class Command(BaseCommand):
    help = "Gather the words of the interface into the Turkish catalogue and compile it; with --check, only compare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, and fail if anything would change")

    def handle(self, *args: Any, **options: Any) -> None:
        compiled = CATALOGUE.with_suffix(".mo")
        before = {path: path.read_bytes() if path.exists() else b"" for path in (CATALOGUE, compiled)}
        self.gather()
        after = {path: path.read_bytes() for path in before}
        if options["check"]:
            for path, content in before.items():
                path.write_bytes(content)
            changed = [path.name for path in before if before[path] != after[path]]
            if changed:
                raise CommandError(f"{' and '.join(changed)} would change: run `make messages` and commit the result.")
        self.complain(polib.pofile(str(CATALOGUE)))

    def gather(self) -> None:
        ignored = [".venv/*", "var/*", "tests/*"]
        call_command(
            Gather(), locale=["tr"], ignore_patterns=ignored, no_obsolete=True, add_location="file", verbosity=0
        )
        catalogue = polib.pofile(str(CATALOGUE), wrapwidth=110)
        catalogue.metadata.pop("POT-Creation-Date", None)  # else every run would be a change
        catalogue.save(str(CATALOGUE))
        catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))

    def complain(self, catalogue: polib.POFile) -> None:
        """Fail for words that are not translated, or whose translation is a guess."""
        unfinished = [entry.msgid for entry in catalogue if "fuzzy" in entry.flags or not entry.translated()]
        if unfinished:
            raise CommandError("Not translated yet:\n" + "\n".join(f"  {words!r}" for words in unfinished))
        broken = [entry.msgid for entry in catalogue if "python-format" in entry.flags and not has_its_places(entry)]
        if broken:
            raise CommandError("Other %(names)s than in the words:\n" + "\n".join(f"  {words!r}" for words in broken))


def has_its_places(entry: polib.POEntry) -> bool:
    """Whether every translation leaves the same places open as the words do. A page cannot be made with another."""
    said = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
    places = {*PLACE.findall(entry.msgid_plural or entry.msgid)} - {"%%"}
    return all({*PLACE.findall(words)} - {"%%"} == places for words in said)
