"""The comments under a page: who sees what, in which order, marked how, and that nothing private shows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from comments.models import State
from tests import factories
from tests.comments.writing import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def article() -> Any:
    """An article that takes comments."""
    return factories.article("Six exercises")


def _section(page: Any, query: str = "") -> Any:
    return soup_of(Client().get(page.url + query)).find(id="comments")


def _said(section: Any) -> list[str]:
    return [body.get_text(" ", strip=True) for body in section.select(".comment > .body")]


def _at(minutes: int) -> dict:
    return {"created_at": START + timedelta(minutes=minutes)}


def test_only_approved_comments_are_shown_and_counted(article: Any) -> None:
    for state in State:
        factories.comment(article, f"It is {state}.", state=state)
    section = _section(article)
    assert _said(section) == ["It is approved."]
    assert section.h2.get_text(strip=True) == "1 comment"
    assert "removed" not in section.get_text()


def test_threads_and_replies_read_oldest_first_three_deep_and_then_flat(article: Any) -> None:
    later = factories.comment(article, "Later thread", **_at(50))
    first = factories.comment(article, "First thread", **_at(0))
    second = factories.comment(article, "Reply two", parent=first, **_at(3))
    reply = factories.comment(article, "Reply one", parent=first, **_at(1))
    deep = factories.comment(article, "Deep", parent=reply, **_at(4))
    flat = factories.comment(article, "Flat", parent=deep, name="Flo", **_at(5))
    last = factories.comment(article, "Flatter", parent=flat, **_at(6))
    section = _section(article)
    assert _said(section) == [
        "First thread",
        "Reply one",
        "Deep",
        "Flat",
        "Flatter",
        "Reply two",
        "Later thread",
    ]
    levels = {
        body.get_text(strip=True): len(body.find_parents(class_="replies"))
        for body in section.select(".body")
    }
    assert levels == {
        "First thread": 0, "Reply one": 1, "Deep": 2, "Flat": 2, "Flatter": 2, "Reply two": 1, "Later thread": 0,
    }  # fmt: skip
    flatter = section.find(id=last.anchor)
    assert flatter.find("a", href=f"#{flat.anchor}").get_text(" ", strip=True) == "to Flo"
    assert {second.anchor, later.anchor} <= {one["id"] for one in section.select(".comment")}


def test_the_time_is_a_link_to_the_comment(article: Any) -> None:
    comment = factories.comment(article, **_at(0))
    link = _section(article).find(id=comment.anchor).time.find_parent("a")
    assert (link["href"], link.time["datetime"]) == (f"#{comment.anchor}", "2026-03-01T09:00:00+00:00")


@pytest.mark.parametrize("state", [State.ERASED, State.REJECTED, State.SPAM])
def test_what_was_removed_keeps_its_place_only_above_shown_replies(article: Any, state: State) -> None:
    gone = factories.comment(article, "Bad words", state=state)
    reply = factories.comment(article, "Bad reply", parent=gone, state=state)
    factories.comment(article, "Good answer", parent=reply)
    lonely = factories.comment(article, "Lonely", state=state)
    factories.comment(article, "Never shown", parent=lonely, state=State.PENDING)
    section = _section(article)
    assert _said(section) == ["Good answer"]
    assert section.find(id=gone.anchor).find(class_="removed").get_text(strip=True) == "Comment removed"
    assert section.find(id=reply.anchor).find(class_="removed").get_text(strip=True) == "Comment removed"
    assert section.h2.get_text(strip=True) == "1 comment"
    assert "Bad" not in section.get_text()


def test_replies_to_a_waiting_comment_wait_with_it(article: Any) -> None:
    waiting = factories.comment(article, "Waits", state=State.PENDING)
    factories.comment(article, "By a moderator", parent=waiting)
    assert _said(_section(article)) == []
    waiting.state = State.APPROVED
    waiting.save()
    assert _said(_section(article)) == ["Waits", "By a moderator"]


def test_fifty_threads_stand_on_a_page(article: Any) -> None:
    for number in range(51):
        factories.comment(article, f"Thread {number}", **_at(number))
    first, second = _section(article), _section(article, "?comments=2")
    assert (len(_said(first)), _said(second)) == (50, ["Thread 50"])
    assert first.find("a", rel="next")["href"] == "?comments=2#comments"
    assert second.find("a", rel="prev")["href"] == "?comments=1#comments"
    assert first.h2.get_text(strip=True) == second.h2.get_text(strip=True) == "51 comments"
    canonical = soup_of(Client().get(f"{article.url}?comments=2")).find("link", rel="canonical")["href"]
    assert canonical.endswith("?comments=2")


@pytest.mark.parametrize("asked", ["0", "2", "-1", "x", "", "9" * 30, "²"])
def test_pages_of_comments_that_do_not_exist_are_not_found(article: Any, asked: str) -> None:
    assert Client().get(f"{article.url}?comments={asked}").status_code == 404


def test_a_long_thread_goes_on_at_an_address_of_its_own(article: Any) -> None:
    root = factories.comment(article, "Root", **_at(0))
    other = factories.comment(article, "Other", **_at(1))
    for number in range(23):
        factories.comment(article, f"Reply {number}", parent=root, **_at(2 + number))
    factories.comment(article, "Short", parent=other, **_at(2))
    section = _section(article)
    assert len(_said(section)) == 23
    assert [
        link.get_text(strip=True) for link in section.find_all("a", href=f"/comments/thread/{root.pk}/")
    ] == ["3 more replies"]
    answer = Client().get(f"/comments/thread/{root.pk}/")
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert _said(soup_of(answer)) == ["Root", *(f"Reply {number}" for number in range(23))]


def test_a_reply_is_found_in_its_thread(article: Any, client: Client) -> None:
    root = factories.comment(article)
    reply = factories.comment(article, parent=root)
    assert (
        client.get(f"/comments/thread/{reply.pk}/")["Location"]
        == f"/comments/thread/{root.pk}/#{reply.anchor}"
    )


def test_a_conversation_is_as_private_as_its_page(article: Any, client: Client) -> None:
    comment = factories.comment(article)
    waiting = factories.comment(article, state=State.PENDING)
    assert client.get(f"/comments/thread/{waiting.pk}/").status_code == 404
    assert client.get(f"/comments/thread/{10**30}/").status_code == 404
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/comments/thread/{comment.pk}/").status_code == 404


def test_only_accounts_are_marked_and_each_as_what_it_is() -> None:
    writer, expert, staff, former = (factories.user(name) for name in ("writer", "expert", "staff", "former"))
    author = factories.person("Alex Sample", account=writer)
    factories.person("Jo Example", account=expert)
    factories.person("Former", account=former, live=False)
    article = factories.article(authors=[author])
    for name, account in [("A", writer), ("E", expert), ("S", staff), ("F", former), ("Alex Sample", None)]:
        factories.comment(article, f"By {name}", name=name, account=account)
    marked = {
        one.header.b.get_text(strip=True): [tag.get_text(strip=True) for tag in one.select(".tag")]
        for one in _section(article).select(".comment")
    }
    assert marked == {"A": ["Author"], "E": ["Expert"], "S": ["Staff"], "F": ["Staff"], "Alex Sample": []}


def test_the_writer_of_an_exercise_is_its_author() -> None:
    account = factories.user("writer")
    page = factories.exercise(written_by=factories.person(account=account))
    factories.comment(page, account=account)
    assert _section(page).find(class_="tag").get_text(strip=True) == "Author"


@pytest.mark.parametrize(
    ("site", "page", "is_open"),
    [
        ({}, {}, True),
        ({"comments_open": False}, {}, False),
        ({"comments_open": False}, {"comments": "open"}, True),
        ({}, {"comments": "closed"}, False),
        ({"comments_close_after": 14}, {"published_on": date.today() - timedelta(days=15)}, False),
        ({"comments_close_after": 14}, {"published_on": date.today() - timedelta(days=13)}, True),
    ],
)
def test_closed_comments_still_read(site: dict, page: dict, is_open: bool) -> None:
    article = factories.article(**page)
    factories.settings(**site)
    factories.comment(article, "Still here.")
    soup = soup_of(Client().get(article.url))
    section = soup.find(id="comments")
    assert _said(section) == ["Still here."]
    assert (section.form is not None) is is_open
    assert ("Comments are closed." in section.get_text()) is not is_open
    assert bool(section.select("[data-reply]")) is is_open
    assert bool(soup.find("script", src=lambda src: src and "comments" in src)) is is_open


def test_the_wording_around_the_form_is_the_owners(article: Any) -> None:
    factories.settings(comment_invitation="Which step helped?", comment_policy="A person reads <first>.")
    text = _section(article).form.get_text(" ")
    assert "Which step helped?" in text
    assert "A person reads <first>." in text


def test_the_head_of_an_article_leads_to_its_comments(article: Any) -> None:
    factories.comment(article)
    factories.comment(article)
    link = soup_of(Client().get(article.url)).select_one(".meta a[href='#comments']")
    assert link.get_text(strip=True) == "2 comments"


def test_markup_shows_as_it_was_typed(article: Any) -> None:
    text = '<script>alert(1)</script> <b>bold</b> &amp; [x](javascript:alert(1)) https://example.org/?a=1&b="><i>'
    factories.comment(article, text, name="<i>Nia</i>")
    section = _section(article)
    assert _said(section)[0].replace(" ", "") == text.replace(" ", "")
    assert section.header.b.get_text(strip=True) == "<i>Nia</i>"
    assert [(link["href"], link["rel"]) for link in section.select(".body a")] == [
        ("https://example.org/?a=1&b=", ["ugc", "nofollow"])
    ]
    assert section.select(".body script, .body b, .body i") == []


def test_two_strangers_get_the_same_bytes_and_no_cookie(article: Any) -> None:
    factories.comment(article)
    answers = [
        Client(headers={"user-agent": agent, "accept-language": language}).get(article.url)
        for agent, language in [("A", "en"), ("B", "de")]
    ]
    assert answers[0].content == answers[1].content
    assert [answer.cookies for answer in answers] == [{}, {}]
    assert b"csrf" not in answers[0].content


def test_no_e_mail_address_is_ever_public(article: Any, client: Client) -> None:
    root = factories.comment(
        article, email="secret@example.net", wants_replies=True, sender_address="203.0.113.77"
    )
    factories.comment(article, parent=root, email="secret@example.net")
    index = factories.article_index().url
    addresses = [
        article.url, article.print_url, index, f"{index}feed/", f"{index}feed/atom/", "/", "/sitemap.xml",
        f"/comments/thread/{root.pk}/", f"/comments/{article.pk}/", f"/comments/{article.pk}/reply/{root.pk}/",
        f"/comments/yours/{root.token}/", "/search/?q=secret",
    ]  # fmt: skip
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"secret@" not in answer.content, address
        assert b"203.0.113.77" not in answer.content, address


def _queries(address: str) -> int:
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_page_costs_the_same_with_five_comments_and_five_hundred() -> None:
    accounts = [factories.user(f"user{number}") for number in range(6)]
    article = factories.article(authors=[factories.person(account=accounts[0]), factories.person()])
    without = _queries(article.url)
    roots = [factories.comment(article, f"Thread {number}") for number in range(2)]
    for number in range(3):
        factories.comment(article, f"Reply {number}", parent=roots[0], account=accounts[0])
    with_five = _queries(article.url)
    for number in range(495):
        factories.comment(
            article, f"More {number}", parent=[None, *roots][number % 3], account=accounts[number % 6]
        )
    assert _queries(article.url) == with_five == without + 2


def test_a_page_named_comments_still_answers(client: Client) -> None:
    assert client.get(factories.standard_page("Comments").url).status_code == 200
