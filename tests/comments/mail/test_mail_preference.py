"""How a moderator chooses the mail."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from comments.models import MailPreference
from tests import factories
from tests.comments.desk_things import moderator

pytestmark = pytest.mark.django_db

PATH = "/admin/comments/mail/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(moderator())
    return client


def _soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def _chosen(answer: Any) -> list[str]:
    return [radio["value"] for radio in _soup(answer).select("[name=how][checked]")]


def test_the_desk_leads_there(desk: Client) -> None:
    assert _soup(desk.get("/admin/comments/")).select_one(f'a[href="{PATH}"]').get_text(strip=True) == "Mail"


def test_a_choice_is_kept_and_begins_now(desk: Client) -> None:
    page = desk.get(PATH)
    assert _chosen(page) == ["digest"]
    assert "moderator@example.com" in page.content.decode()
    assert desk.post(PATH, {"how": "instant"})["Location"] == PATH
    assert _chosen(desk.get(PATH)) == ["instant"]
    since = MailPreference.objects.get().since
    assert since is not None
    desk.post(PATH, {"how": "instant"})
    assert MailPreference.objects.get().since == since


def test_an_owner_has_none_until_chosen(client: Client) -> None:
    client.force_login(factories.user("owner", is_superuser=True))
    assert _chosen(client.get(PATH)) == ["never"]
    client.post(PATH, {"how": "never"})
    assert MailPreference.objects.get().how == "never"


@pytest.mark.parametrize("data", [{}, {"how": "hourly"}, {"how": "\0"}])
def test_what_cannot_be_chosen_is_told(desk: Client, data: dict) -> None:
    answer = desk.post(PATH, data)
    assert answer.status_code == 200
    assert _soup(answer).select_one(".w-field__errors, .error-message").get_text(strip=True)
    assert not MailPreference.objects.exists()


def test_without_an_address_the_page_says_so(desk: Client) -> None:
    moderator("second")
    user = MailPreference._meta.get_field("user").related_model.objects.get(username="moderator")
    user.email = ""
    user.save()
    assert "Your account has no e-mail address" in desk.get(PATH).content.decode()


def test_only_moderators_choose(client: Client) -> None:
    client.force_login(factories.user("editor", "Editors"))
    for answer in (client.get(PATH), client.post(PATH, {"how": "instant"})):
        assert answer.status_code == 403
    assert not MailPreference.objects.exists()
