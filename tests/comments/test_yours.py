"""The writer's own page: what became of the comment, and half an hour for second thoughts."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from comments.deciding import decide
from comments.models import Comment, Decision, State
from comments.size import MAX_BODY
from tests import factories
from tests.comments.writing import send, soup_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def waiting() -> Any:
    """A comment that waits."""
    return factories.comment(factories.article(), "First words.", state=State.PENDING, wants_replies=True)


def _address(comment: Any) -> str:
    return f"/comments/yours/{comment.token}/"


def test_it_is_for_its_writer_only(waiting: Any, client: Client) -> None:
    answer = client.get(_address(waiting))
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer.cookies == {}
    assert "held for review" in text_of(answer)
    assert "saved" not in text_of(answer)
    assert waiting.email not in answer.content.decode()
    unknown = client.get("/comments/yours/no-such-token/")
    assert (unknown.status_code, unknown["Cache-Control"], unknown["Referrer-Policy"]) == (
        404,
        "no-store",
        "same-origin",
    )
    assert "leads nowhere" in text_of(unknown)
    assert client.get(f"/comments/yours/{waiting.token_hash}/").status_code == 404


def test_the_words_can_be_changed_while_nothing_is_decided(waiting: Any) -> None:
    answer = send(_address(waiting), text="Better words.", name="N.")
    assert (answer.status_code, answer["Location"]) == (303, _address(waiting))
    assert "Your change is saved." in text_of(Client().get(_address(waiting)))
    before = waiting.fingerprint
    waiting.refresh_from_db()
    assert (waiting.text, waiting.name, waiting.email) == ("Better words.", "N.", "nia@example.org")
    assert waiting.edited_at is not None
    assert waiting.fingerprint != before


def test_a_slip_in_the_change_loses_nothing(waiting: Any) -> None:
    answer = send(_address(waiting), text="Better words.", name="")
    assert answer.status_code == 422
    assert answer["Cache-Control"] == "no-store"
    assert soup_of(answer).textarea.get_text().strip() == "Better words."
    waiting.refresh_from_db()
    assert waiting.text == "First words."


def test_a_change_publishes_no_address_as_a_name(waiting: Any) -> None:
    assert send(_address(waiting), name=f"Nia ({waiting.email})").status_code == 422
    waiting.refresh_from_db()
    assert waiting.email not in waiting.name


def test_withdrawing_erases_the_words_and_is_logged(waiting: Any, client: Client) -> None:
    assert soup_of(client.get(_address(waiting))).find("button", attrs={"name": "withdraw"})
    assert send(_address(waiting), withdraw="yes").status_code == 303
    waiting.refresh_from_db()
    assert waiting.state == State.ERASED
    assert (waiting.name, waiting.email, waiting.text, waiting.user_agent) == ("", "", "", "")
    assert Decision.objects.get().batch.reason == "Withdrawn by its writer"
    after = client.get(_address(waiting))
    assert "It is removed" in text_of(after)
    assert soup_of(after).main.find("form") is None


@pytest.mark.parametrize(("minutes", "status"), [(29, 303), (31, 409)])
def test_the_half_hour_ends(waiting: Any, client: Client, minutes: int, status: int) -> None:
    later = timezone.now() + timedelta(minutes=minutes)
    with mock.patch("django.utils.timezone.now", return_value=later):
        assert (soup_of(client.get(_address(waiting))).main.find("form") is None) is (status == 409)
        answer = send(_address(waiting), text="Too late?")
        assert answer.status_code == status
    if status == 409:
        assert "It is too late to change it" in text_of(answer)
        assert "Too late?" in answer.content.decode()
        assert Comment.objects.get().text == "First words."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.APPROVED, "It is published."),
        (State.REJECTED, "It was read and not published."),
        (State.SPAM, "It was read and not published."),
    ],
)
def test_a_decision_ends_it_and_is_told(waiting: Any, client: Client, state: State, words: str) -> None:
    decide([waiting.pk], state)
    for data in ({"text": "Changed."}, {"withdraw": "yes"}):
        assert send(_address(waiting), **data).status_code == 409
    assert words in text_of(client.get(_address(waiting)))
    assert Comment.objects.get().text == "First words."


def test_a_huge_change_is_refused(waiting: Any) -> None:
    assert send(_address(waiting), text="x" * MAX_BODY).status_code == 413
