"""Sending a comment: stored once and waiting, or refused with everything typed still there."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments.earlier import MAX_IN_WINDOW
from comments.models import Comment, State
from comments.models.comment import MAX_TEXT
from comments.size import MAX_BODY
from comments.tokens import hash_of
from tests import factories
from tests.comments.writing import WORDS, send, soup_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def article() -> Any:
    """An article that takes comments."""
    return factories.article("Six exercises")


def test_a_comment_is_stored_and_waits_and_its_writer_is_led_to_a_page_of_their_own(article: Any) -> None:
    answer = send(f"/comments/{article.pk}/", wants_replies="on")
    assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (
        303,
        "no-store",
        "noindex",
    )
    comment = Comment.objects.get()
    assert (comment.page_id, comment.state, comment.depth, comment.parent) == (
        article.pk,
        State.PENDING,
        1,
        None,
    )
    assert (comment.text, comment.name, comment.email, comment.wants_replies) == (*WORDS.values(), True)
    assert (comment.sender_address, comment.account) == ("127.0.0.1", None)
    token = answer["Location"].split("/")[-2]
    assert comment.token_hash == hash_of(token)
    assert "held for review" in text_of(Client().get(answer["Location"]))
    assert WORDS["text"] not in text_of(Client().get(article.url))
    assert answer.cookies == {}


def test_exercises_take_comments_too() -> None:
    assert send(f"/comments/{factories.exercise().pk}/").status_code == 303


def test_a_reply_knows_its_parent_and_goes_three_deep(article: Any) -> None:
    parent = factories.comment(article)
    depths = []
    for number in range(4):
        assert send(f"/comments/{article.pk}/reply/{parent.pk}/", text=f"Reply {number}").status_code == 303
        reply = Comment.objects.latest("pk")
        Comment.objects.filter(pk=reply.pk).update(state=State.APPROVED)
        assert reply.parent == parent
        depths.append(reply.depth)
        parent = reply
    assert depths == [2, 3, 3, 3]
    assert Comment.objects.exclude(thread=None).values_list("thread", flat=True).distinct().count() == 1


def test_the_form_page_shows_the_comment_replied_to(article: Any, client: Client) -> None:
    parent = factories.comment(article, "My hips tip.")
    answer = client.get(f"/comments/{article.pk}/reply/{parent.pk}/")
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert "My hips tip." in text_of(answer)
    assert soup_of(answer).form["action"] == f"/comments/{article.pk}/reply/{parent.pk}/"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "", "Write something first."),
        ("text", " \r\n\t ", "Write something first."),
        ("text", "\u200b\u200d", "Write something first."),
        ("text", "\u3164\u2800", "Write something first."),
        ("text", "x" * (MAX_TEXT + 1), "This has 10,001 characters. Please shorten it to 10,000."),
        ("text", "a\0b", "There is a null character in it"),
        ("text", "pay \u202egro.live", "turn the direction of reading"),
        ("name", "", "Tell us what to call you."),
        ("name", "nia@example.org", "Please leave your e-mail address out of it."),
        ("name", "\u3164", "Tell us what to call you."),
        ("name", "n" * 81, "Please shorten it to 80 characters."),
        ("name", "Nia\u2066", "turn the direction of reading"),
        ("name", "N\0", "There is a null character in it"),
        ("email", "", "We need an address"),
        ("email", "nia@", "This does not look like an e-mail address"),
        ("email", "nia@\u202egro.elpmaxe", "turn the direction of reading"),
        ("email", "nia\0@example.org", "There is a null character in it"),
        ("email", "n" * 64 + "@" + "example." * 24 + "org", "Please shorten it to 254 characters."),
        ("email", "nia@example.org\r\nBcc: all@example.org", "This does not look like an e-mail address"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    article: Any, field: str, value: str, message: str
) -> None:
    answer = send(f"/comments/{article.pk}/", **{field: value})
    soup = soup_of(answer)
    control = soup.find(attrs={"name": field})
    assert answer.status_code == 422
    assert (control["aria-invalid"], message in soup.find(id=f"write-{field}_error").get_text()) == (
        "true",
        True,
    )
    assert f"write-{field}_error" in control["aria-describedby"].split()
    summary = soup.find(attrs={"role": "alert"})
    assert (summary["tabindex"], summary.find("a")["href"]) == ("-1", f"#write-{field}")
    others = {name: soup.find(attrs={"name": name}) for name in WORDS if name != field}
    kept = {name: tag.get("value") or tag.get_text().strip() for name, tag in others.items()}
    assert kept == {name: WORDS[name] for name in others}
    if field == "text" and value.isprintable() and value:
        assert control.get_text().strip() == value
    assert not Comment.objects.exists()


def test_every_message_comes_at_once(article: Any) -> None:
    soup = soup_of(send(f"/comments/{article.pk}/", text="", name="", email=""))
    assert len(soup.select("[role=alert] li")) == 3


def test_ten_thousand_characters_are_welcome_however_lines_end(article: Any) -> None:
    assert send(f"/comments/{article.pk}/", text="a\r\n" * 4999 + "aa").status_code == 303
    assert len(Comment.objects.get().text) == MAX_TEXT


def test_invisible_controls_are_left_out(article: Any) -> None:
    send(f"/comments/{article.pk}/", text="One\x07 \x1b[31m two\r\n\tthree", name=" Nia\n  R. ")
    comment = Comment.objects.get()
    assert (comment.text, comment.name) == ("One [31m two\n\tthree", "Nia R.")


def test_what_cannot_be_seen_in_an_address_is_left_out(article: Any) -> None:
    send(f"/comments/{article.pk}/", email="\u200enia@exam\u200bple.org\u00a0")
    assert Comment.objects.get().email == "nia@example.org"


def _draft() -> int:
    return factories.article(live=False).pk


def _private() -> int:
    page = factories.article()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    return page.pk


@pytest.mark.parametrize(
    "number",
    [
        _draft,
        _private,
        lambda: 999_999,
        lambda: 10**30,
        lambda: factories.standard_page().pk,
        lambda: factories.home().pk,
    ],
    ids=["draft", "private", "gone", "beyond numbers", "takes none", "home"],
)
def test_a_page_that_cannot_have_comments_is_not_found(number: Any) -> None:
    pk = number()
    answer = send(f"/comments/{pk}/", text="A long thought.")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
    assert soup_of(answer).textarea.get_text().strip() == "A long thought."
    assert Client().get(f"/comments/{pk}/").status_code == 404
    assert not Comment.objects.exists()


@pytest.mark.parametrize("state", [State.PENDING, State.REJECTED, State.SPAM, State.ERASED])
def test_only_a_shown_comment_can_be_replied_to(article: Any, state: str) -> None:
    parent = factories.comment(article, state=state)
    answer = send(f"/comments/{article.pk}/reply/{parent.pk}/", text="A long answer.")
    assert answer.status_code == 404
    assert "is not here any more" in text_of(answer)
    assert soup_of(answer).textarea.get_text().strip() == "A long answer."
    assert Client().get(f"/comments/{article.pk}/reply/{parent.pk}/").status_code == 404


def test_a_comment_of_another_page_cannot_be_replied_to_here(article: Any) -> None:
    elsewhere = factories.comment(factories.article())
    assert send(f"/comments/{article.pk}/reply/{elsewhere.pk}/").status_code == 404
    assert send(f"/comments/{article.pk}/reply/{10**30}/").status_code == 404


def test_closed_comments_say_so_and_give_the_words_back() -> None:
    article = factories.article(comments="closed")
    answer = send(f"/comments/{article.pk}/", text="A long thought.")
    assert answer.status_code == 403
    assert "Comments are closed" in text_of(answer)
    assert soup_of(answer).textarea.get_text().strip() == "A long thought."
    assert "Comments are closed" in text_of(Client().get(f"/comments/{article.pk}/"))
    assert not Comment.objects.exists()


def test_a_repeated_post_is_stored_once_and_the_repeater_may_not_edit(article: Any) -> None:
    send(f"/comments/{article.pk}/")
    again = send(f"/comments/{article.pk}/", text=" the  WALL helped.\n", email="NIA@example.org")
    assert (again.status_code, again["Location"]) == (303, f"/comments/{article.pk}/received/")
    page = Client().get(again["Location"])
    assert "We have it already" in text_of(page)
    assert soup_of(page).main.find("form") is None
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("change", ["text", "email", "parent", "page", "later"])
def test_what_differs_or_comes_later_is_no_repeat(article: Any, change: str) -> None:
    parent = factories.comment(article)
    send(f"/comments/{article.pk}/")
    address = f"/comments/{article.pk}/"
    words = (
        {"text": "Another."} if change == "text" else {"email": "b@example.org"} if change == "email" else {}
    )
    if change == "parent":
        address = f"/comments/{article.pk}/reply/{parent.pk}/"
    if change == "page":
        address = f"/comments/{factories.article().pk}/"
    if change == "later":
        Comment.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    send(address, **words)
    assert Comment.objects.count() == 3


def _send_encoded(article: Any, text: str) -> Any:
    """As a form without files is sent: every byte of an emoji takes three."""
    return Client().post(
        f"/comments/{article.pk}/",
        urlencode({**WORDS, "text": text}),
        content_type="application/x-www-form-urlencoded",
        headers={"sec-fetch-site": "same-origin"},
    )


def test_ten_thousand_of_the_widest_characters_are_taken_and_one_more_is_told_at_the_field(
    article: Any,
) -> None:
    assert _send_encoded(article, "🏃" * 10_000).status_code == 303
    answer = _send_encoded(article, "🏃" * 10_001)
    assert answer.status_code == 422
    assert "10,001 characters" in text_of(answer)


def test_a_huge_body_is_refused_before_it_is_read(article: Any) -> None:
    answer = send(f"/comments/{article.pk}/", text="x" * MAX_BODY)
    assert answer.status_code == 413
    assert "too large" in text_of(answer)
    assert not Comment.objects.exists()


def test_the_eleventh_comment_in_ten_minutes_waits_and_is_told_until_when(article: Any) -> None:
    for number in range(MAX_IN_WINDOW):
        assert send(f"/comments/{article.pk}/", text=f"Number {number}").status_code == 303
    answer = send(f"/comments/{article.pk}/", text="One more")
    assert answer.status_code == 429
    assert 590 <= int(answer["Retry-After"]) <= 600
    assert "Please send this again in 10 minutes (from" in text_of(answer)
    assert soup_of(answer).textarea.get_text().strip() == "One more"
    assert Comment.objects.count() == MAX_IN_WINDOW
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    assert send(f"/comments/{article.pk}/", text="One more").status_code == 303


def test_a_household_with_a_thousand_addresses_is_one_sender(article: Any) -> None:
    for number in range(MAX_IN_WINDOW):
        factories.comment(article, f"Number {number}", sender_address=f"2001:db8:0:1::{number:x}")
    ways = {"2001:db8:0:1:ffff::1": 429, "2001:db8:0:2::1": 303}
    for address, status in ways.items():
        client = Client(REMOTE_ADDR=address)
        assert send(f"/comments/{article.pk}/", client).status_code == status


def test_one_sender_does_not_stop_another(article: Any) -> None:
    for number in range(MAX_IN_WINDOW):
        factories.comment(article, f"Number {number}", sender_address="203.0.113.9")
    assert send(f"/comments/{article.pk}/").status_code == 303


def test_the_public_form_gives_nobody_a_badge_whoever_is_signed_in(article: Any, client: Client) -> None:
    user = factories.user("morgan")
    client.force_login(user)
    send(f"/comments/{article.pk}/", client)
    assert Comment.objects.get().account is None
