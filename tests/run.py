"""`make test`: every test, once on SQLite, again on PostgreSQL what is marked so, and in a browser.

Ends with one line that counts them all; the exit code is 1 when a test failed or none ran.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.chromium import chromium  # noqa: E402
from tests.postgresql import postgresql  # noqa: E402

WORKERS = str(max(2, min(os.cpu_count() or 2, 6)))


@dataclass
class Counts:
    """How many tests passed, failed (or broke in their set-up) and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


@dataclass
class Run:
    """One run of pytest: its title, arguments and the environment variables it adds."""

    title: str
    arguments: list[str]
    environ: dict[str, str] = field(default_factory=dict)

    def start(self, folder: Path, extra: list[str], *, quietly: bool = False) -> "Running":
        """Start pytest; `quietly` keeps its output until the end."""
        report, output = folder / f"{self.title}.xml", folder / f"{self.title}.txt"
        command = [sys.executable, "-m", "pytest", "-q", "--durations=8", f"--junitxml={report}"]
        environ = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
        process = subprocess.Popen(
            [*command, *self.arguments, *extra],
            cwd=ROOT,
            env=environ | self.environ,
            stdout=output.open("wb") if quietly else None,
            stderr=subprocess.STDOUT if quietly else None,
        )
        return Running(self, process, report, output if quietly else None)


@dataclass
class Running:
    """A run under way."""

    run: Run
    process: subprocess.Popen[bytes]
    report: Path
    output: Path | None

    def counts(self) -> Counts:
        """Wait for the end and count; a run that broke off counts as a failure of its own."""
        try:
            self.process.wait()
        finally:
            self.process.terminate()
        if self.output:
            sys.stdout.write(self.output.read_text(errors="replace"))
        counts = read_report(self.report)
        if self.process.returncode not in (0, 5) and not counts.failed:
            print(f"The {self.run.title} run broke off with exit code {self.process.returncode}.")
            counts.failed = 1
        return counts


def read_report(report: Path) -> Counts:
    """Count the tests in pytest's JUnit report; nothing is counted where it is missing or cut off."""
    counts = Counts()
    with suppress(OSError, ElementTree.ParseError):
        for suite in ElementTree.parse(report).iter("testsuite"):
            total, failures, errors, skipped = (
                int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
            )
            bad = failures + errors
            counts += Counts(total - bad - skipped, bad, skipped)
    return counts


def run_all(extra: list[str]) -> Counts:
    """Run everything; the browser and PostgreSQL share the machine, as each needs one core."""
    browser = chromium()
    with tempfile.TemporaryDirectory(prefix="plumbline-test-") as name:
        folder = Path(name)
        title("Everything but the browser, on SQLite")
        sqlite = Run("SQLite", ["-n", WORKERS, "-m", "not browser"])
        counts = sqlite.start(folder, extra).counts()
        with postgresql() as address:
            title("In Chromium, and meanwhile on PostgreSQL")
            pages = Run("browser", ["-m", "browser"], {"CHROMIUM": browser} if browser else {})
            again = Run("PostgreSQL", ["-m", "postgres and not browser"], {"TEST_DATABASE_URL": address})
            in_browser = pages.start(folder, extra)
            on_postgresql = again.start(folder, extra, quietly=True)
            counts += in_browser.counts()
            title("On PostgreSQL")
            counts += on_postgresql.counts()
    return counts


def title(text: str) -> None:
    """Separate one run from the next."""
    print(f"\n-- {text} --", flush=True)


def main() -> int:
    """Run with pytest's arguments from the command line added; return the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    try:
        counts = run_all(sys.argv[1:])
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    print(f"\n{counts}")
    return 1 if counts.failed or not counts.passed else 0


if __name__ == "__main__":
    sys.exit(main())
