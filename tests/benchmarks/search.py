"""How long a reader waits for search results, by the kind of question asked."""

import http.client
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from tests.benchmarks import words
from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.fetching import ask
from tests.benchmarks.report import Table, milliseconds

# Milliseconds that 95 of 100 questions may take at most, whatever their kind.
TARGET = 150.0
LONG = 12
RARE = [number for number in range(10, 100) if number % 10]
RESULTS = b'class="results"'


@dataclass(frozen=True)
class Kind:
    """A kind of question: its name, how one is made, and whether anything is found."""

    name: str
    make: Callable[[random.Random], str]
    finds: bool = True


def _rare(source: random.Random) -> str:
    """A word of one article's title; some thirty others of 10,000 hold it too."""
    return words.subject(source.choice(RARE))


def _common(source: random.Random) -> str:
    return source.choice(words.SUBJECTS)


def _several(source: random.Random) -> str:
    return " ".join([*source.sample(words.SUBJECTS, 2), source.choice(words.ORDINARY)])


def _long(source: random.Random) -> str:
    return " ".join(source.sample(words.SUBJECTS, LONG))


def _nothing(source: random.Random) -> str:
    return f"{source.choice(words.SUBJECTS)} q{words.rare_word(source)}q"


KINDS = (
    Kind("a rare word", _rare),
    Kind("a word of most articles", _common),
    Kind("three words", _several),
    Kind(f"{LONG} words", _long),
    Kind("finds nothing", _nothing, finds=False),
)


def time_questions(port: int, times: int) -> dict[str, list[float]]:
    """Ask `times` questions of each kind in turn, one at a time; milliseconds by the kind's name.

    A question of each kind goes first without being counted. Raises CannotMeasure where a page is
    not answered with 200, or has results where it should have none, or none where it should.
    """
    source = random.Random(1)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken: dict[str, list[float]] = defaultdict(list)
    try:
        for number in range(times + 1):
            for kind in KINDS:
                waited = _time(connection, kind, kind.make(source))
                if number:
                    taken[kind.name].append(waited)
    finally:
        connection.close()
    return dict(taken)


def table(taken: dict[str, dict[str, list[float]]]) -> Table:
    """A row for each database and kind of question, from milliseconds by database and kind."""
    headings = ["database", "question", "times", "p50 ms", "p95 ms", "slowest ms", "target"]
    found = Table(f"Search: p95 below {TARGET:.0f} ms", headings, left=2)
    for database, kinds in taken.items():
        for kind, waits in kinds.items():
            p50, p95 = percentile(waits, 50), percentile(waits, 95)
            shown = [milliseconds(number) for number in (p50, p95, max(waits))]
            found.rows.append([database, kind, str(len(waits)), *shown, "met" if p95 < TARGET else "MISSED"])
    return found


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest of `values` that `percent` of 100 values don't exceed (nearest rank)."""
    return sorted(values)[ceil(len(values) * percent / 100) - 1]


def _time(connection: http.client.HTTPConnection, kind: Kind, question: str) -> float:
    start = time.perf_counter()
    page = ask(connection, f"/search/?{urlencode({'q': question})}")
    waited = (time.perf_counter() - start) * 1000
    if (RESULTS in page) != kind.finds:
        raise CannotMeasure(
            f"“{question}” should have {'found something' if kind.finds else 'found nothing'}."
        )
    return waited
