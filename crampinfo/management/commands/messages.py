from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "tr" / "LC_MESSAGES" / "django.po"


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
            "makemessages", locale=["tr"], ignore_patterns=ignored, no_obsolete=True, add_location="file", verbosity=0
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
