"""Interleaved rounds: every page and the yardstick get their turn before any gets its next.

A shared machine is faster in one minute than in the next. A ratio is therefore taken between two
runs of the same round, seconds apart, and the median of the rounds is what counts.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.load import Load


@dataclass(frozen=True)
class Measured:
    """Medians over the rounds.

    `spread` is the distance between the fastest and the slowest round as a part of the median rate;
    `ratio` is the rate as a part of the yardstick's.
    """

    per_second: float
    p50: float
    p99: float
    spread: float
    ratio: float


Key = tuple[str, int]


def run_rounds(
    urls: Mapping[str, str], connections: Sequence[int], rounds: int, put_load_on: Callable[[str, int], Load]
) -> dict[Key, list[Load]]:
    """Put load on each of `urls` (name to address) in turn, `rounds` times; by name and connections."""
    loads: dict[Key, list[Load]] = defaultdict(list)
    for _ in range(rounds):
        for number in connections:
            for name, url in urls.items():
                loads[name, number].append(put_load_on(url, number))
    return dict(loads)


def summarize(loads: Mapping[Key, Sequence[Load]], yardstick: str) -> dict[Key, Measured]:
    """What the rounds say about each page, beside the yardstick with as many connections."""
    return {key: _measured(runs, loads[yardstick, key[1]]) for key, runs in loads.items()}


def _measured(runs: Sequence[Load], beside: Sequence[Load]) -> Measured:
    rates = [run.per_second for run in runs]
    return Measured(
        per_second=median(rates),
        p50=median(run.p50 for run in runs),
        p99=median(run.p99 for run in runs),
        spread=(max(rates) - min(rates)) / median(rates),
        ratio=median(run.per_second / other.per_second for run, other in zip(runs, beside, strict=True)),
    )
