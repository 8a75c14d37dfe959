"""Personal data at the desk: looked up, handed out and erased by those who may, without a trace of the address."""

import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from comments.deciding import decide
from comments.models import Batch, Comment, State
from tests import factories
from tests.comments.desk_things import moderator, reply_to, waiting
from tests.comments.writing import text_of

pytestmark = pytest.mark.django_db

EMAIL = "wilhelmina@quux.example"


@pytest.fixture
def address() -> str:
    return reverse("comments_desk:personal_data")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(moderator())
    return client


@pytest.fixture
def comment() -> Comment:
    comment = waiting("My zebra story", email=EMAIL)
    reply_to(comment, "By somebody else")
    return comment


def test_the_desk_leads_there(desk: Client, address: str) -> None:
    assert address in desk.get(reverse("comments_desk:index")).content.decode()


def test_only_moderators_look_erase_or_download(client: Client, address: str, comment: Comment) -> None:
    client.force_login(factories.user("editor", "Editors"))
    for do in ("", "export", "erase"):
        data = {"address": EMAIL, "do": do}
        answer = client.post(address, data, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 403
    assert Comment.objects.get(pk=comment.pk).text == "My zebra story"


def test_looking_up_shows_the_numbers_and_changes_nothing(
    desk: Client, address: str, comment: Comment
) -> None:
    answer = desk.post(address, {"address": f" {EMAIL.upper()} "})
    text = text_of(answer)
    assert "Comments 1" in text
    assert "1 reply by others stays." in text
    assert "no-store" in answer["Cache-Control"]
    assert Comment.objects.get(pk=comment.pk).text == "My zebra story"


def test_an_address_of_nobody_is_told_so_and_offers_nothing(desk: Client, address: str) -> None:
    text = text_of(desk.post(address, {"address": "nobody@quux.example"}))
    assert "Nothing is stored under nobody@quux.example ." in text
    assert "Erase" not in text


@pytest.mark.parametrize("typed", ["", "quux", "a\0b@example.org", f"{'a' * 250}@example.org"])
def test_what_is_no_address_is_told_at_the_field(desk: Client, address: str, typed: str) -> None:
    for do in ("", "export", "erase"):
        answer = desk.post(address, {"address": typed, "do": do})
        assert answer.status_code == 422
        assert "error" in answer.content.decode()


def test_all_of_it_is_downloaded_under_a_name_that_tells_nothing(
    desk: Client, address: str, comment: Comment
) -> None:
    answer = desk.post(address, {"address": EMAIL, "do": "export"})
    assert answer["Content-Disposition"] == 'attachment; filename="personal-data.json"'
    assert "no-store" in answer["Cache-Control"]
    assert [one["text"] for one in json.loads(answer.content)["comments"]] == ["My zebra story"]


def test_erasing_leads_back_says_how_much_and_names_nobody(
    desk: Client, address: str, comment: Comment, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    decide([comment.pk], State.APPROVED)
    answer = desk.post(address, {"address": EMAIL, "do": "erase"})
    assert (answer.status_code, answer["Location"]) == (303, address)
    page = desk.get(address)
    assert "is erased: 1 comment." in page.content.decode()
    assert EMAIL not in page.content.decode() + caplog.text
    assert Comment.objects.get(pk=comment.pk).text == ""
    assert Batch.objects.get(to_state=State.ERASED).by.username == "moderator"


def test_a_get_erases_nothing(desk: Client, address: str, comment: Comment) -> None:
    desk.get(address, {"address": EMAIL, "do": "erase"})
    assert Comment.objects.get(pk=comment.pk).text == "My zebra story"
