"""As many writers at once as there are threads, on the database that takes one at a time."""

from collections import Counter
from pathlib import Path

import pytest

from comments.models import Comment
from tests import factories
from tests.faults.posting import posts, send
from tests.faults.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 32
# Above what SQLite's own waiting was seen to take on a busy machine (4 s), below its time-out (20 s).
TOO_LONG = 15.0


def test_thirty_two_writers_never_meet_a_locked_database(tmp_path: Path) -> None:
    waiting = posts(factories.article().pk, 600)
    with Server(tmp_path) as server:
        answers = send(server.port, waiting, connections=WRITERS)
        printed = server.printed()
    assert Counter(answer.status for answer in answers) == {303: len(waiting)}
    assert "locked" not in printed
    assert sorted(Comment.objects.values_list("text", flat=True)) == sorted(post.text for post in waiting)
    assert max(answer.seconds for answer in answers) < TOO_LONG
