"""The closing line of `make test` counts everything, also what broke off."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import chromium as finder
from tests.run import Counts, Run, Running, read_report


def test_the_line_names_skipped_tests_only_where_there_are_any() -> None:
    assert str(Counts(12, 0) + Counts(3, 1)) == "15 passed, 1 failed"
    assert str(Counts(12, 0, 2)) == "12 passed, 0 failed, 2 skipped"


def test_failures_errors_and_skips_are_counted_once(tmp_path: Path) -> None:
    report = tmp_path / "r.xml"
    suite = '<testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/>'
    report.write_text(f"<testsuites>{suite.format(10, 1, 2, 3)}{suite.format(5, 0, 0, 0)}</testsuites>")
    assert read_report(report) == Counts(passed=9, failed=3, skipped=3)


@pytest.mark.parametrize("content", [None, "", "<testsuites><testsuite tests='3'"])
def test_a_report_that_is_missing_or_cut_off_counts_nothing(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "r.xml").write_text(content)
    assert read_report(tmp_path / "r.xml") == Counts()


def test_a_run_that_breaks_off_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(4)"])
    running = Running(Run("odd", []), process, tmp_path / "none.xml", None)
    assert running.counts() == Counts(failed=1)
    assert "The odd run broke off with exit code 4." in capsys.readouterr().out


def test_the_chromium_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "my-chromium"
    named.touch(mode=0o755)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert finder.chromium() == str(named)


def test_else_the_one_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "google-chrome").touch(mode=0o755)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert finder.chromium() == str(tmp_path / "google-chrome")
