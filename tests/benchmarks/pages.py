"""Requests per second, latencies and queries of the pages in `targets`, beside nginx."""

import json
from functools import partial
from pathlib import Path

from tests.benchmarks import nginx, queries
from tests.benchmarks.fetching import fetch
from tests.benchmarks.load import put_load_on
from tests.benchmarks.report import Table, milliseconds, rate
from tests.benchmarks.rounds import Key, Measured, run_rounds, summarize
from tests.benchmarks.site import Site, ask_django
from tests.benchmarks.targets import ARTICLE, TARGETS

CONNECTIONS = (1, 16)
FIRST_REQUESTS = 8
YARDSTICK = "article as a file, nginx"


def measure(site: Site, rounds: int, seconds: int, folder: Path) -> dict[Key, Measured]:
    """Measure a site that is being served, in `rounds` of so many seconds for each page. Raises CannotMeasure."""
    urls = {target.name: f"{site.address}{target.path}" for target in TARGETS}
    article = fetch(urls[ARTICLE.name])
    with nginx.serving(article, folder) as static:
        urls = {YARDSTICK: static, **urls}
        # The first requests fill what each process keeps; they are no part of any round.
        for url in urls.values():
            for _ in range(FIRST_REQUESTS):
                fetch(url)
        return summarize(
            run_rounds(urls, CONNECTIONS, rounds, partial(put_load_on, seconds=seconds)), YARDSTICK
        )


def count_queries(site: Site) -> dict[str, int]:
    """How many queries each page costs, by the page's name. Raises CannotMeasure."""
    found = json.loads(ask_django(site, queries.__name__, *(target.path for target in TARGETS)))
    return {target.name: found[target.path] for target in TARGETS}


def table(database: str, measured: dict[Key, Measured], costs: dict[str, int]) -> Table:
    """A row for each page and number of connections; `costs` are queries by the page's name."""
    headings = ["page", "connections", "requests/s", "p50 ms", "p99 ms", "queries", "of nginx", "spread"]
    pages = Table(f"Pages on {database}, uncached", headings)
    for (name, connections), one in sorted(measured.items(), key=lambda item: item[0][1]):
        speed = [rate(one.per_second), milliseconds(one.p50), milliseconds(one.p99)]
        beside = [f"{one.ratio:.4f}", f"{one.spread:.0%}"]
        pages.rows.append([name, str(connections), *speed, str(costs.get(name, "")), *beside])
    return pages
