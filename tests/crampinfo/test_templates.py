"""What every template holds to."""

import re

import pytest
from django.template.loader import get_template

from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
BLOCK = re.compile(r"{%\s*blocktranslate.*?%}.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?endcomment\s*%}", re.S)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    get_template(name)


READERS = [path for path in TEMPLATES if "admin" not in path.parts]  # Django's own parts of the admin read everything


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_templates_stay_small_and_their_includes_closed(path):
    source = path.read_text()
    assert len(source.splitlines()) <= 80
    includes = re.findall(r"{%\s*include [^%]*%}", source)
    assert [tag for tag in includes if not re.search(r"\bonly\s*%}$", tag)] == []


def loose_words(source: str) -> list[str]:
    """Words that a reader would see and nobody could translate."""
    without_tags = re.sub(r"<[^>]*>", " ", TAG.sub(" ", BLOCK.sub(" ", source)), flags=re.S)
    words = re.sub(r"&\w+;|CrampInfo|Cramp\b|Info\b|112|MHRS|Türkçe|English", " ", without_tags)
    return re.findall(r"[^\W\d_]{2,}", words)


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name != "500.html"], ids=lambda path: path.name)
def test_every_visible_word_can_be_translated(path):
    assert loose_words(path.read_text()) == []


def test_the_finder_of_loose_words_finds_them():
    assert loose_words("<p>{% translate 'Fine' %} Not fine</p>") == ["Not", "fine"]


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_attributes_are_double_quoted(path):
    unquoted = re.sub(r'"[^"]*"', "", TAG.sub("", path.read_text()))
    assert re.findall(r"<\w[^>]*\s[\w-]+='[^>]*>", unquoted) == []
