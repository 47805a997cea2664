"""CPU, memory and the end of a tree of processes, on trees that do what is known."""

import subprocess
import sys
import time

import pytest

from tests.bench.processes import begun, cpu_seconds, memory, stop, tree

BURN = """
import sys, time
sys.stdin.readline()
while time.process_time() < {seconds}:
    pass
print("done", flush=True)
sys.stdin.readline()
"""
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('there', flush=True); time.sleep(600)"
)


@pytest.fixture
def burner():
    """Starts a process whose child uses so much CPU once it is told to, and then waits."""
    started = []

    def start(seconds: float) -> subprocess.Popen:
        command = [sys.executable, "-c", PARENT, BURN.format(seconds=seconds)]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        stop(process)
        process.stdin.close()
        process.stdout.close()


def burn(process: subprocess.Popen) -> None:
    process.stdin.write("go\n")
    process.stdin.flush()
    assert process.stdout.readline() == "done\n"


def test_the_cpu_of_a_tree_is_that_of_its_children_too(burner):
    busy, idle = burner(0.5), burner(0)
    burn(busy)
    burn(idle)
    before = cpu_seconds(idle.pid)
    assert 0.5 <= cpu_seconds(busy.pid) < 1
    assert cpu_seconds(busy.pid) - before > 0.4
    assert cpu_seconds(idle.pid) == before  # the control: who waits uses nothing


def test_a_tree_is_the_process_and_its_descendants_and_nobody_else(burner):
    one, other = burner(0), burner(0)
    burn(one)
    burn(other)
    assert len(tree(one.pid)) == 2
    assert tree(one.pid)[0] == one.pid
    assert set(tree(one.pid)) & set(tree(other.pid)) == set()


def test_memory_grows_by_what_a_process_takes():
    code = "import sys; sys.stdin.readline(); kept = b'x' * 50_000_000; print('took', flush=True); sys.stdin.readline()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write(b"go\n")
        process.stdin.flush()
        process.stdout.readline()
        assert 50_000_000 < memory(process.pid) < 90_000_000
        stop(process)


def test_a_child_that_outlives_its_parent_is_ended_with_it():
    command = [sys.executable, "-c", PARENT, STUBBORN]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        _parent, child = tree(process.pid)
        stop(process)
    until = time.monotonic() + 5
    while begun(child) is not None and time.monotonic() < until:
        time.sleep(0.01)
    assert begun(child) is None


def test_a_process_that_has_gone_has_no_beginning_and_no_cpu():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert (begun(process.pid), cpu_seconds(process.pid)) == (None, 0)
