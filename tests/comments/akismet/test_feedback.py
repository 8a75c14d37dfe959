"""Akismet learns where a person thinks otherwise: once for each changed decision, after ten minutes."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from comments.akismet import steps, tasks
from comments.deciding import decide, undo
from comments.models import Comment, State
from comments.settling import settle
from tests.comments.akismet.played import HAM, SPAM, Answer, PlayedAkismet
from tests.comments.akismet.things import asked_about, check_of, decided_and_settled, judged
from tests.comments.desk_things import moderator

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def spam(played: PlayedAkismet) -> Comment:
    """A comment that Akismet takes for spam."""
    played.check = SPAM
    return judged()


@pytest.fixture
def ham(played: PlayedAkismet) -> Comment:
    """A comment that Akismet takes for ham."""
    played.check = HAM
    return judged()


def test_spam_that_a_person_approves_is_told_as_ham_with_the_same_fields(
    played: PlayedAkismet, spam: Comment
) -> None:
    asked = played.fields()
    spam.page.specific.move(spam.page.get_parent(), pos="first-child")
    type(spam.page).objects.filter(pk=spam.page_id).update(title="New", last_published_at=timezone.now())
    decided_and_settled(spam, State.APPROVED)
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check", "submit-ham"]
    assert played.fields() == asked
    assert (check_of(spam).told, check_of(spam).opinion, check_of(spam).next_at) == ("ham", "spam", None)


def test_ham_that_a_person_calls_spam_is_told_as_spam(played: PlayedAkismet, ham: Comment) -> None:
    decided_and_settled(ham, State.SPAM)
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check", "submit-spam"]


def test_the_worker_hears_of_it_at_once(
    played: PlayedAkismet, ham: Comment, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decided_and_settled(ham, State.SPAM)
    assert played.calls()[-1] == "submit-spam"


def test_nothing_is_told_before_the_ten_minutes_are_over(played: PlayedAkismet, ham: Comment) -> None:
    decide([ham.pk], State.SPAM, moderator())
    settle(timezone.now() + timedelta(minutes=9))
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check"]


def test_an_undone_decision_is_not_told(played: PlayedAkismet, ham: Comment) -> None:
    by = moderator()
    undo(decide([ham.pk], State.SPAM, by), by)
    settle(timezone.now() + timedelta(minutes=11))
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check"]


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.ERASED])
def test_agreement_rejection_and_erasure_teach_nothing(
    played: PlayedAkismet, ham: Comment, state: State
) -> None:
    decided_and_settled(ham, state)
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check"]


def test_what_happened_by_itself_teaches_nothing(played: PlayedAkismet, ham: Comment) -> None:
    decided_and_settled(ham, State.SPAM, automatic=True)
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check"]


def test_a_decision_that_is_changed_later_is_told_once_again(played: PlayedAkismet, ham: Comment) -> None:
    for state in (State.SPAM, State.REJECTED, State.SPAM, State.APPROVED):
        decided_and_settled(ham, state)
        tasks.see_to_overdue()
        tasks.see_to_overdue()
    assert played.calls() == ["comment-check", "submit-spam", "submit-ham"]


def test_feedback_that_fails_is_repeated_until_it_is_taken(
    played: PlayedAkismet, ham: Comment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "pause", lambda trouble: None)
    played.submission = Answer("", status=500)
    decided_and_settled(ham, State.SPAM)
    tasks.see_to_overdue()
    check = check_of(ham)
    assert (check.told, check.attempts, "500" in check.problem) == ("ham", 1, True)
    assert check.asked_at, "the verdict stands"
    played.submission = Answer("Thanks for making the web a better place.")
    steps.take(ham.pk, timezone.now() + timedelta(minutes=2))
    check = check_of(ham)
    assert (check.told, check.attempts, check.problem, check.next_at) == ("spam", 0, "", None)
    assert played.calls() == ["comment-check", "submit-spam", "submit-spam"]


def test_a_decision_changed_before_it_was_told_is_not_told(played: PlayedAkismet, ham: Comment) -> None:
    decided_and_settled(ham, State.SPAM)
    decide([ham.pk], State.APPROVED, moderator("second"))
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check"]


def test_a_verdict_that_comes_after_the_decision_is_corrected_too(played: PlayedAkismet) -> None:
    played.check = SPAM
    comment = asked_about()
    decided_and_settled(comment, State.APPROVED)
    tasks.see_to_overdue()
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check", "submit-ham"]


def test_akismet_learns_nothing_of_a_sender_whose_address_is_forgotten(
    played: PlayedAkismet, ham: Comment
) -> None:
    Comment.objects.filter(pk=ham.pk).update(sender_address=None)
    decided_and_settled(ham, State.SPAM)
    tasks.see_to_overdue()
    assert played.calls() == ["comment-check"]
    assert check_of(ham).next_at is None


def test_without_the_key_nobody_is_told(played: PlayedAkismet, ham: Comment, settings: Any) -> None:
    settings.AKISMET_KEY = ""
    decided_and_settled(ham, State.SPAM)
    assert check_of(ham).next_at is None
