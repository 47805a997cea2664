"""The programs that are measured against and with: which are here, which version, and how to get those that are not."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "var" / "bench"  # what is made once and used again: articles, Lighthouse, figures
LIGHTHOUSE = KEPT / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
LIGHTHOUSE_VERSION = "12.8.2"
NPM = f"npm install --prefix var/bench/lighthouse lighthouse@{LIGHTHOUSE_VERSION} (needs node and npm)"


@dataclass(frozen=True)
class Program:
    name: str
    place: str | None
    used_for: str
    install: str
    version: tuple[str, ...] = ()


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def brotli_module() -> str | None:
    """nginx's module that serves pages compressed beforehand, as `load_module` wants it."""
    if not shutil.which("nginx"):
        return None
    said = subprocess.run(["nginx", "-V"], capture_output=True, text=True).stderr
    folder = re.search(r"--modules-path=(\S+)", said)
    module = Path(folder[1] if folder else "/usr/lib/nginx/modules") / "ngx_http_brotli_static_module.so"
    return str(module) if module.exists() else None


def fetch_lighthouse() -> None:
    """Have npm put Lighthouse under var/bench, if node is here and it is not there yet."""
    if LIGHTHOUSE.exists() or not shutil.which("node") or not shutil.which("npm"):
        return
    folder = LIGHTHOUSE.parents[2]
    folder.mkdir(parents=True, exist_ok=True)
    fetch = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"lighthouse@{LIGHTHOUSE_VERSION}"]
    subprocess.run(fetch, capture_output=True, timeout=600)


@cache
def programs() -> dict[str, Program]:
    """Every program that some part needs, by name."""
    apt = "apt-get install --no-install-recommends"
    found = [
        Program("taskset", shutil.which("taskset"), "pinning to a core", f"{apt} util-linux"),
        Program("wrk", shutil.which("wrk"), "load", f"{apt} wrk", ("wrk", "-v")),
        Program("nginx", shutil.which("nginx"), "the comparison with a file", f"{apt} nginx", ("nginx", "-v")),
        Program(
            "nginx's brotli", brotli_module(), "the comparison with a file", f"{apt} libnginx-mod-http-brotli-static"
        ),
        Program("chromium", chromium(), "a reader's first view", f"{apt} chromium", (chromium() or "", "--version")),
        Program("node", shutil.which("node"), "Lighthouse", f"{apt} nodejs npm", ("node", "--version")),
        Program("lighthouse", _lighthouse(), "Lighthouse", NPM, (str(LIGHTHOUSE), "--version")),
    ]
    return {program.name: program for program in found}


def _lighthouse() -> str | None:
    return str(LIGHTHOUSE) if LIGHTHOUSE.exists() else None


def missing(names: tuple[str, ...] | None = None) -> list[Program]:
    """Those of `names`, or of all, that are not here."""
    return [program for name, program in programs().items() if not program.place and (names is None or name in names)]


def complaint(absent: list[Program]) -> str:
    """What is missing and how to get it, a line each; empty if nothing is missing."""
    return "\n".join(
        f"{each.name} is not here, which is needed for {each.used_for}. Install it: {each.install}" for each in absent
    )


def version(program: Program) -> str:
    """The number in what the program says of itself, or a dash."""
    if not program.place or not program.version:
        return "–"
    said = subprocess.run(program.version, capture_output=True, text=True, timeout=60)
    found = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
    return found[0] if found else "–"
