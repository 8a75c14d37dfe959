"""The scripts of a session stay light, however many abilities it has."""

import re
from pathlib import Path

import brotli
import pytest
import rjsmin

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
ENTRY = SCRIPTS / "follow" / "follow.js"
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
BUDGET = 20 * 1024


def _reached(file: Path, seen: set[Path]) -> set[Path]:
    """`file` and all that it imports, at once or later."""
    if file not in seen:
        seen.add(file)
        for name in IMPORT.findall(file.read_text(encoding="utf-8")):
            _reached((file.parent / name).resolve(), seen)
    return seen


def _weight(files: set[Path]) -> int:
    """Bytes as production serves them: without comments, each compressed by itself."""
    return sum(
        len(brotli.compress(rjsmin.jsmin(file.read_text(encoding="utf-8")).encode())) for file in files
    )


@pytest.mark.parametrize("provider", ["file", "youtube", "vimeo"])
def test_all_scripts_of_a_session_weigh_less_than_twenty_kilobytes(provider: str) -> None:
    reached = _reached(ENTRY, set())
    others = {"youtube", "vimeo", "file"} - {provider}
    loaded = {file for file in reached if file.stem not in others}
    assert {"session", "clips", "offline", "cues"} <= {file.stem for file in loaded}
    assert _weight(loaded) < BUDGET


def test_every_script_in_the_folder_is_of_use() -> None:
    reached = _reached(ENTRY, set())
    served_alone = {SCRIPTS / "follow" / "worker.js"}  # as /follow-sw.js
    assert set((SCRIPTS / "follow").glob("*.js")) - reached == served_alone
