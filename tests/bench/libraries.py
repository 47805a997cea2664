"""Libraries of many articles: made once by `manage.py bench_data`, kept under var/bench, made anew if tables change."""

import hashlib
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.bench.parts import quickly, tell
from tests.bench.processes import pinned
from tests.bench.programs import KEPT, ROOT
from tests.bench.sites import environment

SIZES = (10, 1000, 100_000)
FIRST_ARTICLE = "articles/content/muscle-spasm.yaml"
ADDRESS_OF_THE_FIRST = "/en/articles/muscle-spasm/"


def sizes() -> tuple[int, ...]:
    return SIZES[: quickly(3, 2)]


def largest() -> int:
    return sizes()[-1]


@cache
def library(articles: int) -> Path:
    """The SQLite file of a library of so many made articles in two languages, and of the first real article.

    It takes minutes for 100,000. What is kept is not written to: whoever edits takes `a_copy_of` it.
    """
    file = KEPT / f"articles-{articles}-{_state_of_the_tables()}.sqlite3"
    if not file.exists():
        tell(f"making a library of {articles:,} articles, which is kept under var/bench")
        _make(articles, file)
    return file


def _make(articles: int, file: Path) -> None:
    """Make a library. Broken off, it goes on where it was; what failed is made from its beginning the next time."""
    unfinished = file.with_suffix(".unfinished")
    KEPT.mkdir(parents=True, exist_ok=True)
    for outdated in KEPT.glob(f"articles-{articles}-*"):
        if outdated.stem != file.stem:
            outdated.unlink()
    try:
        for command in _commands(articles):
            managing = [sys.executable, "manage.py", *command]
            subprocess.run(managing, env=environment(unfinished), cwd=ROOT, check=True, stdout=sys.stderr)
    except subprocess.CalledProcessError:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.rename(file)


def a_copy_of(library: Path, folder: Path) -> Path:
    return Path(shutil.copy(library, folder / "copy.sqlite3"))


def inside(database: Path, *arguments: str, core: int | None = None) -> str:
    """What a Python process of the site on `database` prints, on one `core` if that is given.

    Raises CalledProcessError if it fails; why, it has said itself.
    """
    command = [sys.executable, *arguments]
    command = command if core is None else pinned(core, command)
    done = subprocess.run(command, env=environment(database), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    done.check_returncode()
    return done.stdout


def _commands(articles: int) -> list[list[str]]:
    first = ["load_article", FIRST_ARTICLE, "--publish"]
    return [["migrate", "--verbosity", "0"], ["bench_data", str(articles)], first]


def _state_of_the_tables() -> str:
    """A few letters that change when a migration, the maker of articles or the first article does."""
    read = hashlib.sha256()
    made_from = [*ROOT.glob("*/migrations/*.py"), *(ROOT / "articles" / "benchmarking").glob("*.py")]
    for file in sorted([*made_from, ROOT / FIRST_ARTICLE]):
        read.update(file.read_bytes())
    return read.hexdigest()[:10]
