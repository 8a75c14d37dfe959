"""Who is asked to confirm an address, how often, and what such a mail holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from comments.deciding import decide, undo
from comments.mail.confirmation import _claim
from comments.models import Correspondent, Letter, Policy, SpamCheck, State
from comments.settling import settle
from tests import factories
from tests.comments.mail.posting import (
    ADDRESS,
    approved_and_settled,
    deliver,
    later,
    link_in,
    posted,
    reader,
    rules,
)
from tests.comments.writing import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_stranger_gets_nothing_before_a_moderator_approves() -> None:
    posted(wants_replies="on")
    assert deliver() == []


def test_after_approval_and_ten_minutes_the_writer_is_asked_once() -> None:
    comment = posted(wants_replies="on")
    decide([comment.pk], State.APPROVED)
    settle()
    assert deliver() == []
    settle(timezone.now() + timedelta(minutes=11))
    assert [message.to for message in deliver()] == [[ADDRESS]]
    settle(timezone.now() + timedelta(minutes=30))
    assert deliver() == []


@pytest.mark.parametrize("state", [State.REJECTED, State.SPAM, State.ERASED])
def test_what_is_not_approved_mails_nobody(state: State) -> None:
    comment = posted(wants_replies="on")
    decide([comment.pk], state)
    settle(timezone.now() + timedelta(minutes=11))
    assert deliver() == []


def test_an_approval_that_was_undone_mails_nobody() -> None:
    comment = posted(wants_replies="on")
    undo(decide([comment.pk], State.APPROVED), None)
    settle(timezone.now() + timedelta(minutes=30))
    assert deliver() == []


def test_who_does_not_want_to_hear_of_replies_is_not_asked() -> None:
    approved_and_settled(posted())
    assert deliver() == []


def test_nothing_that_was_typed_reaches_a_stranger() -> None:
    page = factories.article("Hips that share the work")
    approved_and_settled(
        posted(page, name="Cheap Pills", text="Buy at https://pills.example", wants_replies="on")
    )
    [message] = deliver()
    whole = message.message().as_string()
    assert "Cheap" not in whole
    assert "pills.example" not in whole
    assert page.title in message.subject
    assert page.full_url in message.body


@pytest.mark.parametrize("typed", [ADDRESS, "NIA@example.org", " nia@Example.ORG "])
def test_one_mail_a_day_however_the_address_is_typed(typed: str) -> None:
    approved_and_settled(posted(wants_replies="on"))
    assert len(deliver()) == 1
    approved_and_settled(posted(text="Another one.", email=typed, wants_replies="on"))
    assert deliver() == []
    assert Correspondent.objects.count() == 1


def test_the_next_day_a_new_comment_may_ask_again() -> None:
    approved_and_settled(posted(wants_replies="on"))
    deliver()
    Correspondent.objects.update(mailed_at=timezone.now() - timedelta(hours=25))
    approved_and_settled(posted(text="Another one.", wants_replies="on"))
    assert len(deliver()) == 1


def test_many_comments_at_once_are_one_mail() -> None:
    comments = [posted(text=f"Number {number}", wants_replies="on") for number in range(5)]
    decide([comment.pk for comment in comments], State.APPROVED)
    settle(timezone.now() + timedelta(minutes=11))
    assert Letter.objects.count() == 5
    assert len(deliver()) == 1


def test_of_two_processes_one_has_the_mail_of_the_day() -> None:
    Correspondent.objects.create(email=ADDRESS)
    first, second = Correspondent.objects.get(), Correspondent.objects.get()
    assert [_claim(first), _claim(second)] == [True, False]


@pytest.mark.parametrize("fields", [{}, {"confirmed_at": None, "unsubscribed_at": timezone.now()}])
def test_who_has_confirmed_or_unsubscribed_is_not_asked(fields: dict) -> None:
    reader(**fields)
    approved_and_settled(posted(wants_replies="on"))
    assert deliver() == []
    assert not Letter.objects.exists()


def test_who_unsubscribes_before_it_is_sent_gets_nothing() -> None:
    approved_and_settled(posted(wants_replies="on"))
    reader(confirmed_at=None, unsubscribed_at=timezone.now())
    assert deliver() == []
    assert not Letter.objects.exists()


def test_an_article_that_is_gone_asks_nobody() -> None:
    comment = posted(wants_replies="on")
    approved_and_settled(comment)
    comment.page.unpublish()
    assert deliver() == []


# -- the policy that publishes what was confirmed -------------------------------------------------


@pytest.fixture
def by_mail() -> Any:
    return rules(policy=Policy.CONFIRMED)


def test_under_that_policy_the_mail_goes_out_at_once(by_mail: Any) -> None:
    posted()
    [message] = deliver()
    assert message.to == [ADDRESS]
    assert "The WALL helped" not in message.body
    assert "published at once" in " ".join(message.body.split())


def test_the_writers_page_says_that_a_link_may_come(by_mail: Any, client: Client) -> None:
    hint = "If a link from us comes by mail"
    comment = factories.comment(factories.article(), state=State.PENDING)
    path = f"/comments/yours/{comment.token}/"
    assert hint in text_of(client.get(path))
    decide([comment.pk], State.SPAM, automatic=True)
    assert hint in text_of(client.get(path))
    decide([comment.pk], State.APPROVED)
    assert hint not in text_of(client.get(path))
    rules(policy=Policy.HOLD)
    other = factories.comment(comment.page, "Two.", state=State.PENDING)
    assert hint not in text_of(client.get(f"/comments/yours/{other.token}/"))


def test_posting_only_notes_it_and_the_queue_sends_it(
    by_mail: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        posted()
    assert (Letter.objects.count(), len(callbacks), mail.outbox) == (1, 1, [])


def test_what_is_filed_as_spam_mails_nobody(by_mail: Any) -> None:
    comment = posted()
    decide([comment.pk], State.SPAM, automatic=True)
    assert deliver() == []
    assert not Letter.objects.exists()


def test_it_waits_for_akismet(by_mail: Any) -> None:
    check = SpamCheck.objects.create(comment=posted())
    assert deliver() == []
    check.asked_at = timezone.now()
    check.save()
    with later(minutes=2):
        assert len(deliver()) == 1


def test_comments_that_waited_for_akismet_are_one_mail_and_none_on_the_days_after(by_mail: Any) -> None:
    for number in range(3):
        SpamCheck.objects.create(comment=posted(text=f"Number {number}"))
    assert deliver() == []
    SpamCheck.objects.update(asked_at=timezone.now())
    with later(minutes=2):
        assert len(deliver()) == 1
    assert not Letter.objects.exists()
    with later(days=1, minutes=3):
        assert deliver() == []


def test_when_akismet_is_out_of_order_the_writer_is_asked(by_mail: Any) -> None:
    SpamCheck.objects.create(comment=posted(), problem="Time-out")
    assert len(deliver()) == 1


def test_a_stranger_gets_one_a_day_under_that_policy_too(by_mail: Any) -> None:
    posted()
    assert len(deliver()) == 1
    posted(text="Another one.")
    assert deliver() == []


def test_each_comment_of_a_known_address_has_its_own_mail_but_not_endlessly(by_mail: Any) -> None:
    reader()
    sent = 0
    for number in range(12):
        page = factories.article()
        factories.comment(page, f"Number {number}", state=State.PENDING, email="Nia@example.org")
    for number in range(2):
        posted(text=f"More {number}", email="bo@example.org" if number else ADDRESS)
        sent += len(deliver())
    assert sent == 1
    assert mail.outbox[0].to == ["bo@example.org"]


def test_the_link_is_in_the_mail_and_names_nobody(by_mail: Any) -> None:
    posted()
    [message] = deliver()
    assert "nia" not in link_in(message, "/confirm/")
    assert "nia" not in link_in(message, "/unsubscribe/")
