"""What the numbers of a run depend on besides our code."""

import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from config.serving.places import ROOT
from tests.benchmarks.debian import program


def facts() -> list[tuple[str, str]]:
    """Names and values: date, code, machine, versions."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "Wagtail", "granian"))
    return [
        ("date", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"),
        ("code", _code()),
        ("machine", f"{os.cpu_count()} cores, {_processor()}, {platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_version()}, {packages}, SQLite {sqlite3.sqlite_version}"),
        ("beside", f"nginx {_version('nginx', '-v')}, wrk {_version('wrk', '-v')}"),
    ]


def busy() -> str:
    """How many processes wanted a core lately: averages over one and five minutes."""
    one, five, _ = os.getloadavg()
    return f"{one:.1f} (1 minute), {five:.1f} (5 minutes)"


def cpu_seconds(group: int) -> float:
    """Processor time that the live processes of a process group have used, in whole seconds each."""
    rows = [line.split() for line in _output("ps", "-A", "-o", "pgid=,time=").splitlines()]
    return sum(_seconds(used) for number, used in rows if int(number) == group)


def _seconds(clock: str) -> float:
    """Linux says 1-02:03:04 or 02:03:04, macOS 123:04.56."""
    days, _, rest = clock.rpartition("-")
    total = 0.0
    for part in rest.split(":"):
        total = total * 60 + float(part)
    return total + int(days or 0) * 86_400


def _code() -> str:
    commit = _output("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD").strip()
    changed = _output("git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no").strip()
    return (commit or "unknown") + (" with changes" if changed else "")


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    found = (
        re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(), re.MULTILINE) if cpuinfo.exists() else None
    )
    return found[1] if found else platform.machine()


def _version(name: str, option: str) -> str:
    found = re.search(r"(\d+(?:\.\d+)+)", _output(program(name), option))
    return found[1] if found else "of unknown version"


def _output(*command: str) -> str:
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 or command[-1] == "-v" else ""
