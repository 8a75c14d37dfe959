"""Mail to moderators at once: who gets it, when, about what, and what happens in a flood."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from comments.deciding import decide
from comments.mail import rounds
from comments.mail.rounds import notify
from comments.models import Comment, Finding, Letter, MailedLink, MailPreference, SpamCheck, State
from tests import factories
from tests.comments.desk_things import moderator, reply_to, waiting
from tests.comments.mail.mail_server import mail_server
from tests.comments.mail.posting import deliver, later, link_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

MINUTES_AGO = timedelta(minutes=2)


def _wants(how: str, person: Any, **fields: Any) -> Any:
    MailPreference.objects.update_or_create(user=person, defaults={"how": how, **fields})
    return person


@pytest.fixture
def mo() -> Any:
    return _wants("instant", moderator())


def _new(text: str = "My hips feel better.", **fields: Any) -> Comment:
    return waiting(text, **{"created_at": timezone.now() - MINUTES_AGO} | fields)


def _told() -> list[Any]:
    notify()
    return deliver()


def test_one_mail_about_one_comment_with_all_there_is_to_know(mo: Any) -> None:
    page = factories.article("Hips", slug="hips")
    parent = waiting("Which band?", page=page, name="Ana", state=State.APPROVED)
    comment = reply_to(
        parent, "The red one.\nOr blue.", name="Bo", created_at=timezone.now() - MINUTES_AGO, score=35
    )
    Finding.objects.create(comment=comment, name="links", points=40)
    Finding.objects.create(comment=comment, name="pace", points=-5, in_shadow=True)
    [message] = _told()
    assert (message.to, message.subject) == (["moderator@example.com"], "Comment by Bo under “Hips”")
    for told in (
        "> The red one.\n> Or blue.",
        "http://localhost/articles/hips/",
        "In reply to Ana: Which band?",
        "Score: 35",
        "Links: 40",
        "Written very fast: -5 (shadow, not counted)",
    ):
        assert told in message.body
    assert "\n\n\n" not in message.body
    assert comment.email not in message.body
    assert "192.0.2.7" not in message.body
    assert link_in(message, "/mailed/").startswith("/admin/comments/mailed/")
    assert _told() == []


def test_each_moderator_who_wants_it_gets_a_link_of_their_own(mo: Any) -> None:
    _wants("instant", moderator("second"))
    _new()
    messages = _told()
    assert [message.to for message in messages] == [["moderator@example.com"], ["second@example.com"]]
    assert len({link_in(message, "/mailed/") for message in messages}) == 2


def test_others_get_nothing(mo: Any) -> None:
    _wants("digest", moderator("digest"))
    _wants("never", moderator("never"))
    moderator("silent")
    factories.user("editor", "Editors")
    factories.user("owner", is_superuser=True)
    _wants("instant", moderator("gone"))
    mo.__class__.objects.filter(username="gone").update(is_active=False)
    _wants("instant", moderator("addressless"))
    mo.__class__.objects.filter(username="addressless").update(email="")
    _new()
    assert [message.to for message in _told()] == [["moderator@example.com"]]


def test_an_owner_gets_mail_only_after_choosing_it() -> None:
    owner = factories.user("owner", is_superuser=True)
    _new()
    assert _told() == []
    _wants("instant", owner)
    assert [message.to for message in _told()] == [["owner@example.com"]]


def test_the_right_may_be_a_persons_own(django_user_model: Any) -> None:
    from django.contrib.auth.models import Permission

    person = factories.user("single")
    person.user_permissions.add(Permission.objects.get(codename="moderate_comment"))
    _wants("instant", person)
    _new()
    assert [message.to for message in _told()] == [["single@example.com"]]


@pytest.mark.parametrize("state", [State.SPAM, State.APPROVED, State.REJECTED, State.ERASED])
def test_only_what_waits_is_mailed(mo: Any, state: State) -> None:
    _new(state=state)
    assert _told() == []


def test_what_is_decided_before_it_is_sent_is_not_mailed(mo: Any) -> None:
    comment = _new()
    notify()
    decide([comment.pk], State.SPAM)
    assert deliver() == []


def test_who_has_lost_the_right_meanwhile_gets_nothing(mo: Any) -> None:
    _new()
    notify()
    mo.groups.clear()
    assert deliver() == []
    assert not Letter.objects.exists()


def test_it_waits_for_akismet_but_not_for_ever(mo: Any) -> None:
    comment = _new()
    check = SpamCheck.objects.create(comment=comment)
    assert _told() == []
    with later(minutes=61):
        assert len(_told()) == 1
    MailedLink.objects.all().delete()
    check.asked_at = timezone.now()
    check.save()
    assert len(_told()) == 1


def test_when_akismet_is_out_of_order_moderators_hear_of_it(mo: Any) -> None:
    SpamCheck.objects.create(comment=_new(), problem="Time-out")
    assert len(_told()) == 1


def test_a_comment_just_written_has_a_minute_for_its_verdict(mo: Any) -> None:
    waiting()
    assert _told() == []
    with later(seconds=61):
        assert len(_told()) == 1


def test_what_was_there_before_the_choice_is_not_mailed_one_by_one(mo: Any) -> None:
    _new(created_at=timezone.now() - timedelta(hours=1))
    _wants("instant", mo, since=timezone.now() - timedelta(minutes=30))
    assert _told() == []


def test_a_mail_that_failed_comes_later_and_once(mo: Any, settings: Any, mailoutbox: list) -> None:
    _new()
    notify()
    working = settings.EMAIL_BACKEND
    with mail_server(settings) as server:
        server.answers = {"MAIL": "451 later"}
        deliver()
    assert not MailedLink.objects.exists()
    settings.EMAIL_BACKEND = working
    with later(minutes=2):
        notify()
        assert len(deliver()) == 1
        notify()
        assert deliver() == []


def test_a_job_that_ran_twice_at_once_tells_nobody_twice(mo: Any) -> None:
    comment = _new()
    notify()
    rounds.put([rounds.letter_for(Letter.Kind.NOTICE, comment, mo)])
    assert len(deliver()) == 1
    rounds.put([rounds.letter_for(Letter.Kind.NOTICE, comment, mo)])
    assert deliver() == []


def test_in_a_flood_one_mail_says_that_many_wait(mo: Any) -> None:
    page = factories.article()
    for number in range(21):
        _new(f"Number {number}", page=page)
    [message] = _told()
    assert message.subject == "21 comments wait"
    _new("One more", page=page, created_at=timezone.now())
    with later(minutes=2):
        assert _told() == []
    with later(minutes=61):
        assert ["> One more" in message.body for message in _told()] == [True]


def test_the_flood_is_noticed_however_slowly_it_comes(mo: Any) -> None:
    page = factories.article()
    subjects = []
    for number in range(25):
        _new(f"Number {number}", page=page)
        subjects += [message.subject for message in _told()]
    assert len(subjects) == 21
    assert subjects[-1] == "21 comments wait"


def test_after_a_flood_what_had_no_verdict_yet_is_still_told(mo: Any) -> None:
    page = factories.article()
    slow = _new("Slow", page=page)
    check = SpamCheck.objects.create(comment=slow)
    for number in range(21):
        _new(f"Number {number}", page=page, created_at=timezone.now() - timedelta(minutes=3))
    assert len(_told()) == 1
    check.asked_at = timezone.now()
    check.save()
    with later(minutes=61):
        assert ["> Slow" in message.body for message in _told()] == [True]
    assert len(mail.outbox) == 2
