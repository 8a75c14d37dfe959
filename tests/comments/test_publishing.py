"""What is published without a moderator, and what never is."""

from typing import Any

import pytest
from django.utils import timezone

from comments.deciding import decide, undo
from comments.models import Comment, Decision, Policy, SpamCheck, State
from comments.publishing import publish_if_allowed
from tests import factories
from tests.comments.mail.posting import rules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def confirmed() -> Comment:
    return factories.comment(factories.article(), state=State.PENDING, confirmed_at=timezone.now())


def _is_published(comment: Comment, **fields: Any) -> bool:
    said = publish_if_allowed(comment, rules(**{"policy": Policy.CONFIRMED} | fields))
    assert (Comment.objects.get(pk=comment.pk).state == State.APPROVED) is said
    return said


def test_a_confirmed_comment_with_a_low_score_is_published_by_itself(confirmed: Comment) -> None:
    assert _is_published(confirmed)
    batch = Decision.objects.get().batch
    assert (batch.automatic, batch.by, batch.reason) == (True, None, "mailed link followed, score 0")


def test_under_the_default_policy_nothing_is(confirmed: Comment) -> None:
    assert not _is_published(confirmed, policy=Policy.HOLD)


def test_what_was_not_confirmed_is_not() -> None:
    assert not _is_published(factories.comment(factories.article(), state=State.PENDING))


@pytest.mark.parametrize(("score", "published"), [(29, True), (30, False), (100, False), (-20, True)])
def test_the_score_has_to_be_low(confirmed: Comment, score: int, published: bool) -> None:
    Comment.objects.update(score=score)
    assert _is_published(confirmed) is published


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.SPAM, State.ERASED])
def test_only_what_waits_is(confirmed: Comment, state: State) -> None:
    Comment.objects.update(state=state)
    assert not publish_if_allowed(confirmed, rules(policy=Policy.CONFIRMED))
    assert Comment.objects.get().state == state


@pytest.mark.parametrize(
    ("check", "published"),
    [
        ({}, False),
        ({"problem": "Time-out"}, False),
        ({"next_at": None, "problem": "Invalid key"}, False),
        ({"next_at": None, "opinion": "ham", "asked_at": timezone.now()}, True),
    ],
    ids=["to be asked", "to be asked again", "given up", "answered"],
)
def test_akismet_has_to_have_answered(confirmed: Comment, check: dict, published: bool) -> None:
    SpamCheck.objects.create(comment=confirmed, **check)
    assert _is_published(confirmed) is published


def test_what_a_person_has_put_back_to_wait_waits(confirmed: Comment) -> None:
    decide([confirmed.pk], State.REJECTED, factories.user("mo"))
    decide([confirmed.pk], State.PENDING, factories.user("bo"))
    assert not _is_published(confirmed)


def test_a_decision_taken_back_leaves_the_policy_free(confirmed: Comment) -> None:
    undo(decide([confirmed.pk], State.REJECTED, factories.user("mo")), None)
    assert _is_published(confirmed)
