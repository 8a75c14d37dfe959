"""A mail server that is slow, broken or of another opinion: nothing is lost, and next to nothing doubled."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.mail import delivery
from comments.mail.delivery import deliver_letters
from comments.mail.occasions import send_due
from comments.models import Comment, Correspondent, Letter, Policy, State
from config.settings import base
from tests import factories
from tests.comments.mail.mail_server import MailServer, mail_server
from tests.comments.mail.posting import ADDRESS, approved_and_settled, later, posted, reader, rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server(settings) as running:
        yield running


@pytest.fixture
def reply() -> Comment:
    """An approved reply whose parent's writer is to be told."""
    reader()
    parent = factories.comment(factories.article(), wants_replies=True)
    made = factories.comment(parent.page, parent=parent, email="bo@example.org", state=State.PENDING)
    approved_and_settled(made)
    return made


@pytest.fixture
def question() -> Comment:
    """An approved comment whose writer is to confirm the address."""
    made = posted(email="cy@example.org", wants_replies="on")
    approved_and_settled(made)
    return made


def _is_told(reply: Comment) -> bool:
    return Comment.objects.get(pk=reply.pk).announced_at is not None


def test_what_the_server_takes_is_done(server: MailServer, reply: Comment) -> None:
    deliver_letters.call()
    deliver_letters.call()
    assert len(server.taken) == 1
    assert _is_told(reply)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        {"EHLO": "hang"},
        {"MAIL": "451 later"},
        {"RCPT": "450 greylisted"},
        {"DATA": "452 full"},
        {".": "451 try again"},
        {".": "554 not today"},
        {"RCPT": "hang"},
    ],
    ids=str,
)
def test_a_failure_is_tried_again_and_the_mail_goes_out_once(
    server: MailServer, reply: Comment, answers: dict
) -> None:
    server.answers = answers
    deliver_letters.call()
    assert not _is_told(reply)
    server.answers, before = {}, len(server.taken)
    deliver_letters.call()
    assert len(server.taken) == before
    with later(minutes=1, seconds=1):
        deliver_letters.call()
    assert len(server.taken) == before + 1
    assert _is_told(reply)


def test_the_pause_grows_and_after_five_days_it_is_given_up_and_logged(
    server: MailServer, reply: Comment, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers = {"MAIL": "451 later"}
    pauses, now = [], timezone.now()
    while letter := Letter.objects.first():
        with mock.patch("django.utils.timezone.now", return_value=max(now, letter.next_at)):
            deliver_letters.call()
        if after := Letter.objects.first():
            pauses.append(round((after.next_at - max(now, letter.next_at)).total_seconds() / 60))
    assert pauses[:6] == [1, 5, 15, 60, 360, 360]
    assert 119 <= sum(pauses) / 60 <= 127
    assert "is given up after five days" in caplog.text
    assert not _is_told(reply)


def test_a_mailbox_that_does_not_exist_is_not_tried_again(server: MailServer, reply: Comment) -> None:
    server.answers = {"RCPT": "550 no such user"}
    deliver_letters.call()
    assert not Letter.objects.exists()


def test_no_address_reaches_the_log(
    server: MailServer, reply: Comment, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "plumbline")
    for answers in ({"RCPT": f"450 {ADDRESS} unknown"}, {"RCPT": f"550 {ADDRESS} unknown"}):
        server.answers = answers
        with later(hours=len(caplog.records)):
            deliver_letters.call()
    assert len(caplog.records) == 2
    assert ADDRESS not in caplog.text


def test_a_server_that_cannot_be_reached_is_asked_once_for_all(settings: Any, reply: Comment) -> None:
    second = factories.comment(
        reply.page, "Two.", parent=reply.parent, email="cy@example.org", state=State.PENDING
    )
    approved_and_settled(second)
    with mail_server(settings) as server:
        server.server_close()
        deliver_letters.call()
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 1]


@pytest.mark.parametrize("answers", [{"EHLO": "hang"}, {"RCPT": "hang"}], ids=str)
def test_a_server_that_hangs_does_not_hold_up_the_queue(
    server: MailServer, reply: Comment, question: Comment, answers: dict
) -> None:
    server.answers = answers
    with mock.patch.object(delivery, "send", wraps=delivery.send) as tried:
        for _post in range(5):
            deliver_letters.call()
        assert tried.call_count == 1
        server.answers = {}
        with later(minutes=1):
            deliver_letters.call()
    assert len(server.taken) == 2


# -- strangers: one mail a day, whatever happens ----------------------------------------------------


def test_a_confirmation_that_surely_failed_is_sent_soon(server: MailServer, question: Comment) -> None:
    server.answers = {"RCPT": "450 greylisted"}
    deliver_letters.call()
    assert Correspondent.objects.get().mailed_at is None
    server.answers = {}
    with later(minutes=2):
        deliver_letters.call()
    assert len(server.taken) == 1


def test_a_confirmation_that_may_have_gone_out_waits_until_the_day_is_over(
    server: MailServer, question: Comment
) -> None:
    server.answers = {".": "hang up"}
    deliver_letters.call()
    assert len(server.taken) == 1
    server.answers = {}
    for hours in (1, 12, 23):
        with later(hours=hours):
            deliver_letters.call()
    assert len(server.taken) == 1
    with later(hours=25):
        deliver_letters.call()
    assert len(server.taken) == 2
    assert not Letter.objects.exists()


def test_a_copy_can_be_told_by_its_message_id(server: MailServer, reply: Comment) -> None:
    server.answers = {".": "hang up"}
    deliver_letters.call()
    server.answers = {}
    with later(minutes=2):
        deliver_letters.call()
    ids = [[line for line in mail.splitlines() if line.startswith(b"Message-ID")] for mail in server.taken]
    assert len(ids) == 2
    assert ids[0] == ids[1] != []


def test_a_worker_that_died_with_a_strangers_mail_in_hand_is_taken_to_have_sent_it(
    question: Comment, mailoutbox: list
) -> None:
    with mock.patch.object(delivery, "send", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        deliver_letters.call()
    with later(hours=23):
        deliver_letters.call()
    assert mailoutbox == []
    with later(hours=25):
        deliver_letters.call()
    assert len(mailoutbox) == 1


# -- processes ---------------------------------------------------------------------------------------


def test_of_two_workers_one_has_a_letter_in_hand(reply: Comment) -> None:
    first, second = Letter.objects.get(), Letter.objects.get()
    assert [first.claim(), second.claim()] == [True, False]


def test_what_a_dead_worker_had_in_hand_comes_up_again(reply: Comment) -> None:
    Letter.objects.get().claim()
    assert deliver_letters.call() == 0
    with later(minutes=11):
        assert deliver_letters.call() == 1
    assert _is_told(reply)


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    reply: Comment, question: Comment, mailoutbox: list, caplog: pytest.LogCaptureFixture
) -> None:
    broken = {**delivery.WRITERS, Letter.Kind.REPLY: lambda letter: 1 / 0}
    with mock.patch.object(delivery, "WRITERS", broken):
        deliver_letters.call()
    assert len(mailoutbox) == 1
    assert "could not be written" in caplog.text
    with later(minutes=2):
        deliver_letters.call()
    assert len(mailoutbox) == 2


def test_nothing_is_sent_while_a_comment_is_posted_or_decided(
    settings: Any, mailoutbox: list, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TASKS = base.TASKS
    rules(policy=Policy.CONFIRMED)
    with django_capture_on_commit_callbacks(execute=True):
        comment = posted(wants_replies="on")
        approved_and_settled(comment)
    assert mailoutbox == []
    assert {task.task_path for task in DBTaskResult.objects.all()} == {
        "comments.mail.delivery.deliver_letters"
    }


def test_a_queue_that_fails_fails_no_post(mailoutbox: list, django_capture_on_commit_callbacks: Any) -> None:
    rules(policy=Policy.CONFIRMED)
    with (
        mock.patch("comments.mail.occasions.deliver_letters", None),
        django_capture_on_commit_callbacks(execute=True),
    ):
        posted()
    assert mailoutbox == []
    send_due()
    assert len(mailoutbox) == 1


def test_the_job_asks_the_queue_only_when_something_is_due(settings: Any, reply: Comment) -> None:
    settings.TASKS = base.TASKS
    Letter.objects.update(next_at=timezone.now() + timedelta(minutes=1))
    send_due()
    assert not DBTaskResult.objects.exists()
    Letter.objects.update(next_at=timezone.now())
    send_due()
    assert DBTaskResult.objects.count() == 1


def test_a_mail_server_has_ten_seconds_to_answer() -> None:
    assert base.EMAIL_TIMEOUT == 10
