"""Rounds interleave, and a ratio compares runs of the same round."""

import pytest

from tests.benchmarks.load import Load
from tests.benchmarks.rounds import run_rounds, summarize


def _load(per_second: float) -> Load:
    return Load(per_second, p50=1000 / per_second, p99=2000 / per_second)


def test_every_page_has_its_turn_before_any_has_its_next() -> None:
    asked: list[tuple[str, int]] = []

    def note(url: str, connections: int) -> Load:
        asked.append((url, connections))
        return _load(1)

    loads = run_rounds({"file": "/f", "home": "/h"}, (1, 16), 2, note)
    assert asked == [("/f", 1), ("/h", 1), ("/f", 16), ("/h", 16)] * 2
    assert {key: len(runs) for key, runs in loads.items()} == {
        ("file", 1): 2,
        ("home", 1): 2,
        ("file", 16): 2,
        ("home", 16): 2,
    }


def test_a_machine_that_gets_slower_leaves_the_ratio_as_it_is() -> None:
    loads = {
        ("file", 1): [_load(1000), _load(500), _load(100)],
        ("home", 1): [_load(100), _load(50), _load(10)],
    }
    home = summarize(loads, "file")["home", 1]
    assert home.ratio == pytest.approx(0.1)
    assert (home.per_second, home.p50, home.p99) == (50, 20, 40)
    assert home.spread == pytest.approx(1.8)


def test_a_page_stands_beside_the_file_with_as_many_connections() -> None:
    loads = {("file", 1): [_load(100)], ("file", 16): [_load(400)], ("home", 16): [_load(40)]}
    measured = summarize(loads, "file")
    assert measured["home", 16].ratio == pytest.approx(0.1)
    assert measured["file", 1].ratio == measured["file", 16].ratio == 1
