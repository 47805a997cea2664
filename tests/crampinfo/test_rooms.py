"""Who may know whom. The rule is in docs/architecture.md; this reads the imports and holds it."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("articles", "callbacks", "crampinfo")
FORBIDDEN = {"articles": {"callbacks", "crampinfo"}, "callbacks": {"articles", "crampinfo"}, "crampinfo": set()}
LAYERS = {  # inside a room: a module may not import those named with it
    "articles/models": {"composing", "content", "publishing", "views", "admin"},
    "articles/querysets.py": {"composing", "content", "publishing", "views", "admin", "models"},
    "articles/desk_querysets.py": {"composing", "content", "publishing", "views", "admin", "models", "querysets"},
    "articles/marks.py": {"composing", "content", "publishing", "views", "admin", "models", "querysets", "freshness"},
    "articles/signals.py": {"composing", "content", "publishing", "views", "admin", "models", "querysets", "freshness"},
    "articles/tracked_writing.py": {"composing", "content", "publishing", "views", "admin", "models", "querysets"},
    "articles/freshness.py": {"composing", "content", "publishing", "views", "admin", "standing"},
    "articles/standing.py": {"content", "publishing", "views", "admin"},
    "articles/turkish.py": {"composing", "content", "publishing", "views", "admin", "models", "querysets"},
    "articles/surrogate_keys.py": {"composing", "content", "publishing", "views", "admin", "models", "querysets"},
    "articles/documents.py": {"composing", "content", "publishing", "views", "admin", "models", "querysets"},
    "articles/composing.py": {"content", "publishing", "views", "admin"},
    "articles/content": {"composing", "publishing", "views", "admin"},
    **dict.fromkeys(  # pure words, which know no rows
        ["articles/agreement", "articles/differences.py", "articles/language_guard.py", "articles/seen.py"],
        frozenset(
            {"composing", "content", "publishing", "views", "admin", "models", "querysets", "freshness", "accord"}
        ),
    ),
    "articles/accord.py": {"publishing", "content", "views", "admin"},
    "articles/fitness.py": {"publishing", "content", "views", "admin"},
    "articles/publishing.py": {"views", "admin"},
    "articles/views.py": {"admin"},
    "callbacks/models": {"intake", "forms", "views", "admin"},
    "callbacks/intake.py": {"forms", "views", "admin"},
    "callbacks/forms.py": {"views", "admin"},
}


def imported(source: str) -> set[str]:
    """The dotted names that a module imports when it runs; what is under TYPE_CHECKING is never imported."""
    found: set[str] = set()
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            found |= {f"{base}.{alias.name}" for alias in node.names} | {base}
    return found


def modules(room: str) -> list[Path]:
    return [path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_knows_one_that_it_should_not(room):
    for path in modules(room):
        known = {name.split(".")[0] for name in imported(path.read_text())} & FORBIDDEN[room]
        assert known == set(), f"{path.relative_to(ROOT)} imports {known}"


@pytest.mark.parametrize("layer", LAYERS)
def test_inside_a_room_imports_go_down_only(layer):
    paths = [ROOT / layer] if layer.endswith(".py") else sorted((ROOT / layer).glob("*.py"))
    room = layer.split("/")[0]
    assert paths
    for path in paths:
        steps = {
            name.removeprefix(room).strip(".").split(".")[0]
            for name in imported(path.read_text())
            if name.startswith((room + ".", "."))
        }
        assert steps & LAYERS[layer] == set(), f"{path.relative_to(ROOT)} imports {steps & LAYERS[layer]}"


def test_the_reader_of_imports_sees_every_kind_of_import():
    lines = ["import articles.models", "from callbacks import forms", "from .views import x"]
    unread = ["if TYPE_CHECKING:", "    import crampinfo"]
    assert imported("\n".join(lines + unread)) == {
        "articles.models",
        "callbacks",
        "callbacks.forms",
        ".views",
        ".views.x",
    }
