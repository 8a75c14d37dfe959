"""The desk says when Akismet does not answer, and what becomes of the comments."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.akismet import problem, steps
from comments.akismet.problem import current_problem
from comments.deciding import decide
from comments.models import SpamCheck, State
from tests.comments.akismet.played import SUSPENDED, Answer, PlayedAkismet
from tests.comments.akismet.things import asked_about, check_of, judged
from tests.comments.desk_things import moderator, waiting
from tests.comments.writing import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def desk(client: Client) -> Client:
    """A moderator's browser."""
    client.force_login(moderator())
    return client


def _said(desk: Client) -> str:
    return text_of(desk.get(reverse("comments_desk:index")))


def test_the_desk_says_how_many_wait_why_and_until_when(
    played: PlayedAkismet, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "pause", lambda trouble: None)
    played.check = SUSPENDED
    judged(), judged(), asked_about()
    said = _said(desk)
    assert "Akismet has not judged 3 comments." in said
    assert "Your account is suspended. (10003)" in said
    assert "we ask again. What is not judged waits here for you." in said


def test_all_is_quiet_while_akismet_answers(played: PlayedAkismet, desk: Client) -> None:
    judged()
    asked_about()
    assert "Akismet has not" not in _said(desk)


def test_the_desk_stops_when_there_is_an_answer_after_all(played: PlayedAkismet, desk: Client) -> None:
    played.check = Answer("", status=500)
    comment = judged()
    assert "answered with the error 500" in _said(desk)
    played.check = Answer("false")
    SpamCheck.objects.filter(pk=comment.pk).update(next_at=timezone.now())
    cache.clear()  # the pause is over
    steps.take(comment.pk)
    assert "Akismet has not" not in _said(desk)


def test_decided_comments_need_no_akismet(played: PlayedAkismet, desk: Client) -> None:
    played.check = Answer("", status=500)
    decide([judged().pk], State.APPROVED, moderator("second"))
    assert current_problem() is None


def test_the_desk_asks_for_the_worker_where_nobody_takes_the_tasks(
    played: PlayedAkismet, desk: Client
) -> None:
    comment = asked_about()
    assert current_problem() is None
    SpamCheck.objects.filter(pk=comment.pk).update(next_at=timezone.now() - timedelta(minutes=6))
    assert "Is the task worker running?" in _said(desk)


def test_the_desk_says_when_we_have_given_up(played: PlayedAkismet, desk: Client) -> None:
    played.check = Answer("", status=500)
    comment = judged()
    SpamCheck.objects.filter(pk=comment.pk).update(next_at=None)
    assert "We have stopped asking." in _said(desk)
    assert check_of(comment).problem


def test_what_akismet_says_is_shown_as_text(played: PlayedAkismet, desk: Client) -> None:
    played.check = Answer(
        "true", headers={"X-akismet-alert-code": "<i>", "X-akismet-alert-msg": "<<b>script>"}
    )
    judged()
    assert "<i>" not in desk.get(reverse("comments_desk:index")).content.decode()


def test_it_costs_one_query_however_many_wait_and_none_without_a_key(
    played: PlayedAkismet, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem, "COUNTED", 3)
    page = waiting().page
    for _number in range(5):
        SpamCheck.objects.create(comment=waiting(page=page), problem="No answer.")
    with CaptureQueriesContext(connection) as queries:
        assert current_problem().number_in_words == "3+"
    assert len(queries) == 1
    settings.AKISMET_KEY = ""
    with CaptureQueriesContext(connection) as queries:
        assert current_problem() is None
    assert len(queries) == 0
