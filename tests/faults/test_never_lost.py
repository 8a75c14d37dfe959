"""What was answered with success is in the database, whatever is killed meanwhile."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from comments.models import Comment
from tests import factories
from tests.faults.posting import Answer, Crowd, Post, posts, send, unanswered
from tests.faults.server import Server

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

AT_ONCE = 500
# So many are answered when the blow falls, so that it comes in the middle.
BEFORE = 60
IMPATIENT = 25


def test_no_acknowledged_comment_is_lost_or_doubled_by_a_kill(tmp_path: Path) -> None:
    page = factories.article().pk
    first, second = posts(page, AT_ONCE), posts(page, AT_ONCE, first=AT_ONCE)
    with Server(tmp_path) as server:
        answers = _post_while(server, first, server.kill_a_worker)
        acknowledged = _texts(answer.post for answer in answers if answer.is_acknowledged)
        # The other worker went on, but what the killed one held was cut off.
        assert len(acknowledged) > BEFORE
        unknown = unanswered(answers)
        assert unknown
        assert _are_stored_once(acknowledged)
        server.wait_for_the_new_worker()
        # Whoever saw no answer sends it again, and some who saw one: it is stored once all the same.
        assert _refused_again(server, unknown + first[:IMPATIENT]) == [], server.printed()
        assert _stored() == _texts(first)

        answers = _post_while(server, second, server.kill)
        acknowledged |= _texts(answer.post for answer in answers if answer.is_acknowledged)
        unknown = unanswered(answers)
        assert unknown
        server.start()
        assert _are_stored_once(_texts(first) | acknowledged)
        assert _refused_again(server, unknown + second[:IMPATIENT]) == [], server.printed()
        assert _stored() == _texts(first) + _texts(second)


def _post_while(server: Server, waiting: list[Post], kill: Callable[[], None]) -> list[Answer]:
    """Send all at once and strike when some have been acknowledged."""

    async def post() -> list[Answer]:
        crowd = Crowd(server.port, waiting, connections=len(waiting))
        sending = asyncio.create_task(crowd.send_all())
        await crowd.acknowledged(BEFORE)
        await asyncio.to_thread(kill)
        return await sending

    answers = asyncio.run(post())
    assert {answer.status for answer in answers} <= {303, None}
    return answers


def _refused_again(server: Server, waiting: list[Post]) -> list[Answer]:
    """What was not acknowledged in the end: whoever gets no answer tries once more, as people do."""
    answers = send(server.port, waiting, connections=16)
    if cut_off := unanswered(answers):
        answers = [answer for answer in answers if answer.status] + send(server.port, cut_off, connections=4)
    return [answer for answer in answers if not answer.is_acknowledged]


def _texts(waiting: Iterable[Post]) -> Counter[str]:
    return Counter(post.text for post in waiting)


def _stored() -> Counter[str]:
    return Counter(Comment.objects.values_list("text", flat=True))


def _are_stored_once(texts: Counter[str]) -> bool:
    stored = _stored()
    return max(stored.values()) == 1 and texts <= stored
