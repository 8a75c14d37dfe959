"""`python -m tests.benchmarks.queries /path/ …`: how many queries the pages of a site cost.

Prints JSON, path to number. The second request counts: the first one fills what a server process
keeps (content types, the site's address).
"""

import json
import sys

import django

from tests.benchmarks.fetching import BROWSER
from tests.benchmarks.targets import STATUS


def count(paths: list[str]) -> dict[str, int]:
    """The number of queries behind each path; raises SystemExit where one is not answered as it should be."""
    from django.conf import settings
    from django.test import Client

    headers = {"user-agent": BROWSER}
    client = Client(
        headers=headers, SERVER_NAME="127.0.0.1", SERVER_PORT=settings.SITE_URL.rpartition(":")[2]
    )
    return {path: _count(client, path) for path in paths}


def _count(client: object, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        if response.status_code != STATUS.get(path, 200):
            raise SystemExit(f"{path} answered {response.status_code}.")
    return len(captured)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(count(sys.argv[1:])))
