"""`make bench`: how fast pages, search, the desk and posting are, beside nginx with the article as a file.

Builds a site with the sample content, many articles and comments more, serves it with the production
settings, and puts load on it and on nginx in interleaved rounds. Everything stays on this machine,
in a temporary folder, and ends by itself.
"""

import argparse
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks import comments, desk, machine, pages, search
from tests.benchmarks.databases import DATABASES
from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.report import Table
from tests.benchmarks.site import Site, build, describe, serving


def main() -> int:
    """Build, measure, print; returns the exit code."""
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    start = time.monotonic()
    try:
        tables = _measure(options)
    except CannotMeasure as problem:
        print(f"No numbers: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    for table in tables:
        print(f"\n{table.markdown() if options.markdown else table.text()}")
    print(f"\nTook {time.monotonic() - start:.0f} seconds.")
    return 0


def _measure(options: argparse.Namespace) -> list[Table]:
    run = Table("This run", ["", ""], left=2, rows=[*machine.facts(), ("load before", machine.busy())])
    waits: dict[str, dict[str, list[float]]] = {}
    posted: dict[str, tuple[comments.Posted, comments.Posted]] = {}
    at_desk: dict[str, dict[str, list[float]]] = {}
    tables = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="plumbline-bench-")))
        for site in _build(options, folder, stack):
            _say(f"Measuring on {site.database}.")
            with serving(site):
                measured = pages.measure(site, options.rounds, options.seconds, site.folder / "nginx")
                waits[site.database] = search.time_questions(site.port, options.questions)
                at_desk[site.database] = desk.time_lists(site, options.questions)
            tables.append(pages.table(site.database, measured, pages.count_queries(site)))
            posted[site.database] = comments.measure(site, options.posting)
    run.rows.append(("load after", machine.busy()))
    run.rows.append(
        ("content", f"sample content, {options.articles} articles and {options.comments} comments more")
    )
    run.rows.append(("rounds", f"{options.rounds} of {options.seconds} s for each page"))
    return [run, *tables, search.table(waits), desk.table(at_desk), comments.table(posted)]


def _build(options: argparse.Namespace, folder: Path, stack: ExitStack) -> list[Site]:
    chosen = [name for name in DATABASES if options.database in (name.lower(), "both")]
    sites = []
    for name in chosen:
        own = folder / name.lower()
        own.mkdir()
        sites.append(describe(name, stack.enter_context(DATABASES[name](own)), own, folder / "static"))
    _say(
        f"Building a site of {options.articles} articles and {options.comments} comments"
        f" on {' and '.join(chosen)}: five minutes for a million."
    )
    build(sites, options.articles, options.comments)
    return sites


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    number = {"type": _positive, "metavar": "N"}
    names = [*(name.lower() for name in DATABASES), "both"]
    parser.add_argument("--database", choices=names, default="both", help="where to measure (both)")
    parser.add_argument(
        "--articles", **number, default=10_000, help="articles besides the samples, at least 100 (10000)"
    )
    parser.add_argument(
        "--comments", **number, default=1_000_000, help="comments on these, at least 20000 (1000000)"
    )
    parser.add_argument("--rounds", **number, default=3, help="turns of each page (3)")
    parser.add_argument("--seconds", **number, default=2, help="length of each turn (2)")
    parser.add_argument("--posting", **number, default=60, help="seconds of posting comments (60)")
    parser.add_argument("--questions", **number, default=40, help="searches and lists of each kind (40)")
    parser.add_argument("--markdown", action="store_true", help="print tables for docs/performance.md")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
