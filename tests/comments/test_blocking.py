"""The block list in the admin, blocking a sender from the desk, and the filter's verdict in words."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from comments import block_values
from comments.deciding import decide
from comments.models import Block, Comment, FilterSettings, Finding, State
from tests import editing, factories
from tests.comments.desk_things import moderator, reply_to, waiting
from tests.comments.writing import send

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DESK = "/admin/comments/"
LIST = "/admin/snippets/comments/block/"
DAY = timedelta(days=1)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(moderator())
    return client


def _soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def _words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


# -- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("word", "  Buy\n NOW ", "buy now"),
        ("word", "赌场", "赌场"),
        ("email", " Nia@Example.ORG ", "nia@example.org"),
        ("email", "@Example.org", "@example.org"),
        ("network", "192.0.2.7", "192.0.2.7/32"),
        ("network", "192.0.2.7/24", "192.0.2.0/24"),
        ("network", "2001:DB8:0:0::/32", "2001:db8::/32"),
        ("network", "::ffff:192.0.2.7", "192.0.2.7/32"),
        ("network", "10.0.0.0/8", "10.0.0.0/8"),
    ],
)
def test_a_value_is_stored_in_one_spelling(kind: str, typed: str, stored: str) -> None:
    block = Block(kind=kind, value=typed)
    block.full_clean()
    assert block.value == stored


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("word", "!!", "at least two characters"),
        ("word", "a", "at least two characters"),
        ("word", " \u200b\u200b ", "at least two characters"),
        ("word", "İ" * 200, "too long"),
        ("email", "example.org", "Write an e-mail address such as"),
        ("email", "@", "Write an e-mail address such as"),
        ("email", "nia@", "Write an e-mail address such as"),
        ("network", "example.org", "Write a network such as"),
        ("network", "192.0.2.7/33", "Write a network such as"),
        ("network", "fe80::1%eth0", "Write a network such as"),
        ("network", "0.0.0.0/7", "at least a /8, or a /16 of IPv6"),
        ("network", "2000::/3", "at least a /8, or a /16 of IPv6"),
        ("network", "::ffff:0:0/96", "at least a /8"),
    ],
)
def test_what_cannot_be_blocked_is_said_plainly(kind: str, typed: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        getattr(block_values, kind)(typed)


# -- the list in the admin ------------------------------------------------------------------------


def _add(desk: Client, **data: Any) -> Any:
    return desk.post(f"{LIST}add/", {"kind": "word", "value": "", "expires_at": "", "note": "", **data})


def test_a_moderator_finds_the_list_in_the_menu_and_keeps_it(desk: Client) -> None:
    assert f'"{LIST}"' in desk.get(reverse("wagtailadmin_home")).content.decode()
    assert _add(desk, kind="email", value="Bad@Example.com", note="Flood").status_code == 302
    block = Block.objects.get()
    assert (block.value, block.by.username, block.note) == ("bad@example.com", "moderator", "Flood")
    text = _words(_soup(desk.get(LIST)).find("main"))
    for told in ("bad@example.com", "E-mail address", "stays for good", "Mo Moderator", "Flood"):
        assert told in text
    other = Client()
    other.force_login(moderator("other"))
    data = {"kind": "email", "value": "bad@example.com", "note": "Still", "expires_at": ""}
    assert other.post(f"{LIST}edit/{block.pk}/", data).status_code == 302
    block.refresh_from_db()
    assert (block.by.username, block.note) == ("moderator", "Still")
    assert desk.post(f"{LIST}delete/{block.pk}/").status_code == 302
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"value": ""}, "value", "required"),
        ({"value": "??"}, "value", "at least two characters"),
        ({"value": "Casino"}, "value", "casino is in the list already"),
        ({"kind": "network", "value": "1.0.0.0/2"}, "value", "too much of the internet"),
        ({"value": "poker", "expires_at": "2020-01-01 10:00"}, "expires_at", "This has passed"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Client, data: dict, field: str, message: str) -> None:
    Block.objects.create(value="casino")
    soup = _soup(_add(desk, **data))
    (error,) = soup.select(f"#panel-child-{field}-errors, [id$='{field}-errors']")
    assert message in error.get_text()
    assert Block.objects.count() == 1


def test_what_has_ended_is_shown_as_ended_and_can_be_changed(desk: Client) -> None:
    block = Block.objects.create(value="casino", expires_at=timezone.now() - DAY)
    assert "ended on" in _soup(desk.get(LIST)).get_text()
    typed = _soup(desk.get(f"{LIST}edit/{block.pk}/")).select_one("[name=expires_at]")["value"]
    data = {"kind": "word", "value": "casino", "expires_at": typed, "note": "Old"}
    assert desk.post(f"{LIST}edit/{block.pk}/", data).status_code == 302
    changed = Block.objects.get()
    assert (changed.note, changed.expires_at) == ("Old", block.expires_at)


def test_the_list_is_searched_and_costs_the_same_for_many(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    by = moderator("other")
    for number in range(40):
        Block.objects.create(value=f"word {number}", by=by)
    Block.objects.create(value="casino", by=by)
    assert len(_soup(desk.get(LIST, {"q": "casi"})).select("main tbody tr")) == 1
    with django_assert_max_num_queries(16):
        assert len(_soup(desk.get(LIST)).select("main tbody tr")) == 41


def test_nobody_else_sees_or_changes_the_list(client: Client) -> None:
    Block.objects.create(value="casino")
    client.force_login(factories.user("editor", "Editors"))
    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()
    refused = client.get(LIST)
    assert refused.status_code == 403
    assert b"Only for moderators" in refused.content
    assert client.post(f"{LIST}add/", {"kind": "word", "value": "poker"}).status_code == 403
    assert Block.objects.count() == 1


# -- from a row of the desk -----------------------------------------------------------------------


def _block_page(comment: Comment) -> str:
    return reverse("comments_desk:block", args=[comment.pk])


def test_a_row_leads_to_a_page_that_asks_what_to_block_and_until_when(desk: Client) -> None:
    comment = waiting(email="Bad@example.com")
    link = _soup(desk.get(DESK, {"sort": "newest"})).select_one(f"a[href^='{_block_page(comment)}']")
    assert link["href"].endswith("?back=sort%3Dnewest")
    with patch.object(timezone, "now", return_value=timezone.now().replace(year=2031, month=3, day=1)):
        desk.force_login(moderator("late"))
        soup = _soup(desk.get(link["href"]))
    text = _words(soup.find("main"))
    for told in ("March 31, 2031 (30 days)", "E-mail address: bad@example.com", "Network: 192.0.2.7/32"):
        assert told in text
    assert all(box.has_attr("checked") for box in soup.select("[name=kinds]"))
    assert not Block.objects.exists()


def test_blocking_stores_who_did_it_until_when_and_why(desk: Client, settings: Any) -> None:
    settings.COMMENT_SENDER_DAYS = 3
    comment = waiting(email="Bad@example.com")
    data = {"kinds": ["email", "network"], "note": "Flood", "back": "sort=newest"}
    answer = desk.post(_block_page(comment), data)
    assert answer["Location"] == f"{DESK}?sort=newest#comment-{comment.pk}"
    assert "bad@example.com is blocked until" in editing.told(desk.get(DESK))
    email, network = Block.objects.order_by("kind")
    assert (email.value, network.value) == ("bad@example.com", "192.0.2.7/32")
    for block in (email, network):
        assert (block.by.username, block.note) == ("moderator", "Flood")
        assert abs(block.expires_at - timezone.now() - 3 * DAY) < timedelta(minutes=1)


def test_only_what_is_chosen_is_blocked_and_something_must_be(desk: Client) -> None:
    comment = waiting()
    soup = _soup(desk.post(_block_page(comment), {"note": "Why"}))
    assert "Choose at least one." in soup.get_text()
    assert soup.select_one("[name=note]")["value"] == "Why"
    desk.post(_block_page(comment), {"kinds": "network"})
    assert Block.objects.get().kind == Block.Kind.NETWORK


@pytest.mark.parametrize("data", [{"kinds": "word"}, {"kinds": "email", "note": "a\0b"}, {"kinds": "x\0"}])
def test_what_no_form_of_ours_sends_blocks_nothing(desk: Client, data: dict) -> None:
    assert desk.post(_block_page(waiting()), data).status_code == 200
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("ends", "told", "is_changed"),
    [
        (timedelta(days=-5), "was blocked before, and is now until", True),
        (timedelta(days=5), "was blocked before, and is now until", True),
        (timedelta(days=300), "already", False),
        (None, "is blocked for good already", False),
    ],
)
def test_a_block_that_is_there_is_extended_and_never_shortened(
    desk: Client, ends: timedelta | None, told: str, is_changed: bool
) -> None:
    comment, at = waiting(email="bad@example.com"), None if ends is None else timezone.now() + ends
    Block.objects.create(kind="email", value="bad@example.com", expires_at=at, note="First")
    answer = desk.post(_block_page(comment), {"kinds": "email"}, follow=True)
    assert told in editing.told(answer)
    block = Block.objects.get()
    assert (block.expires_at != at, block.note) == (is_changed, "First")


def test_a_forgotten_address_is_not_offered_and_ipv6_is_blocked_by_household(desk: Client) -> None:
    forgotten, six = waiting(sender_address=None), waiting(sender_address="2001:db8::5:1")
    soup = _soup(desk.get(_block_page(forgotten)))
    assert [box["value"] for box in soup.select("[name=kinds]")] == ["email"]
    assert "not known any more" in soup.get_text()
    assert "Network: 2001:db8::/64" in _words(_soup(desk.get(_block_page(six))).find("main"))


def test_staff_and_erased_comments_cannot_be_blocked(desk: Client) -> None:
    staff, erased = waiting(account=factories.user("colleague")), waiting(state=State.ERASED, email="")
    for comment in (staff, erased):
        assert desk.get(_block_page(comment)).status_code == 404
    assert desk.get(f"{DESK}{10**30}/block/").status_code == 404
    assert "Block sender" not in _soup(desk.get(DESK, {"state": "any"})).get_text()


def test_an_editor_cannot_block(client: Client) -> None:
    comment = waiting()
    client.force_login(factories.user("editor", "Editors"))
    assert client.get(_block_page(comment)).status_code == 403
    assert client.post(_block_page(comment), {"kinds": "email"}).status_code == 403
    assert not Block.objects.exists()


def test_a_blocked_sender_is_filed_as_spam_until_the_block_ends(desk: Client) -> None:
    desk.post(_block_page(waiting(email="bad@example.com")), {"kinds": "email"})
    article = factories.article()
    send(f"/comments/{article.pk}/", email="bad@example.com")
    assert Comment.objects.latest("pk").state == State.SPAM
    Block.objects.update(expires_at=timezone.now())
    send(f"/comments/{article.pk}/", email="bad@example.com", text="Once more.")
    assert Comment.objects.latest("pk").state == State.PENDING


# -- the verdict ----------------------------------------------------------------------------------


def _find(comment: Comment, name: str, points: int, in_shadow: bool = False, **evidence: Any) -> None:
    Finding.objects.create(comment=comment, name=name, points=points, in_shadow=in_shadow, evidence=evidence)


def _verdict(desk: Client) -> str:
    return _words(_soup(desk.get(DESK)).select_one("[data-desk-row] .desk-verdict"))


def test_a_row_without_findings_is_clear(desk: Client) -> None:
    waiting()
    assert _verdict(desk) == "Filter: clear, score 0"


def test_a_row_tells_verdict_score_and_each_signal_once_in_short_and_once_in_a_list(desk: Client) -> None:
    comment = waiting(score=40)
    _find(comment, "pace", 3, seconds=6.5)
    _find(comment, "links", 40, count=3, hosts=["example.com", "b.example", "c.example"])
    _find(comment, "repeats", 60, in_shadow=True, count=1, spam=1)
    details = _soup(desk.get(DESK)).select_one("details.desk-verdict")
    assert _words(details.summary).startswith(
        "Filter: doubtful, score 40 3 links, to example.com and 2 more : +40 ·"
    )
    assert [_words(item) for item in details.select("li")] == [
        "3 links, to example.com and 2 more : +40",
        "sent 6.5 seconds after the first click in the form : +3",
        "same text in 1 other comment, 1 of them spam : in shadow, would add 60",
    ]


def test_the_sites_thresholds_make_the_verdict(desk: Client) -> None:
    waiting(score=40)
    site = Site.objects.get(is_default_site=True)
    FilterSettings.objects.create(site=site, spam_from=35)
    assert _verdict(desk) == "Filter: spam, score 40"


@pytest.mark.parametrize(
    ("name", "evidence", "words"),
    [
        ("akismet", {"opinion": "discard"}, "Akismet says it is the worst spam"),
        ("akismet", {}, "Akismet"),
        ("blocked", {"words": ["casino", "poker"]}, "blocked words “casino”, “poker”"),
        ("blocked", {"email": "@a.example", "network": "10.0.0.0/8"}, "blocked address @a.example, blocked network 10.0.0.0/8"),
        ("blocked", {}, "Blocked word or sender"),
        ("honeypot", {"field": "website", "value": "<b>x"}, "hidden field filled with “<b>x”"),
        ("learned", {"spam": ["casino", "host:a.example"], "ham": []}, "words of spam: “casino”, “a.example”"),
        ("learned", {"spam": [], "ham": ["hips"]}, "words of good comments: “hips”"),
        ("links", {"count": 1, "hosts": [], "markup": 1}, "1 link, written as markup"),
        ("links", {"count": 2, "hosts": ["a.example"]}, "2 links, to a.example"),
        ("rate", {"same": "network", "hour": 12, "day": 40}, "same network: 12 others within an hour, 40 within a day"),
        ("rate", {"same": "email", "hour": 9, "day": 9}, "same e-mail address: 9 others within an hour"),
        ("repeats", {"count": 4, "spam": 0}, "same text in 4 other comments"),
    ],
)  # fmt: skip
def test_each_signal_has_its_words(desk: Client, name: str, evidence: dict, words: str) -> None:
    comment = waiting(score=10)
    _find(comment, name, 10, **evidence)
    page = _soup(desk.get(reverse("comments_desk:history", args=[comment.pk])))
    assert f"{words} : +10" in [_words(item) for item in page.select(".desk-log li")]
    assert page.select(".desk-log b b") == []


def test_a_moderators_own_reply_has_no_verdict(desk: Client) -> None:
    reply_to(waiting(state=State.APPROVED), account=factories.user("colleague"))
    assert _soup(desk.get(DESK)).select(".desk-verdict") == []


def test_the_history_tells_what_the_filter_did_and_why(desk: Client) -> None:
    Block.objects.create(value="wall")
    send(f"/comments/{factories.article().pk}/", website="x")
    comment = Comment.objects.get()
    decide([comment.pk], State.APPROVED, moderator("other"), "A real person")
    page = _soup(desk.get(reverse("comments_desk:history", args=[comment.pk])))
    text = _words(page.find("main"))
    assert "Its verdict: spam, score 200." in text
    assert "by itself , score 200" in text
    assert "Mo Other" in text
    assert "“A real person”" in text or "A real person" in text
