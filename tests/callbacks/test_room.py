"""Who may know whom, read from the imports themselves."""

import ast
from pathlib import Path

import callbacks

ROOM = Path(callbacks.__file__).parent


def imported_by(source: str) -> set[str]:
    """The first words of every module that `source` imports by its full name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names


def test_the_call_line_knows_neither_the_articles_nor_the_site():
    known = {path.name: imported_by(path.read_text()) & {"articles", "crampinfo"} for path in ROOM.rglob("*.py")}

    assert {name: rooms for name, rooms in known.items() if rooms} == {}
    assert "views.py" in known


def test_the_reading_of_imports_sees_a_forbidden_one():
    assert imported_by("from articles.models import Article\nimport crampinfo.settings") == {"articles", "crampinfo"}


def test_the_reading_of_numbers_and_hours_knows_no_django():
    known = imported_by((ROOM / "phone.py").read_text()) | imported_by((ROOM / "opening_hours.py").read_text())

    assert "django" not in known
    assert "phonenumbers" in known
