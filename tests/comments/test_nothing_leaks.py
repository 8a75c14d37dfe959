"""A commenter's e-mail address reaches no page, no feed and no log."""

import hashlib
import logging
import re
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client

from comments.deciding import decide
from comments.models import Comment, State
from tests import factories
from tests.comments.writing import send, soup_of

pytestmark = pytest.mark.django_db

EMAIL = "wilhelmina.quux@unheard-of.example"
STARTS = [
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/no/such/page/",
    "/comments/no-such/",
    "/search/?q=wilhelmina",
]
NOT_OURS = re.compile(r"^/(static|media|admin)/")


@pytest.fixture
def article(caplog: pytest.LogCaptureFixture):
    """An article with comments of one address in every state, written as readers write them."""
    caplog.set_level(logging.DEBUG)
    article = factories.article("Six exercises")
    factories.exercise("Bird dog")
    address = f"/comments/{article.pk}/"
    for number, state in enumerate([State.APPROVED, State.REJECTED, State.SPAM, State.PENDING]):
        send(address, email=EMAIL, text=f"Words for {state}", name=f"W. {number}")
        comment = Comment.objects.latest("pk")
        if state == State.APPROVED:
            decide([comment.pk], state)
            send(f"{address}reply/{comment.pk}/", email=EMAIL.upper(), text="My own reply")
            decide([Comment.objects.latest("pk").pk], state)
        elif state != State.PENDING:
            decide([comment.pk], state)
    return article


def _holds(text: str) -> list[str]:
    """What of the address stands in `text`, plain or as the hashes that portrait services take."""
    lower = EMAIL.encode()
    traces = [
        EMAIL.partition("@")[0],
        "unheard-of",
        hashlib.md5(lower).hexdigest(),
        hashlib.sha256(lower).hexdigest(),
    ]
    return [trace for trace in traces if trace in text.casefold()]


def _linked(text: str) -> set[str]:
    """Addresses of this site in a page or feed, without what is not made of pages."""
    found = {
        urldefrag(address).url for address in re.findall(r"(?:href=\"|src=\"|<loc>|<link>)([^\"<]+)", text)
    }
    ours = {address for address in found if urlsplit(address).netloc in ("", "localhost", "testserver")}
    paths = {
        urlsplit(address)._replace(scheme="", netloc="").geturl().replace("&amp;", "&") for address in ours
    }
    return {path for path in paths if path.startswith("/") and not NOT_OURS.match(path)}


def test_no_page_that_a_stranger_can_walk_to_holds_it(article) -> None:
    client, seen = Client(), set()
    waiting = [*STARTS, article.url, f"/comments/{article.pk}/"]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address)
        text = answer.content.decode() + str(answer.headers)
        assert _holds(text) == [], address
        waiting += _linked(text) - seen - set(waiting)
    kinds = ["/articles/feed/", "/articles/feed/atom/", f"{article.url}print/", f"/comments/{article.pk}/"]
    assert {*kinds, article.url, "/articles/"} <= seen
    assert any("/reply/" in address for address in seen)
    assert "Words for approved" in client.get(article.url).content.decode()


def test_a_conversation_and_a_writers_own_page_do_not_hold_it(article) -> None:
    first = Comment.objects.get(text="Words for approved")
    assert _holds(Client().get(f"/comments/thread/{first.pk}/").content.decode()) == []
    answer = send(f"/comments/{article.pk}/", email=EMAIL, text="One more", name="W.")
    yours = Client().get(answer["Location"])
    assert "One more" in yours.content.decode()
    assert _holds(yours.content.decode() + str(answer.headers) + str(yours.headers)) == []


@pytest.mark.parametrize("bad", [{"text": ""}, {"email": "broken"}, {"name": "a\0b"}, {"text": "x" * 10_001}])
def test_somebody_elses_mistake_does_not_show_it(article, bad: dict) -> None:
    parent = Comment.objects.get(text="Words for approved")
    for address in (f"/comments/{article.pk}/", f"/comments/{article.pk}/reply/{parent.pk}/"):
        answer = send(address, **bad)
        assert answer.status_code == 422
        assert _holds(answer.content.decode()) == []


def test_a_repeated_post_shows_its_sender_nothing(article) -> None:
    for _ in range(2):
        answer = send(f"/comments/{article.pk}/", email=EMAIL, text="Twice", name="W.")
    assert _holds(Client().get(answer["Location"]).content.decode()) == []


def test_nothing_is_logged_of_it(article, caplog: pytest.LogCaptureFixture) -> None:
    assert Comment.objects.filter(email__iexact=EMAIL).count() == 5
    for bad in ({"text": ""}, {"text": "A\0"}, {"email": f"{EMAIL}\0"}):
        send(f"/comments/{article.pk}/", **{"email": EMAIL, **bad})
    send("/comments/999999/", email=EMAIL)
    Client().post(
        f"/comments/{article.pk}/", {"email": EMAIL}, headers={"origin": "https://elsewhere.example"}
    )
    ours = [record for record in caplog.records if record.name != "django.db.backends"]
    assert ours, "the refused posts are logged"
    text = "\n".join(f"{logging.Formatter().format(record)} {vars(record)}" for record in ours)
    assert _holds(text) == []


def test_the_looking_would_notice(article) -> None:
    assert _holds(f"<p>{EMAIL.upper()}</p>")
    assert _linked('<a href="/articles/?a=1&amp;b=2#x">') == {"/articles/?a=1&b=2"}
    assert soup_of(Client().get(article.url)).select(".comment")
