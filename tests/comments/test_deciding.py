"""Deciding about comments, the log of it, and the way back."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from comments import deciding
from comments.deciding import CannotUndo, decide, erase, undo
from comments.models import Batch, Comment, Decision, State
from comments.models.decision import UNDO_WINDOW
from tests import factories
from tests.comments.desk_things import moderator, reply_to, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _state(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def _later(**passed: float):
    return patch.object(timezone, "now", return_value=timezone.now() + timedelta(**passed))


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.SPAM, State.ERASED])
def test_a_decision_changes_the_state_and_is_logged(state: State) -> None:
    comment, by = waiting(), moderator()
    batch = decide([comment.pk], state, by, "Because")
    assert _state(comment) == state
    (decision,) = comment.decisions.all()
    assert (decision.from_state, decision.to_state, decision.batch) == ("pending", state, batch)
    assert (batch.by, batch.reason) == (by, "Because")


def test_what_has_the_state_already_is_not_logged_again() -> None:
    first, second = waiting(state=State.APPROVED), waiting()
    batch = decide([first.pk, second.pk, 10**6], State.APPROVED)
    assert [decision.comment for decision in batch.decisions.all()] == [second]


def test_of_two_moderators_the_second_changes_what_the_first_left() -> None:
    comment, one, two = waiting(), moderator("one"), moderator("two")
    decide([comment.pk], State.APPROVED, one)
    decide([comment.pk], State.SPAM, two)
    log = comment.decisions.order_by("pk").values_list("batch__by__username", "from_state", "to_state")
    assert list(log) == [("one", "pending", "approved"), ("two", "approved", "spam")]


def test_undo_gives_each_comment_its_own_state_back_and_is_logged() -> None:
    pending, rejected, by = waiting(), waiting(state=State.REJECTED), moderator()
    batch = undo(decide([pending.pk, rejected.pk], State.SPAM, by), by)
    assert (_state(pending), _state(rejected)) == (State.PENDING, State.REJECTED)
    assert batch.undone_at
    assert Decision.objects.count() == 4


def test_undo_works_just_within_ten_minutes_and_not_after() -> None:
    early, late = waiting(), waiting()
    batches = [decide([comment.pk], State.APPROVED) for comment in (early, late)]
    with _later(minutes=9, seconds=58):
        undo(batches[0], None)
    assert _state(early) == State.PENDING
    with _later(minutes=10, seconds=1), pytest.raises(CannotUndo, match="too late"):
        undo(batches[1], None)
    assert _state(late) == State.APPROVED


def test_the_window_ends_exactly_after_ten_minutes() -> None:
    at = timezone.now()
    batch = Batch(to_state=State.SPAM, at=at)
    assert batch.can_be_undone(at + UNDO_WINDOW - timedelta(microseconds=1))
    assert not batch.can_be_undone(at + UNDO_WINDOW)


def test_an_action_is_undone_only_once() -> None:
    comment = waiting()
    batch = decide([comment.pk], State.APPROVED)
    undo(batch, None)
    decide([comment.pk], State.APPROVED)
    with pytest.raises(CannotUndo, match="already"):
        undo(batch, None)
    assert _state(comment) == State.APPROVED


def test_undo_leaves_alone_what_another_moderator_has_decided_since() -> None:
    comment, left = waiting(), waiting()
    batch = decide([comment.pk, left.pk], State.APPROVED, moderator("one"))
    other = moderator("two")
    decide([comment.pk], State.REJECTED, other)
    decide([comment.pk], State.APPROVED, other)
    undo(batch, batch.by)
    assert (_state(comment), _state(left)) == (State.APPROVED, State.PENDING)


def test_an_erased_comment_loses_all_that_tells_who_wrote_what() -> None:
    account = factories.user("reader")
    comment = waiting("Private words", account=account, wants_replies=True)
    answer = reply_to(comment)
    batch = erase([comment.pk], moderator(), "Asked for")
    erased = Comment.objects.get(pk=comment.pk)
    assert (erased.name, erased.email, erased.text, erased.user_agent, erased.fingerprint) == ("",) * 5
    assert (erased.sender_address, erased.account, erased.wants_replies) == (None, None, False)
    assert (erased.state, erased.page_id) == (State.ERASED, comment.page_id)
    assert Comment.objects.get(pk=answer.pk).text == "So do mine."
    assert (batch.reason, batch.decisions.count()) == ("Asked for", 1)


def test_erasing_leaves_the_others_alone() -> None:
    gone, kept = waiting(), waiting("Kept words")
    erase([gone.pk])
    assert Comment.objects.get(pk=kept.pk).text == "Kept words"


def test_erased_is_final() -> None:
    comment = waiting()
    approval = decide([comment.pk], State.APPROVED)
    erasing = erase([comment.pk])
    assert not decide([comment.pk], State.APPROVED).decisions.exists()
    with pytest.raises(CannotUndo, match="for good"):
        undo(erasing, None)
    undo(approval, None)
    assert _state(comment) == State.ERASED


def test_a_decision_that_fails_half_way_changes_nothing() -> None:
    comment = waiting()
    with (
        patch.object(deciding.Decision.objects, "bulk_create", side_effect=ZeroDivisionError),
        pytest.raises(ZeroDivisionError),
    ):
        decide([comment.pk], State.APPROVED)
    assert _state(comment) == State.PENDING
    assert not Batch.objects.exists()
