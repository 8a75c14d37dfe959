"""What was answered is counted, however many click at once and whatever is killed meanwhile."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from affiliates.models import DailyClicks
from tests import factories
from tests.affiliates.things import link, programme
from tests.faults.server import Server

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

AT_ONCE = 8
BEFORE = 200


def test_no_answered_click_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    factories.home()
    ball = link(programme=programme(may_redirect=True), slug="ball")
    answered = threading.Semaphore(0)
    counts: list[int] = []

    def click() -> None:
        counts.append(sum(1 for _answer in _answers(server.port, answered)))

    with Server(tmp_path) as server:
        people = [threading.Thread(target=click) for _person in range(AT_ONCE)]
        for person in people:
            person.start()
        for _click in range(BEFORE):
            assert answered.acquire(timeout=30)
        server.kill()
        for person in people:
            person.join(30)
    (row,) = DailyClicks.objects.filter(link=ball)
    assert sum(counts) >= BEFORE
    # Each had at most one click under way of which nobody saw the answer.
    assert sum(counts) <= row.count <= sum(counts) + AT_ONCE


def _answers(port: int, answered: threading.Semaphore) -> Iterator[int]:
    """Click until the server is gone."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        while True:
            connection.request("GET", "/go/ball/", headers={"User-Agent": "Mozilla/5.0", "Host": "localhost"})
            response = connection.getresponse()
            response.read()
            assert response.status == 302
            answered.release()
            yield response.status
    except (OSError, http.client.HTTPException):
        return
    finally:
        connection.close()
