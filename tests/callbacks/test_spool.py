import os
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from callbacks import spool
from callbacks.fields import unseal
from callbacks.references import digest_of
from callbacks.spool import SpoolRefused, Torn, append, lines_of, reference_of, sealed_part

NAME, PHONE = "Zümrüdüanka", "+905329876543"


def entry(token: str = "token", **more: str) -> dict:
    return {"token_digest": digest_of(token), "reference": "K7M-4QD", "name": NAME, "phone": PHONE, **more}


@pytest.fixture
def file(spool_file) -> Path:
    return spool_file


def test_a_request_lies_in_the_spool_as_one_line_that_only_we_can_read(file):
    append(entry())
    written = file.read_bytes()
    assert (written.count(b"\n"), written[-1:]) == (1, b"\n")
    assert [mark for mark in (NAME.encode(), b"5329876543", b"token ") if mark in written] == []
    assert '"name": "Z\\u00fcmr\\u00fcd\\u00fcanka"' in unseal(sealed_part(written[:-1]))


def test_the_spool_is_for_nobody_elses_eyes(file):
    append(entry())
    assert [oct(path.stat().st_mode & 0o777) for path in (file, file.parent)] == ["0o600", "0o700"]


def test_a_line_is_on_disk_before_append_returns(file, monkeypatch):
    synced = []
    sync = os.fsync

    def watched(handle: int) -> None:
        kind = "folder" if os.path.isdir(f"/proc/self/fd/{handle}") else file.read_bytes().count(b"\n")
        synced.append(kind)
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    append(entry())
    assert synced == [1, "folder"]


def test_many_threads_write_whole_lines(file):
    threads = [Thread(target=append, args=[entry(str(number), about="x" * 3000)]) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = lines_of(file)
    assert len(lines) == len({sealed_part(line) for line in lines}) == 40
    assert {line.split(b" ")[0].decode() for line in lines} == {digest_of(str(number)) for number in range(40)}


def test_a_line_that_was_torn_before_stays_a_line_of_its_own(file):
    append(entry("first"))
    file.write_bytes(file.read_bytes()[:-20])
    append(entry("second"))
    torn, whole = lines_of(file)
    with pytest.raises(Torn):
        sealed_part(torn)
    assert unseal(sealed_part(whole))


def test_a_disk_that_is_full_leaves_the_spool_as_it_was(file, monkeypatch):
    append(entry("first"))
    before, write = file.read_bytes(), os.write
    monkeypatch.setattr(os, "write", lambda handle, text: write(handle, text[:50]))
    with pytest.raises(SpoolRefused) as refused:
        append(entry("second"))
    assert (file.read_bytes(), str(refused.value), refused.value.__cause__) == (before, "OSError", None)


def test_a_disk_that_does_not_sync_is_no_disk(file, monkeypatch):
    append(entry("first"))
    before = file.read_bytes()

    def refuse(handle: int) -> None:
        raise OSError("input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SpoolRefused):
        append(entry("second"))
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.SPOOL_FILE = tmp_path / "file" / "calls"
    with pytest.raises(SpoolRefused):
        append(entry())
    assert reference_of("token") is None


def test_a_flood_ends_where_the_spool_is_full(file, monkeypatch):
    monkeypatch.setattr(spool, "LIMIT", 2000)
    append(entry())
    fit = 2000 // file.stat().st_size
    for _time in range(fit - 1):
        append(entry())
    with pytest.raises(SpoolRefused):
        append(entry())
    assert len([sealed_part(line) for line in lines_of(file)]) == fit > 2


def test_a_persons_token_finds_their_reference_without_the_key(file, settings):
    append(entry("mine"))
    append(entry("other", reference="CCC-CCC"))
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="]
    assert [reference_of(token) for token in ("mine", "other", "wrong", "", "\udcff")] == ["K7M-4QD", "CCC-CCC"] + [
        None
    ] * 3


def test_the_token_is_found_while_its_line_is_replayed(file):
    append(entry("mine"))
    os.replace(file, spool.path("replaying"))
    assert reference_of("mine") == "K7M-4QD"


@hypothesis_settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_single_damage_to_a_line_is_seen(file, data):
    file.unlink(missing_ok=True)
    append(entry())
    [line] = lines_of(file)
    place = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte not in (line[place], 10)))
    with pytest.raises(Torn):
        sealed_part(line[:place] + bytes([other]) + line[place + 1 :])
    with pytest.raises(Torn):
        sealed_part(line[:place])


@given(st.binary())
def test_no_bytes_are_too_strange_to_be_called_torn(line):
    with pytest.raises(Torn):
        sealed_part(line)
