import platform
import subprocess
import sys

import pytest

from crampinfo import heap
from tests.serving import ROOT

PROGRAM = """
import resource, sys
from crampinfo import heap

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def page():
    blocks = [bytearray(400_000) for _block in range(3)]

if sys.argv[1:]:
    heap.keep_at_hand()
for _page in range(10):
    page()
before = faults()
for _page in range(20):
    page()
print((faults() - before) // 20)
"""


def faults_a_page(*words: str) -> int:
    asked = [sys.executable, "-c", PROGRAM, *words]
    return int(subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another malloc, which is left as it is")
def test_memory_that_a_page_freed_is_there_for_the_next():
    assert faults_a_page("keep") == 0
    assert faults_a_page() > 100


def test_another_malloc_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(heap.ctypes, "CDLL", lambda _name: object())
    heap.keep_at_hand()
