"""Readers never wait for Akismet."""

import time
from pathlib import Path

import pytest

from comments.models import Comment, SpamCheck, State
from config.serving.services import services
from tests import factories
from tests.faults.posting import posts, send
from tests.faults.server import Server
from tests.faults.silence import silence

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

# What the page promises is 0.3 s, which `make bench` measures; a busy machine gets this much.
LIMIT = 5.0


def test_posting_is_answered_while_akismet_hangs(tmp_path: Path) -> None:
    page = factories.article().pk
    with (
        silence() as akismet,
        Server(tmp_path, AKISMET_KEY="key", AKISMET_URL=f"http://127.0.0.1:{akismet.port}") as server,
    ):
        server.run(services(server.port)[1].command)
        first = send(server.port, posts(page, 1), connections=1)
        assert akismet.asked.wait(60), server.printed()
        asked_at = time.monotonic()
        # The worker hangs in its first question from here on.
        answers = first + send(server.port, posts(page, 40, first=1), connections=4)
        assert time.monotonic() - asked_at < 30
    assert all(answer.is_acknowledged for answer in answers)
    assert max(answer.seconds for answer in answers) < LIMIT
    assert Comment.objects.filter(state=State.PENDING).count() == 41
    assert SpamCheck.objects.filter(opinion="").exclude(next_at=None).count() == 41
