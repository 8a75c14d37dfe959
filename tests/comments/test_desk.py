"""The moderation desk: what it lists, what its buttons do, and what it asks of the database."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format

from comments.deciding import decide, undo
from comments.desk import waiting as counting
from comments.models import Batch, Comment, State
from tests import editing, factories
from tests.comments.desk_things import moderator, reply_to, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DESK = "/admin/comments/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(moderator())
    return client


def _soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def _listed(desk: Client, **filters: object) -> list[int]:
    return [int(row["data-desk-row"]) for row in _soup(desk.get(DESK, filters)).select("[data-desk-row]")]


def _decide(desk: Client, **data: object):
    return desk.post(reverse("comments_desk:decide"), data)


def _state(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


# -- what is listed -------------------------------------------------------------------------------


def test_the_inbox_shows_what_waits_oldest_first(desk: Client) -> None:
    page, now = factories.article(), timezone.now()
    newer = waiting(page=page, created_at=now)
    older = waiting(page=page, created_at=now - timedelta(hours=3))
    waiting(page=page, state=State.APPROVED)
    assert _listed(desk) == [older.pk, newer.pk]
    assert _listed(desk, sort="newest") == [newer.pk, older.pk]


def test_a_row_tells_who_what_where_and_when(desk: Client) -> None:
    comment = reply_to(waiting("Which band?", state=State.APPROVED, name="Ana"), "The red one.", name="Bo")
    text = _soup(desk.get(DESK)).select_one("[data-desk-row]").get_text(" ", strip=True)
    for told in ("Bo", comment.email, "The red one.", comment.page.title, "In reply to Ana:", "Which band?"):
        assert told in text
    assert "Waiting" in text


def test_readers_words_are_text_and_never_markup(desk: Client) -> None:
    waiting("<script>alert(1)</script>", name="<b>Bo</b>")
    row = _soup(desk.get(DESK)).select_one("[data-desk-row]")
    assert row.select("script, b") == []
    assert "<script>alert(1)</script>" in row.get_text()


def test_a_row_says_who_and_what_to_who_cannot_see_it(desk: Client) -> None:
    waiting("Any tips for tight calves?", name="Ada")
    waiting("A long story. " * 30)
    soup = _soup(desk.get(DESK))
    short, long = soup.select("[data-desk-row]")
    assert soup.find(id=short["aria-labelledby"]).get_text(strip=True) == "Ada"
    assert soup.find(id=short["aria-describedby"]).get_text(strip=True) == "Any tips for tight calves?"
    assert soup.find(id=long["aria-describedby"]).get_text(strip=True).startswith("A long story.")


def test_the_whole_of_a_long_text_is_one_step_away(desk: Client) -> None:
    waiting("word " * 100 + "end")
    waiting("short")
    (details,) = _soup(desk.get(DESK)).select("[data-desk-row] details")
    assert "end" not in details.select_one(".desk-excerpt").get_text()
    assert details.select_one("div").get_text(strip=True).endswith("end")


def test_filters_narrow_the_list(desk: Client) -> None:
    page, now = factories.article(), timezone.now()
    mine = waiting("Knees hurt", page=page, email="ana@example.com", name="Ana", created_at=now)
    old = waiting("Hips hurt", created_at=now - timedelta(days=8))
    spam = waiting("Buy", page=page, state=State.SPAM, created_at=now)
    assert _listed(desk, state="spam") == [spam.pk]
    assert _listed(desk, state="any") == [old.pk, mine.pk, spam.pk]
    assert _listed(desk, page=page.pk) == [mine.pk]
    assert _listed(desk, email="Ana@example.com") == [mine.pk]
    assert _listed(desk, q="KNEES") == _listed(desk, q="ana") == [mine.pk]
    assert _listed(desk, age="week") == [mine.pk]
    assert _listed(desk, age="older") == [old.pk]
    assert _listed(desk, text=mine.fingerprint) == [mine.pk]


@pytest.mark.parametrize(
    "query",
    [
        "state=lost", "page=x", "page=99999999999999999999", "age=never", "sort=up", "signal=x", "text=zz",
        "after=x", "before=1", "after=9999999999999999999-1", "after=1-%D9%A1", "after=%00",
        "sort=lowest&after=1764000000000000-1", "after=-1-1",
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_not_found(desk: Client, query: str) -> None:
    waiting()
    assert desk.get(f"{DESK}?{query}").status_code == 404


def test_a_place_beyond_the_end_is_an_empty_page_with_a_way_back(desk: Client) -> None:
    waiting()
    soup = _soup(desk.get(DESK, {"after": f"{'9' * 17}-{'9' * 18}"}))
    assert "There is no comment in this part of the list." in soup.get_text()


def test_pages_hold_fifty_and_lead_on_and_back(desk: Client) -> None:
    page, at = factories.article(), timezone.now()
    # Many at the same moment: the key decides.
    keys = [waiting(page=page, created_at=at + timedelta(seconds=number // 40)).pk for number in range(120)]
    seen, addresses, address = [], [], DESK
    while address:
        soup = _soup(desk.get(address))
        addresses.append(address)
        seen.append([int(row["data-desk-row"]) for row in soup.select("[data-desk-row]")])
        link = soup.select_one("[rel=next]")
        address = DESK + link["href"] if link else ""
    assert [len(part) for part in seen] == [50, 50, 20]
    assert sum(seen, []) == keys
    back = _soup(desk.get(DESK + _soup(desk.get(addresses[2])).select_one("[rel=prev]")["href"]))
    assert [int(row["data-desk-row"]) for row in back.select("[data-desk-row]")] == seen[1]
    first = _soup(desk.get(DESK + back.select_one("[rel=prev]")["href"]))
    assert first.select_one("[rel=prev]") is None


def test_a_flood_is_named_in_each_row_and_one_link_away(desk: Client) -> None:
    page = factories.article()
    flood = [waiting(page=page, email="flood@example.com", fingerprint="f" * 64) for _ in range(3)]
    waiting(page=page, email="flood@example.com", fingerprint="f" * 64, state=State.SPAM)
    waiting(page=page, fingerprint="f" * 64)
    row = _soup(desk.get(DESK)).select_one("[data-desk-row]")
    told = [" ".join(link.get_text().split()) for link in row.select(".desk-alike a")]
    assert told == ["Same sender: 2 more waiting", "Same text: 3 more waiting"]
    sender, text = (link["href"] for link in row.select(".desk-alike a"))
    assert len(_soup(desk.get(DESK + sender)).select("[data-desk-row]")) == len(flood)
    assert len(_soup(desk.get(DESK + text)).select("[data-desk-row]")) == len(flood) + 1


def test_a_comment_without_company_says_nothing_of_it(desk: Client) -> None:
    waiting()
    assert _soup(desk.get(DESK)).select(".desk-alike") == []


def test_an_empty_desk_says_so(desk: Client) -> None:
    assert "All comments are decided" in _soup(desk.get(DESK)).get_text()
    assert "No comment matches" in _soup(desk.get(DESK, {"q": "knees"})).get_text()
    assert "No comment is in this state." in _soup(desk.get(DESK, {"state": "spam"})).get_text()
    assert "No comment is reported." in _soup(desk.get(DESK, {"state": "reported"})).get_text()


def test_more_than_is_counted_is_shown_with_a_plus(desk: Client) -> None:
    page = factories.article()
    for _ in range(4):
        waiting(page=page)
    with patch.object(counting, "COUNTED", 3):
        page = _soup(desk.get(DESK))
    assert "3+ comments wait" in page.get_text(" ", strip=True)
    # The menu has less room.
    assert "Comments (10k+)" in str(page)


def _queries(desk: Client) -> int:
    desk.get(DESK)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(DESK).status_code == 200
    return len(queries)


def test_the_desk_costs_the_same_for_five_and_for_fifty_comments(desk: Client) -> None:
    for _ in range(5):
        reply_to(waiting(state=State.APPROVED))
    few = _queries(desk)
    for _ in range(45):
        reply_to(waiting(state=State.APPROVED))
    assert _queries(desk) == few
    assert few <= 20


# -- deciding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "state"), [("approve", State.APPROVED), ("reject", State.REJECTED), ("spam", State.SPAM)]
)
def test_ticked_comments_are_decided_together(desk: Client, action: str, state: State) -> None:
    one, two, left = waiting(), waiting(), waiting()
    answer = _decide(desk, keys=[one.pk, two.pk], action=action, reason="Why", back="sort=newest")
    assert answer["Location"] == f"{DESK}?sort=newest"
    assert [_state(comment) for comment in (one, two, left)] == [state, state, State.PENDING]
    batch = Batch.objects.get()
    assert (batch.by.username, batch.reason) == ("moderator", "Why")
    assert "2 comments" in editing.told(desk.get(answer["Location"]))


def test_a_rows_own_button_leaves_the_ticked_ones_alone(desk: Client) -> None:
    ticked, own = waiting(), waiting()
    _decide(desk, keys=[ticked.pk], only=f"approve-{own.pk}")
    assert (_state(ticked), _state(own)) == (State.PENDING, State.APPROVED)


def test_nothing_chosen_is_said_and_changes_nothing(desk: Client) -> None:
    waiting()
    answer = desk.post(reverse("comments_desk:decide"), {"action": "spam"}, follow=True)
    assert "Nothing is chosen" in editing.told(answer)
    assert not Batch.objects.exists()


def test_what_another_moderator_decided_the_same_way_is_said(desk: Client) -> None:
    comment = waiting(state=State.SPAM)
    answer = desk.post(reverse("comments_desk:decide"), {"only": f"spam-{comment.pk}"}, follow=True)
    assert "decided already" in editing.told(answer)


@pytest.mark.parametrize(
    "data", [{}, {"action": "publish"}, {"action": "spam", "keys": "x"}, {"only": "spam"}, {"only": "spam-²"},
             {"action": "spam", "keys": "9" * 30}]
)  # fmt: skip
def test_what_no_form_of_ours_sends_is_a_bad_request(desk: Client, data: dict) -> None:
    assert _decide(desk, **data).status_code == 400


def test_the_way_back_never_leaves_the_desk(desk: Client) -> None:
    answer = _decide(desk, only=f"spam-{waiting().pk}", back="//evil.example/?x=1\r\nX: y")
    assert answer["Location"].startswith(f"{DESK}?")


def test_the_message_has_a_button_that_undoes_it(desk: Client) -> None:
    comment = waiting()
    soup = _soup(desk.post(reverse("comments_desk:decide"), {"only": f"reject-{comment.pk}"}, follow=True))
    form = soup.select_one(".messages form")
    answer = desk.post(form["action"], {"back": "sort=newest"})
    assert answer["Location"] == f"{DESK}?sort=newest#comment-{comment.pk}"
    assert _state(comment) == State.PENDING
    assert "Undone: 1 comment rejected." in editing.told(desk.get(DESK))


def test_undo_says_when_another_moderators_later_decision_stays(desk: Client) -> None:
    comment = waiting()
    _decide(desk, only=f"approve-{comment.pk}")
    decide([comment.pk], State.SPAM, moderator("other"))
    answer = desk.post(reverse("comments_desk:undo", args=[Batch.objects.earliest("pk").pk]), follow=True)
    assert "decided anew since then stays" in editing.told(answer)
    assert _state(comment) == State.SPAM


def test_earlier_actions_can_be_undone_one_after_the_other(desk: Client) -> None:
    comments = [waiting(), waiting()]
    for comment in comments:
        _decide(desk, only=f"spam-{comment.pk}")
    desk.get(DESK)
    for comment in reversed(comments):
        form = _soup(desk.get(DESK)).select_one(".desk [data-desk-undo]")
        desk.post(form["action"])
        assert _state(comment) == State.PENDING
    assert _soup(desk.get(DESK)).select_one("[data-desk-undo]") is None


def test_undo_after_ten_minutes_says_that_it_is_too_late(desk: Client) -> None:
    comment = waiting()
    _decide(desk, only=f"spam-{comment.pk}")
    batch = Batch.objects.get()
    Batch.objects.update(at=timezone.now() - timedelta(minutes=11))
    desk.get(DESK)
    assert _soup(desk.get(DESK)).select_one("[data-desk-undo]") is None
    answer = desk.post(reverse("comments_desk:undo", args=[batch.pk]), follow=True)
    assert "too late" in editing.told(answer)
    assert _state(comment) == State.SPAM


# -- erasing --------------------------------------------------------------------------------------


def test_erasing_hides_at_once_and_can_be_undone(desk: Client) -> None:
    comment = waiting("Private words", state=State.APPROVED)
    answer = desk.post(reverse("comments_desk:decide"), {"only": f"erase-{comment.pk}"}, follow=True)
    assert "1 comment erased." in editing.told(answer)
    assert (_state(comment), Comment.objects.get().text) == (State.ERASED, "Private words")
    desk.post(_soup(answer).select_one(".messages form")["action"])
    assert _state(comment) == State.APPROVED


def test_an_erased_comment_says_when_its_words_go_and_can_be_brought_back(desk: Client) -> None:
    one, two = waiting("Private words"), waiting()
    _decide(desk, keys=[one.pk, two.pk], action="erase")
    desk.get(DESK)
    row = _soup(desk.get(DESK, {"state": "erased"})).select_one("[data-desk-row]")
    gone_at = timezone.localtime(Batch.objects.get().at + timedelta(minutes=10))
    assert f"At {time_format(gone_at)} its words are deleted." in " ".join(row.get_text(" ").split())
    assert "Private words" not in row.get_text()
    # Nothing is left to decide about them together.
    assert _soup(desk.get(DESK, {"state": "erased"})).select(".desk-bulk") == []
    button = row.select_one("button")
    assert " ".join(button.get_text().split()) == "Undo, for all 2"
    desk.post(button["formaction"])
    assert {_state(one), _state(two)} == {State.PENDING}


def test_once_the_ten_minutes_are_over_no_undo_is_offered(desk: Client) -> None:
    decide([waiting("Private words").pk], State.ERASED, moderator("other"))
    Batch.objects.update(at=timezone.now() - timedelta(minutes=10))
    row = _soup(desk.get(DESK, {"state": "erased"})).select_one("[data-desk-row]")
    assert "about to be deleted" in row.get_text()
    assert row.select("button, input") == []


def test_a_comment_is_decided_on_its_history_page_which_leads_back_to_the_list(desk: Client) -> None:
    comment = waiting("Half of it")
    listed = _soup(desk.get(DESK, {"q": "half"}))
    history = _soup(desk.get(listed.find("a", string="History")["href"]))
    form = history.select_one(f"form[action='{reverse('comments_desk:decide')}']")
    assert [button["value"] for button in form.select("[name=only]")] == [
        f"{action}-{comment.pk}" for action in ("approve", "reject", "spam", "erase")
    ]
    data = {"back": form.select_one("[name=back]")["value"], "reason": "Kind", "only": f"reject-{comment.pk}"}
    answer = desk.post(form["action"], data)
    assert answer["Location"] == f"{DESK}?q=half"
    assert (_state(comment), Batch.objects.get().reason) == (State.REJECTED, "Kind")


def test_a_phone_folds_the_filters_and_says_how_many_are_on(desk: Client) -> None:
    waiting("Half of it")
    folded = _soup(desk.get(DESK, {"q": "half", "age": "day", "sort": "newest"})).select("details.desk-fold")
    filters, several = (one.summary.get_text(" ", strip=True) for one in folded)
    assert (filters, several) == ("Filters and order (2 on)", "Several at once")


def test_erasing_for_good_is_asked_for_on_the_history_page_and_is_final(desk: Client) -> None:
    comment = waiting("Private words")
    history = _soup(desk.get(reverse("comments_desk:history", args=[comment.pk])))
    asked = _soup(desk.get(history.select_one("a.desk-link--erase")["href"]))
    assert "there is no undo" in asked.get_text()
    assert _state(comment) == State.PENDING
    form = asked.select_one(f"form[action='{reverse('comments_desk:erase')}']")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    answer = desk.post(form["action"], data, follow=True)
    assert "1 comment erased for good." in editing.told(answer)
    assert Comment.objects.get().text == ""
    assert _soup(answer).select("[data-desk-undo]") == []


def test_what_a_moderator_has_erased_can_still_be_erased_for_good_at_once(desk: Client) -> None:
    comment = waiting("Private words")
    _decide(desk, only=f"erase-{comment.pk}")
    desk.get(DESK)
    data = {"keys": comment.pk, "reason": "Asked for"}
    answer = desk.post(reverse("comments_desk:erase"), data, follow=True)
    assert "1 comment erased for good." in editing.told(answer)
    assert Comment.objects.get().text == ""
    history = _soup(desk.get(reverse("comments_desk:history", args=[comment.pk])))
    assert "Asked for" in history.select_one(".desk-log").get_text()


def test_nothing_left_to_erase_is_said(desk: Client) -> None:
    comment = waiting("", name="", email="", state=State.ERASED)
    answer = desk.get(reverse("comments_desk:erase"), {"keys": comment.pk}, follow=True)
    assert "Nothing is left to erase" in editing.told(answer)
    answer = desk.post(reverse("comments_desk:decide"), {"only": f"erase-{comment.pk}"}, follow=True)
    assert "decided already" in editing.told(answer)


def test_every_page_of_the_desk_links_to_all_by_one_sender(desk: Client) -> None:
    comment = waiting(email="a+b@example.com")
    other = waiting(email="a+b@example.com", state=State.SPAM)
    history = _soup(desk.get(reverse("comments_desk:history", args=[comment.pk])))
    found = _soup(desk.get(history.select_one(".desk-who a")["href"]))
    assert [int(row["data-desk-row"]) for row in found.select("[data-desk-row]")] == [comment.pk, other.pk]


def test_an_erased_comment_has_no_buttons_left(desk: Client) -> None:
    waiting(state=State.ERASED, name="", email="", text="", fingerprint="")
    (row,) = _soup(desk.get(DESK, {"state": "erased"})).select("[data-desk-row]")
    assert row.select("button, input") == []
    assert "The words are gone" in row.get_text()


# -- history and replies --------------------------------------------------------------------------


def test_a_row_says_that_no_person_decided(desk: Client) -> None:
    by_itself, by_somebody = waiting("Casino"), waiting("Pills")
    decide([by_itself.pk, by_somebody.pk], State.SPAM, automatic=True)
    decide([by_somebody.pk], State.REJECTED, moderator("other"))
    decide([by_somebody.pk], State.SPAM, moderator("another"))
    undo(decide([by_itself.pk], State.APPROVED, moderator("hasty")), None)
    first, second = _soup(desk.get(DESK, {"state": "spam"})).select(".desk-who")
    assert "by itself" in first.get_text()
    assert "by itself" not in second.get_text()


def test_the_history_tells_who_decided_when_and_why(desk: Client) -> None:
    comment = waiting()
    _decide(desk, keys=[comment.pk], action="reject", reason="Off topic")
    text = _soup(desk.get(reverse("comments_desk:history", args=[comment.pk]))).get_text(" ", strip=True)
    for told in ("Waiting", "Rejected", "Mo Moderator", "Off topic", "192.0.2.7", "Firefox"):
        assert told in text
    assert desk.get(reverse("comments_desk:history", args=[10**9])).status_code == 404


def _reply(desk: Client, comment: Comment, **data: object):
    return desk.post(reverse("comments_desk:reply", args=[comment.pk]), {"text": "Thank you.", **data})


def test_a_reply_is_shown_at_once_in_the_moderators_name(desk: Client) -> None:
    comment = waiting(state=State.APPROVED)
    assert _reply(desk, comment, back="sort=newest")["Location"] == f"{DESK}?sort=newest"
    reply = comment.replies.get()
    assert (reply.state, reply.text, reply.depth) == (State.APPROVED, "Thank you.", 2)
    assert (reply.name, reply.email) == ("Mo Moderator", "moderator@example.com")
    assert (reply.account.username, reply.thread, reply.page_id) == ("moderator", comment, comment.page_id)


def test_a_reply_goes_no_deeper_than_three(desk: Client) -> None:
    first = waiting(state=State.APPROVED)
    second = reply_to(first, state=State.APPROVED)
    _reply(desk, second)
    third = second.replies.get()
    _reply(desk, third)
    last = third.replies.get()
    assert [(one.depth, one.thread) for one in (third, last)] == [(3, first), (3, first)]


@pytest.mark.parametrize(("tick", "state"), [({"approve": "on"}, State.APPROVED), ({}, State.PENDING)])
def test_a_waiting_comment_is_approved_along_with_the_reply_if_ticked(
    desk: Client, tick: dict, state: State
) -> None:
    comment = waiting()
    form = _soup(desk.get(reverse("comments_desk:reply", args=[comment.pk])))
    assert form.select_one("[name=approve]").has_attr("checked")
    _reply(desk, comment, **tick)
    assert _state(comment) == state
    assert comment.decisions.count() == len(tick)


def test_a_reply_can_be_undone_together_with_the_approval(desk: Client) -> None:
    earlier, comment = waiting(), waiting()
    _decide(desk, only=f"approve-{earlier.pk}")
    desk.get(DESK)
    _reply(desk, comment, approve="on")
    page = desk.get(DESK)
    assert "Your reply to" in editing.told(page)
    desk.post(_soup(page).select_one("[data-desk-undo]")["action"])
    assert (_state(comment), _state(comment.replies.get())) == (State.PENDING, State.PENDING)
    assert _state(earlier) == State.APPROVED


def test_an_empty_reply_is_not_stored(desk: Client) -> None:
    comment = waiting(state=State.APPROVED)
    assert _reply(desk, comment, text=" ").status_code == 200
    assert not comment.replies.exists()


def test_a_rejected_comment_gets_no_reply(desk: Client) -> None:
    assert _reply(desk, waiting(state=State.REJECTED)).status_code == 404
