"""How long a moderator waits for the desk, by the list that is asked for."""

import http.client
import json
import time
from collections import defaultdict

from tests.benchmarks import desk_lists
from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.report import Table, milliseconds
from tests.benchmarks.search import percentile
from tests.benchmarks.site import Site, ask_django

# Milliseconds that 95 of 100 pages may take at most, whatever their list.
TARGET = 300.0
DESK = b"data-desk"


def time_lists(site: Site, times: int) -> dict[str, list[float]]:
    """Ask for each list `times` times in turn, as a signed-in moderator; milliseconds by the list's name.

    The first time isn't counted. Raises CannotMeasure where the desk doesn't answer.
    """
    asked = json.loads(ask_django(site, desk_lists.__name__))
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    taken: dict[str, list[float]] = defaultdict(list)
    try:
        for number in range(times + 1):
            for name, query in asked["lists"].items():
                waited = _time(connection, f"/admin/comments/?{query}", asked["cookie"])
                if number:
                    taken[name].append(waited)
    finally:
        connection.close()
    return dict(taken)


def table(taken: dict[str, dict[str, list[float]]]) -> Table:
    """A row for each database and list, from milliseconds by database and list."""
    headings = ["database", "list", "times", "p50 ms", "p95 ms", "slowest ms", "target"]
    found = Table(f"The desk: p95 below {TARGET:.0f} ms", headings, left=2)
    for database, lists in taken.items():
        for name, waits in lists.items():
            p50, p95 = percentile(waits, 50), percentile(waits, 95)
            shown = [milliseconds(number) for number in (p50, p95, max(waits))]
            found.rows.append([database, name, str(len(waits)), *shown, "met" if p95 < TARGET else "MISSED"])
    return found


def _time(connection: http.client.HTTPConnection, path: str, cookie: str) -> float:
    start = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Cookie": cookie})
        response = connection.getresponse()
        page = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise CannotMeasure(f"No answer for {path}: {error!r}") from error
    waited = (time.perf_counter() - start) * 1000
    if response.status != 200 or DESK not in page:
        raise CannotMeasure(f"{path} answered {response.status}, and not with the desk.")
    return waited
