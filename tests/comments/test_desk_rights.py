"""Who finds the desk, and who does not even learn how many comments wait."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from comments.deciding import decide
from comments.desk import urls as desk_urls
from comments.models import Batch, Comment, State
from tests import editing, factories
from tests.comments.desk_things import moderator, waiting
from tests.comments.writing import soup_of

pytestmark = pytest.mark.django_db

DESK = "/admin/comments/"


@pytest.fixture
def comment() -> Comment:
    return waiting()


def _addresses(comment: Comment) -> list[str]:
    """Every address of the desk, also those that other people will add to it."""
    values = {"pk": comment.pk, "page_id": comment.page_id, "token": "x", "name": "x"}
    return [
        reverse(f"comments_desk:{entry.name}", kwargs={key: values[key] for key in entry.pattern.converters})
        for entry in desk_urls.urlpatterns
    ]


def _send(client: Client, method: str, address: str, comment: Comment, **headers: str) -> HttpResponse:
    data = {"keys": comment.pk, "action": "approve", "text": "Hello"} if method == "post" else {}
    return getattr(client, method)(address, data, headers=headers)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("headers", [{}, {"x_requested_with": "XMLHttpRequest"}], ids=["browser", "script"])
def test_an_editor_is_refused_everywhere_and_changes_nothing(
    client: Client, comment: Comment, method: str, headers: dict[str, str]
) -> None:
    client.force_login(factories.user("editor", "Editors"))
    for address in _addresses(comment):
        answer = _send(client, method, address, comment, **headers)
        assert answer.status_code == 403, address
        assert comment.text not in answer.content.decode()
    assert Comment.objects.get().state == State.PENDING
    assert Comment.objects.count() == 1


def test_the_refusal_is_a_page_of_the_admin_with_a_way_back(client: Client, comment: Comment) -> None:
    client.force_login(factories.user("editor", "Editors"))
    soup = soup_of(client.get(DESK))
    assert soup.h1.get_text(strip=True) == "Only for moderators"
    assert "Ask an administrator" in soup.main.get_text()
    assert soup.select_one("main a.button")["href"] == reverse("wagtailadmin_home")
    assert soup.select("#wagtail-sidebar, [data-wagtail-sidebar]")
    assert DESK not in [link.get("href") for link in soup.select("a")]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client: Client, comment: Comment, method: str) -> None:
    for address in _addresses(comment):
        answer = _send(client, method, address, comment)
        assert answer.status_code == 302, address
        assert reverse("wagtailadmin_login") in answer["Location"]
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
    address = reverse("comments_desk:decide")
    assert client.get(address, {"keys": comment.pk, "action": "approve"}).status_code == 302
    assert client.get(reverse("comments_desk:erase"), {"keys": comment.pk}).status_code == 200
    assert Comment.objects.get().state == State.PENDING
    decide([comment.pk], State.APPROVED, moderator("other"))
    assert client.get(reverse("comments_desk:undo", args=[Batch.objects.get().pk])).status_code == 302
    assert Comment.objects.get().state == State.APPROVED


def test_who_was_signed_out_meanwhile_is_told_that_nothing_was_done(client: Client, comment: Comment) -> None:
    asked_to_sign_in = client.post(reverse("comments_desk:decide"), {"only": f"approve-{comment.pk}"})
    client.force_login(moderator())
    next_page = parse_qs(urlsplit(asked_to_sign_in["Location"]).query)["next"][0]
    assert "Nothing was changed" in editing.told(client.get(next_page, follow=True))
    assert Comment.objects.get().state == State.PENDING


def test_a_form_of_another_site_is_refused(comment: Comment) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator())
    data = {"keys": comment.pk, "action": "approve"}
    assert client.post(reverse("comments_desk:decide"), data).status_code == 403
    assert Comment.objects.get().state == State.PENDING
