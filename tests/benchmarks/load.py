"""The load generator: wrk, from Debian's package of that name."""

import re
import subprocess
from dataclasses import dataclass

from tests.benchmarks.debian import program
from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.fetching import BROWSER, fetch

MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
TROUBLE = re.compile(r"^\s*(Socket errors:.*|Non-2xx or 3xx responses:.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Load:
    """What one run saw: requests per second, and how many milliseconds 50 and 99 of 100 took at most."""

    per_second: float
    p50: float
    p99: float


def put_load_on(url: str, connections: int, seconds: int) -> Load:
    """Ask for `url` over and over for `seconds`, each connection one request after the other.

    The page is looked at before and after, since wrk takes a redirection for success.
    Raises CannotMeasure where anything but what `targets` says was answered.
    """
    fetch(url)
    # Without a longer timeout wrk counts an answer that takes two seconds as an error.
    options = ["--latency", "--timeout", "30s", "-t1", f"-c{connections}", f"-d{seconds}s"]
    options += ["-H", f"User-Agent: {BROWSER}"]
    command = [program("wrk"), *options, url]
    result = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    if result.returncode != 0:
        raise CannotMeasure(f"wrk failed on {url}: {result.stderr.strip() or result.stdout.strip()}")
    load = parse(result.stdout)
    fetch(url)
    return load


def parse(output: str) -> Load:
    """Read what `wrk --latency` prints; CannotMeasure for errors in it or numbers missing from it."""
    if trouble := TROUBLE.findall(output):
        raise CannotMeasure(f"The server did not answer all requests well. wrk: {'; '.join(trouble)}")
    rate = re.search(r"^Requests/sec:\s+([\d.]+)", output, re.MULTILINE)
    load = Load(float(rate[1]) if rate else 0.0, _latency(output, 50), _latency(output, 99))
    if not load.per_second:
        raise CannotMeasure(f"Not one request was answered in time. wrk: {output.strip()}")
    return load


def _latency(output: str, percent: int) -> float:
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", output, re.MULTILINE)
    if not found:
        raise CannotMeasure(f"wrk names no {percent}% latency: {output.strip()}")
    return float(found[1]) * MILLISECONDS[found[2]]
