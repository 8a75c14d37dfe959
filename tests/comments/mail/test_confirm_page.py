"""Following the link of a confirmation."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.mail.links import confirmation_path
from comments.models import Comment, Correspondent, Policy, State
from tests import factories
from tests.comments.mail.posting import ADDRESS, later, reader, rules
from tests.comments.writing import send, soup_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def comment() -> Comment:
    return factories.comment(factories.article("Hips"), wants_replies=True)


@pytest.fixture
def person() -> Correspondent:
    return reader(confirmed_at=None, mailed_at=timezone.now())


def test_looking_changes_nothing_and_the_button_confirms(
    client: Client, comment: Comment, person: Correspondent
) -> None:
    path = confirmation_path(person, comment)
    page = client.get(path)
    assert "Did you write a comment under “Hips”?" in text_of(page)
    assert ADDRESS not in page.content.decode()
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert page["Referrer-Policy"] == "same-origin"
    assert page.cookies == {}
    person.refresh_from_db()
    assert person.confirmed_at is None
    answer = send(path)
    assert (answer.status_code, answer["Location"]) == (303, path)
    person.refresh_from_db()
    assert person.confirmed_at is not None
    assert "Your address is confirmed" in text_of(client.get(path))


def test_a_second_click_says_that_it_is_done(comment: Comment, person: Correspondent) -> None:
    path = confirmation_path(person, comment)
    send(path)
    before = Correspondent.objects.get().confirmed_at
    assert send(path).status_code == 303
    assert Correspondent.objects.get().confirmed_at == before
    assert soup_of(Client().get(path)).main.find("button") is None


def test_a_form_of_another_site_confirms_nothing(comment: Comment, person: Correspondent) -> None:
    path = confirmation_path(person, comment)
    for headers in ({}, {"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert Client().post(path, headers=headers).status_code == 403
    assert Correspondent.objects.get().confirmed_at is None


def test_after_seven_days_the_page_says_how_to_get_a_new_one(comment: Comment, person: Correspondent) -> None:
    path = confirmation_path(person, comment)
    moment = timezone.now().timestamp() + timedelta(days=7, minutes=1).total_seconds()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: moment)
        page = Client().get(path)
        assert (page.status_code, send(path).status_code) == (410, 410)
    assert "This link has expired" in text_of(page)
    assert "For a new link" in text_of(page)
    assert Correspondent.objects.get().confirmed_at is None


@pytest.mark.parametrize("token", ["x", "WzEsMV0.1abc.forged", "%00", "é", "." * 50, "x" * 3000])
def test_a_link_that_we_did_not_sign_leads_nowhere(token: str) -> None:
    for answer in (Client().get(f"/comments/confirm/{token}/"), send(f"/comments/confirm/{token}/")):
        assert answer.status_code == 404
        assert "This link leads nowhere" in text_of(answer)


def test_a_confirmation_is_no_unsubscribe_link_and_vice_versa(
    comment: Comment, person: Correspondent
) -> None:
    token = confirmation_path(person, comment).split("/")[-2]
    assert Client().post(f"/comments/unsubscribe/{token}/").status_code == 404


def test_after_the_address_was_erased_the_link_leads_nowhere(comment: Comment, person: Correspondent) -> None:
    path = confirmation_path(person, comment)
    person.delete()
    assert Client().get(path).status_code == 404


def test_confirming_does_not_bring_back_mail_that_was_ended(comment: Comment) -> None:
    person = reader(confirmed_at=None, unsubscribed_at=timezone.now())
    path = confirmation_path(person, comment)
    send(path)
    person.refresh_from_db()
    assert person.unsubscribed_at is not None
    assert "Mail to this address was ended." in text_of(Client().get(path))


def test_under_the_policy_the_comment_is_published_and_said_to_be(person: Correspondent) -> None:
    rules(policy=Policy.CONFIRMED)
    comment = factories.comment(factories.article(), state=State.PENDING)
    path = confirmation_path(person, comment)
    assert "Then it can be published" in text_of(Client().get(path))
    send(path)
    comment.refresh_from_db()
    assert (comment.state, comment.confirmed_at is not None) == (State.APPROVED, True)
    assert "Your comment is published." in text_of(Client().get(path))


def test_a_doubtful_one_waits_and_the_page_says_so(person: Correspondent) -> None:
    rules(policy=Policy.CONFIRMED)
    comment = factories.comment(factories.article(), state=State.PENDING, score=30)
    path = confirmation_path(person, comment)
    send(path)
    comment.refresh_from_db()
    assert comment.state == State.PENDING
    assert "held for review" in text_of(Client().get(path))


def test_the_link_of_one_comment_publishes_no_other(person: Correspondent) -> None:
    rules(policy=Policy.CONFIRMED)
    page = factories.article()
    mailed, other = (factories.comment(page, text, state=State.PENDING) for text in ("One.", "Two."))
    send(confirmation_path(person, mailed))
    other.refresh_from_db()
    assert other.state == State.PENDING


def test_the_link_of_one_person_confirms_no_comment_of_another(person: Correspondent) -> None:
    rules(policy=Policy.CONFIRMED)
    comment = factories.comment(factories.article(), state=State.PENDING, email="bo@example.org")
    send(confirmation_path(person, comment))
    comment.refresh_from_db()
    assert (comment.state, comment.confirmed_at) == (State.PENDING, None)


def test_a_page_that_is_private_by_now_still_lets_confirm(comment: Comment, person: Correspondent) -> None:
    comment.page.unpublish()
    with later(hours=1):
        assert Client().get(confirmation_path(person, comment)).status_code == 200
