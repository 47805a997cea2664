"""The command that gathers the words of the interface, with the gathering itself (gettext's) played by the test."""

from contextlib import nullcontext
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import makemessages

from crampinfo import reader_templates
from crampinfo.management.commands import messages
from crampinfo.reader_templates import PagesInOneLanguage
from tests.conftest import ROOT


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A finished catalogue of one entry, and a way to say what gathering finds beside it."""
    path = tmp_path / "django.po"
    found: list[polib.POEntry] = []

    def gather(*_args, **_options):
        gathered = polib.pofile(str(path))
        gathered.metadata["POT-Creation-Date"] = "now"
        gathered.extend(found)
        gathered.save()

    written = polib.POFile(wrapwidth=110)
    written.append(polib.POEntry(msgid="Home", msgstr="Ana sayfa"))
    written.save(str(path))
    written.save_as_mofile(str(path.with_suffix(".mo")))
    monkeypatch.setattr(messages, "CATALOGUE", path)
    monkeypatch.setattr(messages, "call_command", gather)
    return path, found


def test_a_finished_catalogue_passes_and_stays_as_it_is(catalogue):
    path, _found = catalogue
    call_command("messages")
    finished = path.read_bytes()
    call_command("messages", check=True)
    assert path.read_bytes() == finished


def test_new_words_fail_the_check_which_changes_nothing(catalogue):
    path, found = catalogue
    call_command("messages")
    before = path.read_bytes()
    found.append(polib.POEntry(msgid="New", msgstr="Yeni"))
    with pytest.raises(CommandError, match=r"django.po and django.mo would change: run `make messages`"):
        call_command("messages", check=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("entry", [polib.POEntry(msgid="New"), polib.POEntry(msgid="New", msgstr="?", flags=["fuzzy"])])
def test_what_is_not_translated_or_only_guessed_is_named(catalogue, entry):
    _path, found = catalogue
    found.append(entry)
    with pytest.raises(CommandError, match=r"Not translated yet:\n  'New'"):
        call_command("messages")


@pytest.mark.parametrize(
    ("msgid", "msgstr", "broken"),
    [
        ("on %(day)s", "%(day)s günü", False),
        ("on %(day)s", "%(gun)s günü", True),
        ("on %(day)s", "bir gün", True),
        ("%d of 100%%", "yüzde %d", False),
        ("%d of 100%%", "yüzde %s", True),
    ],
)
def test_a_translation_leaves_the_places_open_that_its_words_do(catalogue, msgid, msgstr, broken):
    _path, found = catalogue
    found.append(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=["python-format"]))
    with pytest.raises(CommandError, match=r"Other %\(names\)s than in the words") if broken else nullcontext():
        call_command("messages")


def test_a_plural_leaves_them_open_in_each_of_its_forms():
    forms = {"msgid": "one", "msgid_plural": "%(n)s minutes"}
    whole, torn = (polib.POEntry(**forms, msgstr_plural={0: "%(n)s dk", 1: last}) for last in ("%(n)s dk", "dk"))
    assert [messages.has_its_places(each) for each in (whole, torn)] == [True, False]


READERS_PAGE = """
{# Translators: a remark #}
{{ _("Plain") }} {{ _('with "quotes"') }} {{ _("hard\u00a0space, zero\u200bwidth") }} {{ _("100% sure") }}
{% macro part(words=_("by default")) %}{% set more = _("in a set") %}{% endmacro %}
{% trans %}
  50% of
  it
{% endtrans %}
{% trans n=n %}{{ n }} minute{% pluralize %}{{ n }} minutes{% endtrans %}
"""


def gathered(tmp_path, monkeypatch) -> tuple[str, list[tuple]]:
    """What gettext is given to read of READERS_PAGE, and the calls in it as Python understands them."""
    monkeypatch.setattr(messages, "READERS", tmp_path)
    (tmp_path / "page.html").write_text(READERS_PAGE)
    command = messages.Gather()
    command.extensions = {".html"}
    file = messages.Gathered(command, "django", makemessages.TranslatableFile(str(tmp_path), "page.html", None))
    file.preprocess()
    written, calls = Path(file.work_path).read_text(), []
    note = {name: lambda *given, name=name: calls.append((name, *given)) for name in messages.KEYWORDS}
    exec(written, note)
    return written, calls


def test_words_of_readers_pages_are_gathered_as_the_pages_ask_for_them(tmp_path, monkeypatch):
    written, calls = gathered(tmp_path, monkeypatch)
    assert calls == [
        ("_", "Plain"),
        ("_", 'with "quotes"'),
        ("_", "hard\u00a0space, zero\u200bwidth"),
        ("_", "100% sure"),
        ("_", "by default"),
        ("_", "in a set"),
        ("gettext", "50%% of it"),
        ("ngettext", "%(n)s minute", "%(n)s minutes", 1),
    ]
    assert written.startswith('# Translators: a remark\n_("Plain")\n')
    assert "hard\u00a0space, zero\u200bwidth" in written

    asked = []
    monkeypatch.setattr(reader_templates.translation, "gettext", lambda words: asked.append(words) or words)
    PagesInOneLanguage(language="tr", autoescape=True).from_string(READERS_PAGE)
    assert asked == [call[1] for call in calls if call[0] != "ngettext"]


def test_the_catalogue_of_the_site_is_whole_and_compiled():
    path = ROOT / "locale" / "tr" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=110)
    assert [entry.msgid for entry in catalogue if entry.fuzzy or not entry.translated()] == []
    assert path.with_suffix(".mo").read_bytes() == catalogue.to_binary()
    assert [entry.msgid for entry in catalogue if entry.msgstr == entry.msgid and " " in entry.msgid] == []
