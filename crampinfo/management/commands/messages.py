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
CATALOGUE = Path(settings.BASE_DIR) / "locale" / "tr" / "LC_MESSAGES" / "django.po"


class Gathered(makemessages.BuildFile):
    """A file that words are gathered from. Of readers' templates, Jinja2 tells the words, and gettext reads a list."""

    def preprocess(self) -> None:
        if READERS not in Path(self.path).resolve().parents:
            return super().preprocess()
        with open(self.path, "rb") as template:
            found = list(babel_extract(template, KEYWORDS, ["Translators:"], {"trimmed": "true", "silent": "false"}))
        lines = [
            line for _number, function, words, remarks in found for line in as_python(function, words or (), remarks)
        ]
        Path(self.work_path).write_text("\n".join(lines), encoding="utf-8")


def as_python(function: str, words: str | tuple[str | None, ...], remarks: list[str]) -> list[str]:
    """A call with these words, as Python has it, after remarks for translators."""
    said = [words] if isinstance(words, str) else [each for each in words if each is not None]
    count = ["1"] if function == "ngettext" else []
    return [f"# Translators: {remark}" for remark in remarks] + [f"{function}({', '.join([*map(repr, said), *count])})"]


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
