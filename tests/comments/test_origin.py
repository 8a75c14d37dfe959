"""Posts from elsewhere are refused, without a cookie or a token in the page."""

from typing import Any

import pytest
from django.test import Client

from comments.models import Comment
from tests import factories
from tests.comments.writing import WORDS, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, 303),
        ({"origin": "http://testserver"}, 303),
        ({}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"sec-fetch-site": "same-site", "origin": "http://testserver"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": ""}, 403),
        ({"origin": "https://testserver"}, 403),
        ({"origin": "http://testserver:8000"}, 403),
        ({"origin": "http://testserver.evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_a_post_must_come_from_a_page_of_ours(headers: dict, status: int) -> None:
    page = factories.article()
    answer = Client(enforce_csrf_checks=True).post(f"/comments/{page.pk}/", WORDS, headers=headers)
    assert answer.status_code == status
    assert Comment.objects.exists() is (status == 303)


@pytest.mark.parametrize(
    "address", ["/comments/{page}/", "/comments/{page}/reply/{comment}/", "/comments/yours/{token}/"]
)
def test_every_form_is_protected_and_says_what_to_do(address: str, client: Client) -> None:
    page = factories.article()
    comment: Any = factories.comment(page)
    address = address.format(page=page.pk, comment=comment.pk, token=comment.token)
    answer = client.post(address, WORDS)
    assert answer.status_code == 403
    assert "This was not sent from here" in text_of(answer)
    assert client.get(address).status_code == 200


def test_our_own_https_is_told_apart_from_http() -> None:
    page = factories.article()
    for origin, status in [("http://testserver", 403), ("https://testserver", 303)]:
        answer = Client().post(f"/comments/{page.pk}/", WORDS, secure=True, headers={"origin": origin})
        assert answer.status_code == status
