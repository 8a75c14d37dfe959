"""One click ends all mail (RFC 8058), and there is a way back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.mail.links import unsubscribe_path
from comments.models import Correspondent
from tests import factories
from tests.comments.mail.posting import approved_and_settled, deliver, posted, reader
from tests.comments.writing import send, soup_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def path() -> str:
    return unsubscribe_path(reader())


def _is_over() -> bool:
    return Correspondent.objects.get().unsubscribed_at is not None


def test_every_mail_to_a_reader_carries_the_headers() -> None:
    parent = factories.comment(factories.article(), wants_replies=True)
    reader()
    approved_and_settled(
        factories.comment(parent.page, parent=parent, email="bo@example.org", state="pending")
    )
    approved_and_settled(posted(email="cy@example.org", wants_replies="on"))
    messages = deliver()
    assert len(messages) == 2
    for message in messages:
        sent = message.message()
        path = unsubscribe_path(Correspondent.objects.get(email=sent["To"]))
        assert sent["List-Unsubscribe"] == f"<http://localhost{path}>"
        assert sent["List-Unsubscribe-Post"] == ONE_CLICK
        assert f"http://localhost{path}" in message.body


@pytest.mark.parametrize(
    ("body", "kind"),
    [(ONE_CLICK, FORM), ("", FORM), ("--broken", "multipart/form-data; boundary=x"), ("\0", "text/x")],
)
def test_a_mail_program_ends_it_with_one_post_without_cookie_or_origin(
    path: str, body: str, kind: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(path, body, content_type=kind, headers={"origin": "https://mail.example"})
    assert (answer.status_code, _is_over()) == (200, True)
    assert "No more mail" in text_of(answer)
    assert client.post(path, ONE_CLICK, content_type=FORM).status_code == 200


def test_looking_changes_nothing(client: Client, path: str) -> None:
    page = client.get(path)
    assert "End mail to this address?" in text_of(page)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert client.head(path).status_code == 200
    assert not _is_over()


def test_it_can_be_taken_back_by_a_page_of_ours_only(client: Client, path: str) -> None:
    page = client.post(path)
    again = soup_of(page).main.form["action"]
    assert client.post(again).status_code == 403
    assert client.get(again).status_code == 405
    assert _is_over()
    answer = send(again)
    assert (answer.status_code, answer["Location"]) == (303, path)
    assert not _is_over()


@pytest.mark.parametrize("token", ["1", "MQ.forged", "%00", "é", "x" * 3000])
def test_a_link_that_we_did_not_sign_leads_nowhere(token: str) -> None:
    reader()
    for method in ("get", "post"):
        answer = getattr(Client(), method)(f"/comments/unsubscribe/{token}/")
        assert answer.status_code == 404
    assert send(f"/comments/unsubscribe/{token}/again/").status_code == 303
    assert not _is_over()


def test_an_address_that_was_erased_is_over(path: str) -> None:
    Correspondent.objects.all().delete()
    assert "No more mail" in text_of(Client().post(path))
    assert not Correspondent.objects.exists()


def test_nothing_at_all_is_mailed_then(path: str) -> None:
    Client().post(path)
    parent = factories.comment(factories.article(), wants_replies=True)
    approved_and_settled(
        factories.comment(parent.page, parent=parent, email="bo@example.org", state="pending")
    )
    approved_and_settled(posted(wants_replies="on"))
    assert deliver() == []


def test_a_confirmation_too_can_be_answered_by_no_more_mail() -> None:
    approved_and_settled(posted(wants_replies="on"))
    [message] = deliver()
    Client().post(message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost"))
    Correspondent.objects.update(mailed_at=timezone.now() - timedelta(days=9))
    approved_and_settled(posted(text="Another one.", wants_replies="on"))
    assert deliver() == []
