"""The command that gathers the words of the interface, with the gathering itself (gettext's) played by the test."""

import polib
import pytest
from django.core.management import CommandError, call_command

from crampinfo.management.commands import messages
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


def test_the_catalogue_of_the_site_is_whole_and_compiled():
    path = ROOT / "locale" / "tr" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=110)
    assert [entry.msgid for entry in catalogue if entry.fuzzy or not entry.translated()] == []
    assert path.with_suffix(".mo").read_bytes() == catalogue.to_binary()
    assert [entry.msgid for entry in catalogue if entry.msgstr == entry.msgid and " " in entry.msgid] == []
