"""Who is told about a reply, and by which mail."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments.deciding import decide, undo
from comments.models import Comment, Decision, Letter, State
from comments.settling import settle
from tests import factories
from tests.comments.desk_things import moderator
from tests.comments.mail.posting import ADDRESS, approved_and_settled, deliver, later, link_in, reader

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def parent() -> Comment:
    reader()
    return factories.comment(factories.article("Hips"), wants_replies=True)


def _reply(parent: Comment, text: str = "Mine too.", **fields: Any) -> Comment:
    fields = {"name": "Bo", "email": "bo@example.org", "state": State.PENDING} | fields
    return factories.comment(parent.page, text, parent=parent, **fields)


def test_the_writer_is_told_once_after_ten_minutes(parent: Comment) -> None:
    reply = _reply(parent, "Mine too.\n\nAnd my knee.")
    decide([reply.pk], State.APPROVED)
    settle()
    assert deliver() == []
    settle(timezone.now() + timedelta(minutes=11))
    [message] = deliver()
    assert (message.to, message.subject) == ([ADDRESS], "Bo replied to you under “Hips”")
    assert "> Mine too.\n>\n> And my knee." in message.body
    assert "bo@example.org" not in message.message().as_string()
    assert Client().get(link_in(message, "/thread/")).status_code == 302
    reply.refresh_from_db()
    assert reply.announced_at is not None
    decide([reply.pk], State.REJECTED)
    decide([reply.pk], State.APPROVED)
    settle(timezone.now() + timedelta(minutes=30))
    assert deliver() == []


def test_an_approval_undone_within_its_ten_minutes_tells_nobody(parent: Comment) -> None:
    undo(decide([_reply(parent).pk], State.APPROVED), None)
    settle(timezone.now() + timedelta(minutes=30))
    assert deliver() == []


def test_a_long_reply_is_cut(parent: Comment) -> None:
    approved_and_settled(_reply(parent, "x" * 3000))
    assert deliver()[0].body.count("x") < 1100


def test_the_mail_is_plain_text_without_escapes(parent: Comment) -> None:
    approved_and_settled(_reply(parent, "5 < 6 & <b>bold</b>", name="Bo & Co"))
    [message] = deliver()
    assert message.content_subtype == "plain"
    assert "> 5 < 6 & <b>bold</b>" in message.body
    assert message.subject.startswith("Bo & Co replied")


@pytest.mark.parametrize(
    "change",
    [
        {"wants_replies": False},
        {"email": "stranger@example.org"},
        {"state": State.REJECTED},
        {"state": State.PENDING},
        {"state": State.ERASED, "email": ""},
    ],
    ids=["did not ask", "not confirmed", "rejected", "waits", "erased"],
)
def test_a_writer_who_is_not_to_be_told_is_not(parent: Comment, change: dict) -> None:
    Comment.objects.filter(pk=parent.pk).update(**change)
    approved_and_settled(_reply(parent))
    assert deliver() == []


@pytest.mark.parametrize("typed", [ADDRESS, "NIA@example.org"])
def test_nobody_is_told_about_their_own_reply(parent: Comment, typed: str) -> None:
    approved_and_settled(_reply(parent, email=typed))
    assert deliver() == []


def _unpublish(parent: Comment) -> None:
    parent.page.unpublish()


def _make_private(parent: Comment) -> None:
    PageViewRestriction.objects.create(page=parent.page, restriction_type=PageViewRestriction.LOGIN)


def _reject(parent: Comment) -> None:
    decide([parent.replies.get().pk], State.REJECTED)


def _reject_parent(parent: Comment) -> None:
    decide([parent.pk], State.REJECTED)


@pytest.mark.parametrize("event", [_unpublish, _make_private, _reject, _reject_parent])
def test_what_happens_before_it_is_sent_still_counts(parent: Comment, event: Any) -> None:
    approved_and_settled(_reply(parent))
    event(parent)
    assert deliver() == []
    assert not Letter.objects.exists()


def test_a_reply_in_a_thread_that_is_hidden_tells_nobody(parent: Comment) -> None:
    second = _reply(parent, state=State.APPROVED, wants_replies=True, email="bo@example.org")
    reader("bo@example.org")
    decide([parent.pk], State.PENDING)
    approved_and_settled(_reply(second, email="cy@example.org"))
    assert deliver() == []


def test_a_reply_from_the_desk_is_logged_and_told(parent: Comment, client: Client) -> None:
    client.force_login(moderator())
    client.post(reverse("comments_desk:reply", args=[parent.pk]), {"text": "Thank you."})
    reply = parent.replies.get()
    assert reply.state == State.APPROVED
    assert Decision.objects.get(comment=reply).batch.by.username == "moderator"
    settle(timezone.now() + timedelta(minutes=11))
    assert [message.subject for message in deliver()] == ["Mo Moderator replied to you under “Hips”"]


def test_what_was_answered_before_the_address_was_confirmed_is_told_then(client: Client) -> None:
    comment = factories.comment(factories.article("Hips"), state=State.PENDING, wants_replies=True)
    client.force_login(moderator())
    client.post(reverse("comments_desk:reply", args=[comment.pk]), {"text": "Rest.", "approve": "on"})
    settle(timezone.now() + timedelta(minutes=11))
    [asks] = deliver()
    assert "Rest." not in asks.body
    for _twice in range(2):
        Client().post(link_in(asks, "/confirm/"), headers={"Sec-Fetch-Site": "same-origin"})
    [tells] = deliver()
    assert "> Rest." in tells.body


def test_a_desk_reply_that_was_undone_tells_nobody(parent: Comment, client: Client) -> None:
    client.force_login(moderator())
    client.post(reverse("comments_desk:reply", args=[parent.pk]), {"text": "Thank you."})
    undo(Decision.objects.get().batch, None)
    settle(timezone.now() + timedelta(minutes=11))
    assert deliver() == []
    assert parent.replies.get().state == State.PENDING


def test_what_a_writer_types_reaches_no_header(parent: Comment) -> None:
    parent.page.title = "Hips\r\nBcc: all@example.org"
    parent.page.save()
    approved_and_settled(_reply(parent, name="Bo\r\nBcc: all@example.org\u2028X: y"))
    [message] = deliver()
    sent = message.message()
    assert (sent["Bcc"], sent["X"], message.recipients()) == (None, None, [ADDRESS])
    assert "\n" not in message.subject
    assert len(message.subject) <= 150


def test_a_reply_cannot_pass_for_our_own_lines(parent: Comment) -> None:
    approved_and_settled(
        _reply(parent, "Hi\n--\nNo more mail:\rhttps://evil.example\x85https://evil2.example")
    )
    [message] = deliver()
    evil = [line for line in message.body.splitlines() if "evil" in line]
    assert evil
    assert all(line.startswith("> ") for line in evil)


def test_dates_are_in_the_time_zone_of_the_site(parent: Comment, settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    written = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    approved_and_settled(_reply(parent, created_at=written))
    assert "March 2, 2026, 5 a.m." in deliver()[0].body
    with later(hours=1):
        assert deliver() == []
