"""A comment's way to Akismet: asked about by a worker, filed by the answer, never lost."""

import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.akismet import checking, client, steps, tasks, verdicts
from comments.akismet.waiting import LEASE, MAX_ATTEMPTS, awaits_answer, claim
from comments.deciding import decide, undo
from comments.models import Batch, Comment, Finding, SpamCheck, State
from comments.publishing import publish_if_allowed
from comments.settling import settle
from tests import factories
from tests.comments.akismet.played import DISCARD, HAM, INVALID, SPAM, SUSPENDED, Answer, PlayedAkismet
from tests.comments.akismet.things import asked_about, check_of, judged, rules
from tests.comments.desk_things import moderator
from tests.comments.writing import send

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

QUEUE = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}
Capture = Callable[..., Any]


def _minutes(check: SpamCheck) -> float:
    assert check.next_at
    return (check.next_at - timezone.now()).total_seconds() / 60


# -- posting --------------------------------------------------------------------------------------
def test_posting_only_leaves_work_for_the_queue_however_long_akismet_takes(
    played: PlayedAkismet, settings: Any, django_capture_on_commit_callbacks: Capture
) -> None:
    settings.TASKS = QUEUE
    played.check = Answer(delay=30)
    article = factories.article()
    send(f"/comments/{article.pk}/", text="Warms the process up.")
    start = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        assert send(f"/comments/{article.pk}/").status_code == 303
    assert time.monotonic() - start < 2
    comment = Comment.objects.latest("pk")
    assert played.heard == []
    assert DBTaskResult.objects.get().args_kwargs == {"args": [comment.pk], "kwargs": {}}
    assert (check_of(comment).asked_at, check_of(comment).reason) == (None, "")


def test_the_worker_asks_and_the_comment_is_filed_as_spam(
    played: PlayedAkismet, django_capture_on_commit_callbacks: Capture
) -> None:
    played.check = SPAM
    with django_capture_on_commit_callbacks(execute=True):
        send(f"/comments/{factories.article().pk}/")
    comment = Comment.objects.get()
    assert (comment.state, comment.score) == (State.SPAM, 100)
    assert played.calls() == ["comment-check"]


def test_an_edit_is_asked_about_once_more_and_says_why(
    played: PlayedAkismet, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        yours = send(f"/comments/{factories.article().pk}/")["Location"]
    played.check = SPAM
    with django_capture_on_commit_callbacks(execute=True):
        send(yours, text="Now with pills.")
    assert played.fields()["recheck_reason"] == "edit"
    assert played.fields()["comment_content"] == "Now with pills."
    assert "recheck_reason" not in played.heard[0][1]
    assert Comment.objects.get().state == State.SPAM


def test_a_task_that_the_queue_does_not_take_is_made_up_for(
    played: PlayedAkismet,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    def full(*_args: Any) -> None:
        raise RuntimeError("The queue is broken.")

    monkeypatch.setattr(tasks, "take_step", SimpleNamespace(enqueue=full))
    with django_capture_on_commit_callbacks(execute=True):
        assert send(f"/comments/{factories.article().pk}/").status_code == 303
    assert played.heard == []
    tasks.see_to_overdue()
    assert check_of(Comment.objects.get()).opinion == "ham"


def test_a_comment_that_was_not_stored_is_not_asked_about(played: PlayedAkismet) -> None:
    with transaction.atomic():
        asked_about()
        transaction.set_rollback(True)
    tasks.see_to_overdue()
    assert (SpamCheck.objects.count(), played.heard) == (0, [])


@pytest.mark.parametrize("off", ["no key", "mode"])
def test_nothing_is_asked_while_akismet_is_off(played: PlayedAkismet, settings: Any, off: str) -> None:
    before = asked_about()
    if off == "no key":
        settings.AKISMET_KEY = ""
    else:
        rules(akismet_mode="off")
    asked_about()
    assert SpamCheck.objects.count() == 1
    steps.take(before.pk)
    tasks.see_to_overdue()
    assert played.heard == []
    assert awaits_answer(before) == (off == "no key")


# -- verdicts -------------------------------------------------------------------------------------
def test_ham_speaks_neither_for_nor_against_a_comment(played: PlayedAkismet) -> None:
    comment = judged()
    finding = comment.findings.get()
    assert (finding.name, finding.points, finding.evidence) == ("akismet", 0, {"opinion": "ham"})
    assert (comment.state, comment.score, awaits_answer(comment)) == (State.PENDING, 0, False)
    check = check_of(comment)
    assert (check.opinion, check.told, check.next_at, check.problem) == ("ham", "ham", None, "")


def test_in_shadow_a_verdict_is_recorded_and_does_nothing(played: PlayedAkismet) -> None:
    played.check = DISCARD
    rules(akismet_mode="shadow", akismet_discard=True)
    comment = judged()
    assert (comment.state, comment.score, comment.findings.get().in_shadow) == (State.PENDING, 0, True)


def test_what_akismet_would_discard_is_spam_like_the_rest(played: PlayedAkismet) -> None:
    played.check = DISCARD
    comment = judged()
    assert (comment.state, comment.text) == (State.SPAM, "Nice. Buy pills.")
    assert comment.findings.get().evidence == {"opinion": "discard"}


def test_switched_on_a_discard_erases_and_can_be_undone_until_the_words_are_gone(
    played: PlayedAkismet,
) -> None:
    played.check = DISCARD
    rules(akismet_discard=True)
    kept, lost = judged(), judged()
    assert (kept.state, lost.state) == (State.ERASED, State.ERASED)
    batch = Batch.objects.filter(decisions__comment=kept).latest("pk")
    assert (batch.automatic, batch.by) == (True, None)
    undo(batch, moderator())
    settle(timezone.now() + timedelta(minutes=11))
    kept.refresh_from_db(), lost.refresh_from_db()
    assert (kept.state, kept.text) == (State.SPAM, "Nice. Buy pills.")
    assert (lost.state, lost.text, SpamCheck.objects.filter(pk=lost.pk).exists()) == (State.ERASED, "", False)


def test_a_late_verdict_overrules_nobody(played: PlayedAkismet) -> None:
    played.check = DISCARD
    rules(akismet_discard=True)
    comment = asked_about()
    decide([comment.pk], State.APPROVED, moderator())
    steps.take(comment.pk)
    comment.refresh_from_db()
    assert (comment.state, comment.score) == (State.APPROVED, 100)


def test_an_erased_comment_is_not_shown_to_akismet_unless_it_comes_back(played: PlayedAkismet) -> None:
    comment, by = asked_about(), moderator()
    batch = decide([comment.pk], State.ERASED, by)
    steps.take(comment.pk)
    assert played.heard == []
    undo(batch, by)
    steps.take(comment.pk, timezone.now() + timedelta(minutes=11))
    assert played.calls() == ["comment-check"]


def test_an_answer_about_words_that_were_changed_meanwhile_is_thrown_away(
    played: PlayedAkismet, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = asked_about()

    def edited_meanwhile(_data: dict) -> Any:
        checking.ask_about(comment, rules(), "edit")
        return real({**_data})

    real = client.check
    monkeypatch.setattr(client, "check", edited_meanwhile)
    played.check = SPAM
    steps.take(comment.pk)
    assert (Finding.objects.count(), check_of(comment).reason, check_of(comment).asked_at) == (
        0,
        "edit",
        None,
    )
    assert _minutes(check_of(comment)) <= 0


def test_akismet_is_asked_again_when_it_was_not_sure(played: PlayedAkismet) -> None:
    played.check = Answer("false", headers={"X-akismet-recheck-after": "300"})
    comment = judged()
    assert awaits_answer(comment)
    assert 4.9 < _minutes(check_of(comment)) <= 5
    played.check = SPAM
    steps.take(comment.pk, timezone.now() + timedelta(minutes=6))
    comment.refresh_from_db()
    assert (comment.state, awaits_answer(comment)) == (State.SPAM, False)
    assert played.fields()["recheck_reason"] == "recheck-after"


def test_akismet_cannot_be_unsure_for_ever(played: PlayedAkismet) -> None:
    played.check = Answer("false", headers={"X-akismet-recheck-after": "0"})
    comment = asked_about()
    for minutes in range(0, 100, 2):
        steps.take(comment.pk, timezone.now() + timedelta(minutes=minutes))
    assert len(played.heard) == 6
    assert not awaits_answer(comment)


@pytest.mark.parametrize(
    ("answer", "state"),
    [(HAM, State.APPROVED), (SPAM, State.SPAM), (Answer("", status=500), State.PENDING)],
    ids=["ham", "spam", "no answer"],
)
def test_a_confirmed_comment_appears_by_itself_only_when_akismet_has_nothing_against_it(
    played: PlayedAkismet, answer: Answer, state: State
) -> None:
    rules(policy="confirmed")
    played.check = answer
    comment = asked_about(confirmed_at=timezone.now())
    assert not publish_if_allowed(comment, rules())
    steps.take(comment.pk)
    comment.refresh_from_db()
    assert comment.state == state


# -- trouble --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(delay=30), "in time"), (Answer("", status=503), "503"), (Answer("what?"), "no sense"),
        (Answer("", status=429), "more often"), (INVALID, "key"), (SUSPENDED, "suspended"),
    ],
)  # fmt: skip
def test_without_an_answer_the_comment_waits_and_says_why(
    played: PlayedAkismet, answer: Answer, words: str
) -> None:
    played.check = answer
    comment = judged()
    check = check_of(comment)
    assert (comment.state, comment.score, comment.findings.count()) == (State.PENDING, 0, 0)
    assert words in check.problem
    assert (check.attempts, check.opinion, check.asked_at) == (1, "", None)
    assert 0.9 < _minutes(check) <= 1
    assert awaits_answer(comment)


def test_retry_after_is_obeyed(played: PlayedAkismet) -> None:
    played.check = Answer("", status=429, headers={"Retry-After": "1800"})
    assert 29 < _minutes(check_of(judged())) <= 30


def test_waits_double_up_to_six_hours_and_end_after_three_days(
    played: PlayedAkismet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "pause", lambda trouble: None)
    played.check = Answer("", status=500)
    comment, now, waits = asked_about(), timezone.now(), []
    while True:
        assert steps.take(comment.pk, now)
        check = check_of(comment)
        if check.next_at is None:
            break
        waits.append((check.next_at - now) // timedelta(minutes=1))
        now = check.next_at
    assert waits[:10] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]
    assert (check.attempts, len(waits), max(waits)) == (MAX_ATTEMPTS, MAX_ATTEMPTS - 1, 360)
    assert timedelta(days=2.5) < timedelta(minutes=sum(waits)) < timedelta(days=3.5)
    assert "500" in check.problem
    comment.refresh_from_db()
    assert comment.state == State.PENDING


def test_one_time_out_is_enough_for_all_that_are_due(played: PlayedAkismet) -> None:
    comments = [asked_about() for _number in range(3)]
    played.check = Answer("", status=500)
    tasks.catch_up.enqueue()
    assert len(played.heard) == 1
    played.check = HAM
    tasks.catch_up.enqueue()
    assert len(played.heard) == 1, "it is left alone for a minute"
    assert sum(check_of(comment).attempts for comment in comments) == 1


def test_what_was_lost_is_asked_by_the_minute_job(played: PlayedAkismet) -> None:
    comments = [asked_about() for _number in range(3)]
    tasks.see_to_overdue()
    assert len(played.heard) == 3
    assert all(check_of(comment).opinion == "ham" for comment in comments)
    tasks.see_to_overdue()
    assert len(played.heard) == 3


def test_of_two_workers_one_asks(played: PlayedAkismet) -> None:
    comment, now = asked_about(), timezone.now()
    assert claim(comment.pk, now)
    assert claim(comment.pk, now) is None
    assert not steps.take(comment.pk, now)
    assert played.heard == []
    assert steps.take(comment.pk, now + LEASE), "the first worker has died"
    assert not steps.take(comment.pk, now + LEASE)
    assert len(played.heard) == 1


def test_a_fault_of_ours_keeps_no_other_comment_waiting(
    played: PlayedAkismet, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = asked_about("broken"), asked_about("fine")
    real = verdicts.data_points

    def broken(place: dict, comment: Comment, hidden: str) -> dict:
        if comment.pk == first.pk:
            raise ValueError("A fault.")
        return real(place, comment, hidden)

    monkeypatch.setattr(verdicts, "data_points", broken)
    tasks.catch_up.enqueue()
    assert (check_of(first).attempts, check_of(second).opinion) == (1, "ham")
    assert "the log says why" in check_of(first).problem


def test_without_the_senders_address_akismet_is_not_asked(played: PlayedAkismet) -> None:
    comment = judged(sender_address=None)
    assert played.heard == []
    assert "network address" in check_of(comment).problem
    assert check_of(comment).next_at is None
