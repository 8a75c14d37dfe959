"""Deciding by the link in a mail."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.deciding import decide, undo
from comments.mail.decision_links import NoLongerOpen, find_link, new_link, use
from comments.models import Batch, Comment, Decision, Finding, MailedLink, State
from tests import factories
from tests.comments.desk_things import moderator, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def mo() -> Any:
    return moderator()


@pytest.fixture
def comment() -> Comment:
    return waiting("x" * 300 + " the end.", name="Bo", score=12)


@pytest.fixture
def path(mo: Any, comment: Comment) -> str:
    return new_link(mo, comment)[1]


@pytest.fixture
def desk(client: Client, mo: Any) -> Client:
    client.force_login(mo)
    return client


def _words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def _buttons(answer: Any) -> list[str]:
    return [
        tag["value"] for tag in BeautifulSoup(answer.content, "html.parser").select("button[name=action]")
    ]


def _state(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def test_the_page_shows_the_whole_comment_and_three_buttons_and_changes_nothing(
    desk: Client, path: str, comment: Comment
) -> None:
    Finding.objects.create(
        comment=comment, name="links", points=12, evidence={"count": 2, "hosts": ["a.example"]}
    )
    page = desk.get(path)
    assert (page.status_code, _buttons(page)) == (200, ["approve", "reject", "spam"])
    for told in ("the end.", "Bo", comment.page.title, "Filter: clear, score 12", "2 links, to a.example"):
        assert told in _words(page)
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert desk.head(path).status_code == 200
    assert _state(comment) == State.PENDING
    assert MailedLink.objects.get().used_at is None


@pytest.mark.parametrize(
    ("action", "state"), [("approve", State.APPROVED), ("reject", State.REJECTED), ("spam", State.SPAM)]
)
def test_a_button_decides_once_and_can_be_undone(
    desk: Client, path: str, comment: Comment, mo: Any, action: str, state: State
) -> None:
    answer = desk.post(path, {"action": action})
    assert (answer.status_code, answer["Location"]) == (302, reverse("comments_desk:index"))
    assert _state(comment) == state
    assert Decision.objects.get().batch.by == mo
    assert "Undo" in _words(desk.get(answer["Location"]))
    undo(Batch.objects.get(), mo)
    again = desk.post(path, {"action": action})
    assert (again.status_code, _buttons(again)) == (409, [])
    assert "You have used this link" in _words(again)
    assert _state(comment) == State.PENDING


def test_what_somebody_else_has_decided_is_said(desk: Client, path: str, comment: Comment) -> None:
    decide([comment.pk], State.REJECTED, moderator("second"))
    for answer, status in ((desk.get(path), 200), (desk.post(path, {"action": "approve"}), 409)):
        assert (answer.status_code, _buttons(answer)) == (status, [])
        assert "This is decided already: Rejected." in _words(answer)
        assert "Mo Second" in _words(answer)
    assert _state(comment) == State.REJECTED
    assert MailedLink.objects.get().used_at is None


def test_after_seven_days_it_decides_nothing(desk: Client, path: str, comment: Comment) -> None:
    MailedLink.objects.update(created_at=timezone.now() - timedelta(days=7, minutes=1))
    assert "This link has expired" in _words(desk.get(path))
    assert desk.post(path, {"action": "approve"}).status_code == 409
    assert _state(comment) == State.PENDING


def test_it_is_only_for_the_person_it_was_mailed_to(client: Client, path: str, comment: Comment) -> None:
    for person in (moderator("second"), factories.user("owner", is_superuser=True)):
        client.force_login(person)
        for answer in (client.get(path), client.post(path, {"action": "approve"})):
            assert answer.status_code == 403
            assert "This link is for somebody else" in _words(answer)
            assert "the end." not in _words(answer)
    assert _state(comment) == State.PENDING


def test_who_has_lost_the_right_is_refused(desk: Client, path: str, comment: Comment, mo: Any) -> None:
    mo.groups.set(type(mo).groups.rel.model.objects.filter(name="Editors"))
    for answer in (desk.get(path), desk.post(path, {"action": "approve"})):
        assert answer.status_code == 403
    assert _state(comment) == State.PENDING


def test_signing_in_leads_back_to_it(client: Client, path: str, mo: Any) -> None:
    asked = client.get(path)
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("wagtailadmin_login"))
    data = {"username": mo.username, "password": "a-good-password", "next": path}
    assert client.post(asked["Location"], data)["Location"] == path
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("token", ["nothing", "%00", "é", "x" * 3000])
def test_an_unknown_link_leads_nowhere(desk: Client, path: str, token: str) -> None:
    answer = desk.get(f"/admin/comments/mailed/{token}/")
    assert answer.status_code == 404
    assert "This link leads nowhere" in _words(answer)
    assert desk.get(f"/admin/comments/mailed/{MailedLink.objects.get().token_hash}/").status_code == 404


def test_an_action_that_no_button_has_is_refused(desk: Client, path: str, comment: Comment) -> None:
    for action in ("", "burn", "erase"):
        assert desk.post(path, {"action": action}).status_code == 400
    assert _state(comment) == State.PENDING


def test_a_form_of_another_site_is_refused(path: str, comment: Comment, mo: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(mo)
    assert client.post(path, {"action": "approve"}).status_code == 403
    assert _state(comment) == State.PENDING


def test_of_two_presses_at_once_one_counts(path: str, comment: Comment, mo: Any) -> None:
    token = path.split("/")[-2]
    first, second = find_link(token), find_link(token)
    assert first
    assert second
    use(first, State.APPROVED, mo)
    with pytest.raises(NoLongerOpen):
        use(second, State.SPAM, mo)
    assert _state(comment) == State.APPROVED
