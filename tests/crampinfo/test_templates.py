"""What every template holds to: Jinja2's of the readers' pages, and Django's of the desk."""

import re

import pytest
from django.template import engines
from django.utils.translation import override

from tests.conftest import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
READERS = [path for path in TEMPLATES if path.is_relative_to(FOLDER / "readers")]
DESK = [path for path in TEMPLATES if path not in READERS]
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
BLOCK = re.compile(
    r"{%\s*blocktranslate.*?%}.*?{%\s*endblocktranslate\s*%}"
    r"|{%-?\s*trans\b.*?%}.*?{%\s*endtrans\s*%}"
    r"|{%\s*comment.*?endcomment\s*%}",
    re.S,
)


def name(path):
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", DESK, ids=name)
def test_every_template_of_the_desk_compiles(path):
    engines["desk"].get_template(name(path))


@pytest.mark.parametrize("path", READERS, ids=name)
@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_template_of_the_readers_compiles_in_each_language(path, language):
    with override(language):
        engines["readers"].get_template(str(path.relative_to(FOLDER / "readers")))


def open_parts(source: str) -> list[str]:
    """Tags by which a part of a page would see more than it is given."""
    return re.findall(r"{%-?\s*include [^%]*%}|{%[^%]*with context\s*%}", source)


@pytest.mark.parametrize("path", READERS, ids=name)
def test_readers_templates_stay_small_and_their_parts_closed(path):
    source = path.read_text()
    assert len(source.splitlines()) <= 80
    assert open_parts(source) == []


def test_the_finder_of_open_parts_finds_them():
    leaky = '{% from "a.html" import a with context %}'
    assert open_parts(f'{leaky}{{% include "b.html" %}}{{% from "c.html" import c %}}') == [
        leaky,
        '{% include "b.html" %}',
    ]


def loose_words(source: str) -> list[str]:
    """Words that a reader would see and nobody could translate."""
    without_tags = re.sub(r"<[^>]*>", " ", TAG.sub(" ", BLOCK.sub(" ", source)), flags=re.S)
    words = re.sub(r"&\w+;|CrampInfo|Cramp\b|Info\b|112|MHRS|Türkçe|English", " ", without_tags)
    return re.findall(r"[^\W\d_]{2,}", words)


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name != "500.html"], ids=name)
def test_every_visible_word_can_be_translated(path):
    assert loose_words(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>{% translate 'Fine' %} Not fine</p>",
        '<p>{{ _("Fine") }} {% trans %}Fine{% endtrans %} {%- trans a=b %}Fine{% endtrans %} Not fine</p>',
    ],
)
def test_the_finder_of_loose_words_finds_them(source):
    assert loose_words(source) == ["Not", "fine"]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_attributes_are_double_quoted(path):
    unquoted = re.sub(r'"[^"]*"', "", TAG.sub("", path.read_text()))
    assert re.findall(r"<\w[^>]*\s[\w-]+='[^>]*>", unquoted) == []
