"""What a supervisor can rely on: a worker that was killed is replaced, a server that cannot start ends by itself."""

import configparser
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults.killing import workers_of
from tests.serving import environment, free_port, procfile, until, wait_for

UNITS = ROOT / "docs" / "systemd"


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str
    read.read(UNITS / f"crampinfo-{name}.service")
    return read


@contextmanager
def served(folder: Path, port: int):
    """The site, started by the Procfile's own line."""
    own, words = procfile("web", port)
    with (folder / "log").open("ab") as log:
        command, env = [sys.executable, "-m", *words], environment(folder, port) | own
        process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        until(lambda: (folder / "log").read_text().count("Started server process") == 2)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def test_a_worker_that_was_killed_is_replaced_however_soon_and_a_server_told_to_stop_leaves_none(tmp_path):
    port = free_port()
    with served(tmp_path, port) as server:
        seen = set(workers_of(server))
        assert len(seen) == 2
        for _time in range(3):
            os.kill(max(workers_of(server)), signal.SIGKILL)
            seen |= until(lambda known=frozenset(seen): {*workers_of(server)} - known)
        assert server.poll() is None
        left = workers_of(server)
    assert server.returncode == 0
    assert {pid for pid in left if Path(f"/proc/{pid}").exists()} == set()


def test_a_server_that_cannot_start_ends_and_says_how_to_cure_it(tmp_path):
    own, words = procfile("web", free_port())
    env = environment(tmp_path, 8000) | own | {"PREPARED_BYTES": "plenty"}
    ended = subprocess.run(
        [sys.executable, "-m", *words], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert "PREPARED_BYTES cannot be read" in ended.stderr
    assert "Give the memory for ready pages in each process: 64000000 bytes." in ended.stderr
    assert "failed to start, stopping the parent process" in ended.stderr


@pytest.mark.parametrize("name", ["web", "worker"])
def test_the_units_start_what_the_procfile_starts_and_start_it_again_however_often_it_ends(name):
    read = unit(name)
    own = dict(variable.split("=", 1) for variable in read["Service"].get("Environment", "").split())
    words = read["Service"]["ExecStart"].replace("/srv/crampinfo/.venv/bin/", "").split()
    assert (own, words) == procfile(name, 8000)
    assert (read["Service"]["Restart"], read["Unit"]["StartLimitIntervalSec"]) == ("always", "0")


def test_the_threads_of_the_web_have_one_heap_together_that_keeps_what_a_page_needs_at_hand():
    heap = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "4194304"}
    assert procfile("web", 8000)[0] == heap


@pytest.mark.parametrize("name", ["web", "worker"])
def test_systemd_finds_nothing_wrong_with_the_units(name, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd here")
    here = (UNITS / f"crampinfo-{name}.service").read_text()
    program = here.partition("ExecStart=")[2].split()[0]
    (tmp_path / f"crampinfo-{name}.service").write_text(here.replace(program, sys.executable))
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / f"crampinfo-{name}.service")]
    checked = subprocess.run(command, capture_output=True, text=True)
    about_us = [line for line in checked.stderr.splitlines() if "crampinfo" in line]
    assert about_us == []
