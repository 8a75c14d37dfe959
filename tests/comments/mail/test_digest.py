"""The daily mail to moderators."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from comments.mail.rounds import forget_links, send_digests
from comments.models import MailedLink, MailPreference, SpamCheck, State
from tests import factories
from tests.comments.desk_things import moderator, waiting
from tests.comments.mail.posting import deliver, later

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HOUR_AGO = timedelta(hours=1)


@pytest.fixture
def mo() -> Any:
    return moderator()


def _waits(number: int = 1, **fields: Any) -> None:
    page = factories.article()
    for one in range(number):
        waiting(f"Number {one}.", **{"page": page, "created_at": timezone.now() - HOUR_AGO} | fields)


def _digests() -> list[Any]:
    send_digests()
    return deliver()


def test_without_a_choice_a_moderator_gets_one_mail_a_day(mo: Any) -> None:
    _waits(2)
    [message] = _digests()
    assert (message.to, message.subject) == (["moderator@example.com"], "2 comments wait")
    assert message.body.count("/admin/comments/mailed/") == 2
    assert _digests() == []
    with later(hours=12):
        assert _digests() == []
    with later(hours=24):
        assert len(_digests()) == 1


def test_nothing_comes_when_nothing_waits_and_then_the_next_comment_is_told_soon(mo: Any) -> None:
    _waits(1, state=State.SPAM)
    assert _digests() == []
    _waits(1)
    assert [message.subject for message in _digests()] == ["1 comment waits"]


@pytest.mark.parametrize("how", ["never", "instant"])
def test_who_chose_otherwise_gets_none(mo: Any, how: str) -> None:
    MailPreference.objects.create(user=mo, how=how)
    _waits()
    assert _digests() == []


def test_owners_and_editors_get_none_unasked() -> None:
    owner = factories.user("owner", is_superuser=True)
    factories.user("editor", "Editors")
    _waits()
    assert _digests() == []
    assert not MailPreference.objects.exists()
    MailPreference.objects.create(user=owner)
    assert [message.to for message in _digests()] == [["owner@example.com"]]


def test_at_most_fifty_are_listed_oldest_first_and_the_rest_is_counted(mo: Any) -> None:
    _waits(52)
    waiting("The oldest.", created_at=timezone.now() - timedelta(days=3))
    [message] = _digests()
    assert message.subject == "53 comments wait"
    assert message.body.count("/admin/comments/mailed/") == 50
    assert "And 3 more, on the desk." in message.body
    assert message.body.index("> The oldest.") < message.body.index("> Number 0.")


def test_what_akismet_may_yet_call_spam_is_left_out(mo: Any) -> None:
    SpamCheck.objects.create(comment=waiting("Spam?", created_at=timezone.now() - timedelta(minutes=5)))
    assert _digests() == []
    _waits()
    assert "Spam?" not in _digests()[0].body


def test_a_long_text_is_cut(mo: Any) -> None:
    waiting("x" * 9000, created_at=timezone.now() - HOUR_AGO)
    assert 1900 < _digests()[0].body.count("x") < 2100


def test_what_is_decided_before_it_is_sent_is_not_in_it(mo: Any) -> None:
    _waits()
    send_digests()
    type(waiting()).objects.update(state=State.APPROVED)
    assert deliver() == []


def test_a_digest_of_fifty_costs_few_queries(mo: Any, django_assert_max_num_queries: Any) -> None:
    _waits(50)
    send_digests()
    # One insert for each link; the rest does not grow.
    with django_assert_max_num_queries(50 + 25):
        assert len(deliver()) == 1


def test_links_that_ended_long_ago_are_forgotten(mo: Any) -> None:
    _waits()
    _digests()
    forget_links()
    assert MailedLink.objects.count() == 1
    with later(days=31):
        forget_links()
    assert not MailedLink.objects.exists()
