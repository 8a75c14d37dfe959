"""How many comments a site takes in a second, and how long a writer waits, also while Akismet hangs."""

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count

from config.serving.places import ROOT
from config.serving.processes import start, stop
from config.serving.services import services
from tests.benchmarks import machine
from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.fetching import fetch
from tests.benchmarks.report import Table, milliseconds, rate
from tests.benchmarks.search import percentile
from tests.benchmarks.site import Site, serving
from tests.benchmarks.targets import ARTICLE
from tests.faults.posting import Answer, Post, endless_posts, posts, send
from tests.faults.silence import Silence, silence

WRITERS = 32
# Comments a second with 32 writers, and milliseconds that 95 of 100 may wait while Akismet hangs.
TARGET = 200.0
PATIENCE = 300.0
FIRST_POSTS = 64
# So many one after the other while Akismet hangs, and so many seconds until it has been asked.
DURING_THE_HANG = 100
UNTIL_ASKED = 60.0
ACTION = re.compile(r'action="/comments/(\d+)/"')

# Each post is another reader's, with words of their own.
_firsts = count(1, 1_000_000)


@dataclass(frozen=True)
class Posted:
    """What writers saw and what it cost.

    `generator` is the part of one core that the load generator took, `server` the processor time in
    seconds of the web server, which a busy machine changes less than the rate.
    """

    answers: list[Answer]
    seconds: float
    generator: float
    server: float

    @property
    def per_second(self) -> float:
        """Comments accepted in a second."""
        return sum(answer.is_acknowledged for answer in self.answers) / self.seconds

    @property
    def errors(self) -> int:
        """Posts that were not accepted, whatever was answered."""
        return sum(not answer.is_acknowledged for answer in self.answers)

    def waited(self, percent: int) -> float:
        """Milliseconds that so many of 100 writers waited at most."""
        return percentile([answer.seconds * 1000 for answer in self.answers], percent)


def measure(site: Site, seconds: int) -> tuple[Posted, Posted]:
    """Post to the sample's main article: for so many seconds, then while Akismet hangs. Raises CannotMeasure."""
    with serving(site) as group:
        page = _page(site)
        # The first fill what each process keeps; they are no part of the measurement.
        send(site.port, posts(page, FIRST_POSTS, next(_firsts)), WRITERS)
        many = _post(site.port, group, endless_posts(page, next(_firsts)), WRITERS, seconds)
    with _akismet_hangs(site) as (akismet, group):
        send(site.port, posts(page, FIRST_POSTS, next(_firsts)), WRITERS)
        if not akismet.asked.wait(UNTIL_ASKED):
            raise CannotMeasure("The task worker did not ask Akismet.")
        one = _post(site.port, group, posts(page, DURING_THE_HANG, next(_firsts)), 1)
    return many, one


def table(taken: dict[str, tuple[Posted, Posted]]) -> Table:
    """Two rows for each database, by its name."""
    headings = (
        "database|posting|posts|accepted/s|p50 ms|p95 ms|p99 ms|errors|server ms|generator|target".split("|")
    )
    found = Table("Comments: 200 a second, 300 ms while Akismet hangs", headings, left=2)
    for database, (many, one) in taken.items():
        fast = many.per_second >= TARGET
        soon = one.waited(95) < PATIENCE
        found.rows.append([database, f"{WRITERS} at once", *_cells(many), "met" if fast else "MISSED"])
        found.rows.append([database, "one, Akismet hangs", *_cells(one), "met" if soon else "MISSED"])
    return found


def _cells(posted: Posted) -> list[str]:
    waits = [milliseconds(posted.waited(percent)) for percent in (50, 95, 99)]
    return [
        *(str(len(posted.answers)), rate(posted.per_second), *waits),
        *(
            str(posted.errors),
            milliseconds(posted.server * 1000 / len(posted.answers)),
            f"{posted.generator:.0%}",
        ),
    ]


def _page(site: Site) -> int:
    found = ACTION.search(fetch(f"{site.address}{ARTICLE.path}").decode())
    if not found:
        raise CannotMeasure("The article has no form for comments.")
    return int(found[1])


def _post(
    port: int, group: int, waiting: Iterable[Post], writers: int, seconds: float | None = None
) -> Posted:
    """Post with so many writers at once, each one after the other; None posts everything."""
    server, before, start = machine.cpu_seconds(group), os.times(), time.monotonic()
    answers = send(port, waiting, writers, start + seconds if seconds else None)
    took, after = time.monotonic() - start, os.times()
    used = after.user - before.user + after.system - before.system
    return Posted(answers, took, used / took, machine.cpu_seconds(group) - server)


@contextmanager
def _akismet_hangs(site: Site) -> Iterator[tuple[Silence, int]]:
    """Serve with a worker that asks an Akismet which never answers."""
    with silence() as akismet:
        asking = {"AKISMET_KEY": "only-for-measuring", "AKISMET_URL": f"http://127.0.0.1:{akismet.port}"}
        hanging = replace(site, environ={**site.environ, **asking})
        worker = start(services(site.port)[1].command, hanging.environ, ROOT)
        try:
            with serving(hanging) as group:
                yield akismet, group
        finally:
            stop([worker], patience=2)
