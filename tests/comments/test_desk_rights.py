"""Who finds the desk, and who does not even learn how many comments wait."""

import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Comment, State
from tests import factories
from tests.comments.desk_things import moderator, waiting

pytestmark = pytest.mark.django_db

DESK = "/admin/comments/"


@pytest.fixture
def comment() -> Comment:
    return waiting()


def _addresses(comment: Comment) -> list[tuple[str, str]]:
    return [
        ("get", DESK),
        ("get", f"{DESK}{comment.pk}/"),
        ("get", f"{DESK}{comment.pk}/reply/"),
        ("post", f"{DESK}{comment.pk}/reply/"),
        ("post", f"{DESK}decide/"),
        ("post", f"{DESK}erase/"),
        ("post", f"{DESK}undo/1/"),
    ]


def _send(client: Client, method: str, address: str, comment: Comment, **headers: str):
    data = {"keys": comment.pk, "action": "approve", "text": "Hello"} if method == "post" else {}
    return getattr(client, method)(address, data, headers=headers)


def test_an_editor_is_refused_everywhere_and_changes_nothing(client: Client, comment: Comment) -> None:
    client.force_login(factories.user("editor", "Editors"))
    for method, address in _addresses(comment):
        answer = _send(client, method, address, comment)
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home")), address
        # Wagtail turns a refusal into a message on the admin's home, except for scripts.
        scripted = _send(client, method, address, comment, x_requested_with="XMLHttpRequest")
        assert scripted.status_code == 403, address
    assert Comment.objects.get().state == State.PENDING


def test_a_stranger_is_asked_to_sign_in(client: Client, comment: Comment) -> None:
    for method, address in _addresses(comment):
        assert reverse("wagtailadmin_login") in _send(client, method, address, comment)["Location"]
    assert Comment.objects.get().state == State.PENDING


def test_an_editor_sees_no_menu_entry_no_panel_and_no_number(client: Client, comment: Comment) -> None:
    client.force_login(factories.user("editor", "Editors"))
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert DESK not in home
    assert "comments-waiting" not in home


@pytest.mark.parametrize("is_superuser", [True, False])
def test_a_moderator_and_an_owner_find_the_number_in_menu_and_panel(
    client: Client, comment: Comment, is_superuser: bool
) -> None:
    client.force_login(factories.user("owner", is_superuser=True) if is_superuser else moderator())
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Comments (1)" in home
    assert "1 comment waits" in home
    assert client.get(DESK).status_code == 200


def test_a_get_never_changes_anything(client: Client, comment: Comment) -> None:
    client.force_login(moderator())
    for name in ("decide", "erase"):
        address = reverse(f"comments_desk:{name}")
        assert client.get(address, {"keys": comment.pk, "action": "approve"}).status_code == 405
    assert client.get(reverse("comments_desk:undo", args=[1])).status_code == 405


def test_a_form_of_another_site_is_refused(comment: Comment) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator())
    data = {"keys": comment.pk, "action": "approve"}
    assert client.post(reverse("comments_desk:decide"), data).status_code == 403
    assert Comment.objects.get().state == State.PENDING
