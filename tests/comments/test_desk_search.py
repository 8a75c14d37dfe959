"""Words, signals and orders at the desk, and deciding about all that match."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.deciding import decide, erase, undo
from comments.desk import at_once, matching
from comments.models import Batch, Comment, Finding, State
from comments.search import lookup
from tests import editing, factories
from tests.comments.desk_things import moderator, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DESK = "/admin/comments/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(moderator())
    return client


def _soup(desk: Client, **filters: object) -> BeautifulSoup:
    response = desk.get(DESK, filters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def _shown(soup: BeautifulSoup) -> list[int]:
    return [int(row["data-desk-row"]) for row in soup.select("[data-desk-row]")]


def _listed(desk: Client, **filters: object) -> list[int]:
    return _shown(_soup(desk, **filters))


def _found(comment: Comment, *names: str) -> None:
    Finding.objects.bulk_create(Finding(comment=comment, name=name, points=10) for name in names)


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["knees", "KNEES hurt", "hurt, knees!", "kne", "ana", "ana@example.com", "example.com hurt", "café", "CAFE",
     "“knees”", "knee's kne", "naïve-ish", "42 km", "and/or"],
)  # fmt: skip
def test_words_are_found_in_text_name_and_address_however_written(desk: Client, words: str) -> None:
    text = "My knees hurt: knee's naïve ishtar, “Knees”, 42 km, this and/or that at the Cafe\u0301."
    mine = waiting(text, name="Ana", email="ana@example.com")
    waiting("Hips are fine", name="Bo", email="bo@example.net")
    assert _listed(desk, q=words) == [mine.pk]


def test_only_the_last_word_may_be_a_beginning(desk: Client) -> None:
    mine = waiting("strong knees")
    assert _listed(desk, q="strong kne") == [mine.pk]
    assert _listed(desk, q="stro knees") == []
    assert _listed(desk, q="knees st") == []


@pytest.mark.parametrize(
    "words",
    ['"', "'", "knees\0hips", "knees AND", "NOT knees", "* OR (", "a" * 5_000, "knees " * 500, "{name}: x", "%", "_",
     "膝", "ข้อเข่า", "🦵", "\ud800", "\ue000approved", "=approved", "&|!<->:*", "\\", "ﬁ", "א" * 300, "-"],
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer(desk: Client, words: str) -> None:
    waiting()
    soup = _soup(desk, q=words.encode("utf-8", "replace"))
    assert "No comment matches" in soup.get_text()


def test_more_words_than_are_looked_for_are_told(desk: Client) -> None:
    mine = waiting("knees")
    soup = _soup(desk, q="knees " * 20)
    assert _shown(soup) == [mine.pk]
    assert "We look for the first ones." in soup.get_text()


@pytest.mark.parametrize("words", ["膝が", "膝が ana", "痛い", "🦵", "हिन्दी"])
def test_scripts_without_spaces_and_signs_are_found_by_reading(desk: Client, words: str) -> None:
    mine = waiting("私は膝が痛い 🦵 हिन्दी", name="Ana")
    waiting("knees", name="Ana")
    assert _listed(desk, q=words) == [mine.pk]


def test_words_follow_what_happens_to_a_comment(desk: Client) -> None:
    comment = waiting("Knees")
    batch = decide([comment.pk], State.SPAM, moderator("other"))
    assert (_listed(desk, q="knees"), _listed(desk, q="knees", state="spam")) == ([], [comment.pk])
    undo(batch, None)
    assert _listed(desk, q="knees") == _listed(desk, q="knees", state="any") == [comment.pk]
    Comment.objects.update(text="Hips")
    assert (_listed(desk, q="knees"), _listed(desk, q="hips")) == ([], [comment.pk])
    comment.delete()
    assert _listed(desk, q="hips", state="any") == []
    lookup.tidy()
    assert b"hips" not in _bytes_of_index()


def _bytes_of_index() -> bytes:
    """All that is stored of words."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE name LIKE 'comments_words%' AND type = 'table'"
            )
            tables = [name for (name,) in cursor.fetchall() if name != "comments_words"]
        else:
            tables = ["comments_words"]
        stored = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            stored += [value for row in cursor.fetchall() for value in row]
    return b" ".join(one if isinstance(one, bytes) else str(one).encode() for one in stored)


def test_erased_words_leave_the_index(desk: Client) -> None:
    gone = waiting("zanzibar", name="Quentin", email="xerxes@example.org")
    waiting("knees")
    assert b"zanzibar" in _bytes_of_index()
    erase([gone.pk])
    assert _listed(desk, q="zanzibar", state="any") == []
    lookup.tidy()
    for word in (b"zanzibar", b"quentin", b"xerxes"):
        assert word not in _bytes_of_index()
    assert b"knees" in _bytes_of_index()


# -- signals and orders ---------------------------------------------------------------------------


def test_signals_narrow_the_list_alone_and_with_words(desk: Client) -> None:
    both, one, none = waiting("knees"), waiting("hips"), waiting("knees")
    _found(both, "links", "pace")
    _found(one, "links")
    assert _listed(desk, signal="links") == [both.pk, one.pk]
    assert _listed(desk, signal="any", sort="newest") == [one.pk, both.pk]
    assert _listed(desk, signal="pace") == _listed(desk, signal="links", q="knees") == [both.pk]
    decide([both.pk], State.APPROVED)
    assert _listed(desk, signal="links") == [one.pk]
    both.findings.get(name="pace").delete()
    assert (_listed(desk, signal="pace", state="any"), _listed(desk, signal="links", state="any")) == (
        [], [both.pk, one.pk],
    )  # fmt: skip
    Finding.objects.all().delete()
    assert _listed(desk, signal="any", state="any") == []
    assert none.pk in _listed(desk)


def test_words_are_never_taken_for_a_signal_or_a_state(desk: Client) -> None:
    waiting("links spam any \ue000links \ue000any =spam +any")
    assert _listed(desk, signal="any") == []
    assert _listed(desk, q="links", state="spam") == []


def test_the_list_can_be_sorted_by_score(desk: Client) -> None:
    low, high, middle = waiting(score=-20), waiting(score=90), waiting(score=30)
    assert _listed(desk, sort="highest") == [high.pk, middle.pk, low.pk]
    assert _listed(desk, sort="lowest") == [low.pk, middle.pk, high.pk]
    assert _listed(desk, sort="lowest", age="week") == [low.pk, middle.pk, high.pk]


@pytest.mark.parametrize("sort", ["", "newest", "highest", "lowest"])
@pytest.mark.parametrize("filters", [{}, {"q": "word"}, {"signal": "links"}, {"age": "week", "state": "any"}])
def test_pages_lead_through_every_list_once_and_back(
    desk: Client, sort: str, filters: dict[str, str]
) -> None:
    page, now = factories.article(), timezone.now()
    comments = [
        waiting(
            f"word {number}",
            page=page,
            score=number % 3 * 10 - 10,
            created_at=now + timedelta(seconds=number % 4),
        )
        for number in range(23)
    ]
    for comment in comments:
        _found(comment, "links")
    keys = {"": lambda one: (one.created_at, one.pk), "newest": lambda one: (one.created_at, one.pk)}
    key = keys.get(sort, lambda one: (one.score, one.pk))
    expected = [one.pk for one in sorted(comments, key=key, reverse=sort in ("newest", "highest"))]
    with patch("comments.desk.paging.PER_PAGE", 10):
        soup = _soup(desk, sort=sort, **filters)
        seen = [_shown(soup)]
        while link := soup.select_one("[rel=next]"):
            soup = BeautifulSoup(desk.get(DESK + link["href"]).content, "html.parser")
            seen.append(_shown(soup))
        back = BeautifulSoup(desk.get(DESK + soup.select_one("[rel=prev]")["href"]).content, "html.parser")
    assert sum(seen, []) == expected
    assert _shown(back) == seen[1]


@pytest.fixture
def short_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index knows of more than is looked up, and a page goes six comments far."""
    monkeypatch.setattr(matching, "FEW", 1)
    monkeypatch.setattr(matching, "STRETCH", 2)
    monkeypatch.setattr(matching, "FARTHEST", 6)
    monkeypatch.setattr(matching, "FARTHEST_READ", 6)


@pytest.mark.parametrize("words", ["word", "膝"])
def test_a_common_word_is_found_by_walking_the_list(desk: Client, short_walks: None, words: str) -> None:
    page, now = factories.article(), timezone.now()
    said = [waiting(f"{words} {number}", page=page, created_at=now).pk for number in range(5)]
    assert _listed(desk, q=words) == said
    assert _listed(desk, q=words, sort="newest") == said[::-1]
    assert _listed(desk, q="word 2") == ([said[2]] if words == "word" else [])


def test_matches_that_are_far_apart_are_a_further_page_away(desk: Client, short_walks: None) -> None:
    page, now = factories.article(), timezone.now()
    keys = [
        waiting(
            "word" if number in (0, 13, 14) else "other",
            page=page,
            created_at=now + timedelta(seconds=number),
        ).pk
        for number in range(15)
    ]
    soup, seen = _soup(desk, q="word"), []
    for _ in range(3):
        seen.append(_shown(soup))
        link = soup.select_one("[rel=next]")
        soup = BeautifulSoup(desk.get(DESK + link["href"]).content, "html.parser") if link else None
    assert seen == [[keys[0]], [], [keys[13], keys[14]]]
    assert soup is None


# -- all that match -------------------------------------------------------------------------------


def _offer(soup: BeautifulSoup) -> str:
    label = soup.select_one(".desk-offer")
    return " ".join(label.get_text().split()) if label else ""


def _decide_all(desk: Client, soup: BeautifulSoup, action: str, **data: object):
    form = soup.select_one("[data-desk-form]")
    fields = {name: form.select_one(f"[name={name}]")["value"] for name in ("back", "until", "all")}
    return desk.post(reverse("comments_desk:decide"), {**fields, "action": action, **data}, follow=True)


def test_a_flood_is_decided_about_in_one_action_and_undone_in_one(desk: Client) -> None:
    page = factories.article()
    flood = [waiting(page=page, fingerprint="f" * 64) for _ in range(60)]
    kept = waiting(page=page)
    soup = _soup(desk, text="f" * 64)
    assert len(_shown(soup)) == 50
    assert _offer(soup) == "All 60 that match, not only those ticked"
    late = waiting(page=page, fingerprint="f" * 64, created_at=timezone.now() + timedelta(seconds=5))
    answer = _decide_all(desk, soup, "spam")
    assert "60 comments marked as spam." in editing.told(answer)
    assert set(Comment.objects.waiting()) == {kept, late}
    assert Batch.objects.get().decisions.count() == len(flood)
    undone = BeautifulSoup(answer.content, "html.parser").select_one(".messages form")["action"]
    desk.post(undone)
    assert Comment.objects.waiting().count() == 62


def test_more_than_a_thousand_are_taken_in_turns(desk: Client) -> None:
    page = factories.article()
    first = [waiting("word", page=page).pk for _ in range(5)]
    with patch.object(at_once, "MOST", 3):
        soup = _soup(desk, q="word")
        assert _offer(soup) == "The first 3 of all that match, not only those ticked"
        _decide_all(desk, soup, "reject")
    assert [one.pk for one in Comment.objects.waiting()] == first[3:]


def test_all_that_match_a_common_word_are_decided_about(desk: Client, short_walks: None) -> None:
    page = factories.article()
    for _ in range(4):
        waiting("word", page=page)
    other = waiting("other", page=page)
    soup = _soup(desk, q="word")
    assert _offer(soup) == "All that match, up to 1,000, not only those ticked"
    _decide_all(desk, soup, "spam")
    assert list(Comment.objects.waiting()) == [other]


def test_without_a_filter_nothing_is_offered_for_all(desk: Client) -> None:
    waiting()
    assert _offer(_soup(desk)) == _offer(_soup(desk, sort="newest", state="any")) == ""
    one = waiting("only one")
    assert _offer(_soup(desk, q="only")) == ""
    for back in ("", "state=pending", "state=lost"):
        data = {"all": "1", "until": "9" * 16, "back": back, "action": "spam"}
        assert desk.post(reverse("comments_desk:decide"), data).status_code == 400
    for until in ("", "x", "9" * 30):
        data = {"all": "1", "until": until, "back": "q=only", "action": "spam"}
        assert desk.post(reverse("comments_desk:decide"), data).status_code == 400
    assert Comment.objects.get(pk=one.pk).state == State.PENDING
