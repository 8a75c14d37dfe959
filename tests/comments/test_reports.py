"""Reporting a published comment, and what the desk makes of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from comments import reporting, settling
from comments.deciding import decide, erase, undo
from comments.models import Comment, Decision, Report, State
from tests import editing, factories
from tests.comments.desk_things import moderator
from tests.comments.writing import soup_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DESK = "/admin/comments/"


@pytest.fixture
def comment() -> Comment:
    return factories.comment(factories.article(), "Run through the pain.")


def _address(comment: Comment) -> str:
    return f"/comments/report/{comment.pk}/"


def _report(
    comment: Comment, client: Client | None = None, ip: str = "192.0.2.1", **words: str
) -> HttpResponse:
    words = {"reason": "unsafe", "details": ""} | words
    headers = {"sec-fetch-site": "same-origin"}
    return (client or Client()).post(_address(comment), words, headers=headers, REMOTE_ADDR=ip)


# -- a reader's side ------------------------------------------------------------------------------


def test_each_published_comment_can_be_reported(client: Client, comment: Comment) -> None:
    page = comment.page.specific
    factories.comment(page, "Erased.", state=State.ERASED)
    gone = factories.comment(page, "Gone.", state=State.ERASED)
    answer = factories.comment(page, "An answer.", parent=gone)
    for address in (page.url, f"/comments/thread/{comment.pk}/"):
        links = soup_of(client.get(address)).select(f"#{comment.anchor} > .acts .report")
        assert [link["href"] for link in links] == [_address(comment)]
        assert links[0]["rel"] == ["nofollow"]
    soup = soup_of(client.get(page.url))
    assert soup.select(f"#{gone.anchor} > .acts") == []
    assert len(soup.select(f"#{answer.anchor} .report")) == 1


def test_a_closed_page_still_offers_to_report(client: Client) -> None:
    page = factories.article(comments="closed")
    factories.comment(page)
    soup = soup_of(client.get(page.url))
    assert len(soup.select(".report")) == 1
    assert soup.select("[data-reply]") == []


def test_the_form_shows_the_comment_and_asks_for_neither_name_nor_address(
    client: Client, comment: Comment
) -> None:
    answer = client.get(_address(comment))
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Run through the pain." in text_of(answer)
    names = {field["name"] for field in soup_of(answer).select("main :is(input, textarea, select)")}
    assert names == {"reason", "details"}
    assert not answer.cookies


def test_a_report_is_stored_and_thanked_for(client: Client, comment: Comment) -> None:
    answer = _report(comment, client, reason="rude", details="  About beginners.\r\n")
    assert (answer.status_code, answer["Cache-Control"]) == (303, "no-store")
    stored = Report.objects.get()
    assert (stored.comment, stored.reason, stored.details) == (comment, "rude", "About beginners.")
    assert (stored.sender_address, stored.closed_at) == ("192.0.2.1", None)
    thanks = client.get(answer["Location"])
    assert thanks["X-Robots-Tag"] == "noindex"
    assert "with the moderators" in text_of(thanks)
    hrefs = [link["href"] for link in soup_of(thanks).select("main a")]
    assert hrefs == [f"{comment.page.url}#comments", f"/comments/thread/{comment.pk}/"]
    assert "Run through the pain." in text_of(client.get(comment.page.url))


@pytest.mark.parametrize(
    ("words", "field", "message"),
    [
        ({"reason": ""}, "reason", "Choose what comes closest."),
        ({"reason": "\0"}, "reason", "Choose one of these."),
        ({"reason": "boring"}, "reason", "Choose one of these."),
        ({"details": "x" * 501}, "details", "Please shorten it to 500 characters."),
        ({"details": "a\0b"}, "details", "null character"),
        ({"details": "a \u202e b"}, "details", "direction of reading"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    comment: Comment, words: dict[str, str], field: str, message: str
) -> None:
    answer = _report(comment, **({"details": "Kept."} | words))
    assert answer.status_code == 422
    soup = soup_of(answer)
    assert message in soup.select_one(f"#report-{field}_error").get_text()
    summary = soup.find(attrs={"role": "alert"}).a["href"]
    assert soup.select_one(summary)["name"] == field
    if "details" not in words:
        assert soup.textarea.get_text().strip() == "Kept."
    assert not Report.objects.exists()


def test_a_post_from_elsewhere_or_too_large_is_refused(client: Client, comment: Comment) -> None:
    words = {"reason": "spam"}
    for headers in ({}, {"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert client.post(_address(comment), words, headers=headers).status_code == 403
    headers = {"sec-fetch-site": "same-origin"}
    large = client.post(_address(comment), words | {"details": "x" * 200_000}, headers=headers)
    assert large.status_code == 413
    assert not Report.objects.exists()


def test_what_readers_do_not_see_cannot_be_reported(client: Client) -> None:
    page = factories.article()
    hidden = [factories.comment(page, state=state) for state in State if state != State.APPROVED]
    hidden.append(factories.comment(page, "Under one that waits.", parent=hidden[0]))
    draft = factories.comment(factories.article(), "On a draft.")
    draft.page.unpublish()
    for one in [*hidden, draft]:
        assert client.get(_address(one)).status_code == 404, one
        assert _report(one).status_code == 404
        assert client.get(f"{_address(one)}thanks/").status_code == 404
    assert client.get(f"/comments/report/{10**30}/").status_code == 404
    assert not Report.objects.exists()


def test_the_same_address_counts_once_a_day_for_one_comment(comment: Comment) -> None:
    for _ in range(3):
        assert _report(comment).status_code == 303
    assert _report(comment, ip="192.0.2.2").status_code == 303
    assert Report.objects.count() == 2
    Report.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    _report(comment)
    assert Report.objects.count() == 3


def test_too_many_reports_are_told_when_to_go_on_and_keep_the_words(
    comment: Comment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "MAX_IN_WINDOW", 2)
    for text in ("One.", "Two."):
        _report(factories.comment(comment.page, text))
    answer = _report(comment, details="Kept.")
    assert answer.status_code == 429
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert "Please send this again in 60 minutes (from" in text_of(answer)
    assert soup_of(answer).textarea.get_text().strip() == "Kept."
    assert soup_of(answer).select_one("input[checked]")["value"] == "unsafe"
    assert _report(comment, ip="192.0.2.9").status_code == 303
    Report.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert _report(factories.comment(comment.page, "Three.")).status_code == 303


def test_a_get_reports_nothing(client: Client, comment: Comment) -> None:
    client.get(_address(comment), {"reason": "spam"})
    client.get(f"{_address(comment)}thanks/")
    assert not Report.objects.exists()


# -- the desk's side ------------------------------------------------------------------------------


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(moderator())
    return client


@pytest.fixture
def reported(comment: Comment) -> Comment:
    _report(comment, reason="rude", details="<b>Rude</b> to beginners")
    _report(comment, ip="192.0.2.2", reason="unsafe")
    _report(comment, ip="192.0.2.3", reason="rude")
    return comment


def _row(desk: Client, comment: Comment, **query: str) -> Any:
    return soup_of(desk.get(DESK, query)).select_one(f"[data-desk-row='{comment.pk}']")


def test_the_desk_lists_what_is_reported_and_why(desk: Client, reported: Comment) -> None:
    factories.comment(reported.page, "Fine.")
    soup = soup_of(desk.get(DESK, {"state": "reported"}))
    assert [row["data-desk-row"] for row in soup.select("[data-desk-row]")] == [str(reported.pk)]
    told = soup.select_one(".desk-reports")
    words = " ".join(told.get_text(" ").split())
    assert "Reported 3×: It is rude or hateful (2), Its advice could hurt somebody (1)" in words
    assert "“<b>Rude</b> to beginners”" in words
    assert told.select("b") == []


def test_the_admins_home_tells_how_many_comments_are_reported(desk: Client, reported: Comment) -> None:
    home = soup_of(desk.get("/admin/"))
    assert "1 comment is reported" in " ".join(home.get_text(" ").split())
    (link,) = home.select("a[href$='?state=reported']")
    assert str(reported.pk) in desk.get(link["href"]).content.decode()


def test_keeping_a_comment_closes_its_reports_and_is_logged(desk: Client, reported: Comment) -> None:
    button = next(
        one for one in _row(desk, reported, state="reported").select("button") if one.text == "Keep"
    )
    data = {button["name"]: button["value"], "reason": "Blunt, not rude"}
    answer = desk.post(f"{DESK}decide/", data, follow=True)
    assert "1 comment kept." in editing.told(answer)
    assert Comment.objects.get().state == State.APPROVED
    assert not Report.objects.open().exists()
    decision = Decision.objects.get()
    assert (decision.from_state, decision.to_state) == (State.APPROVED, State.APPROVED)
    assert (decision.batch.by.username, decision.batch.reason) == ("moderator", "Blunt, not rude")
    assert _row(desk, reported, state="reported") is None
    assert "Keep" not in [one.text for one in _row(desk, reported, state="approved").select("button")]
    assert "Blunt, not rude" in text_of(desk.get(f"{DESK}{reported.pk}/"))


@pytest.mark.parametrize("state", [State.REJECTED, State.SPAM, State.APPROVED])
def test_any_decision_closes_reports_and_undo_opens_them_again(reported: Comment, state: State) -> None:
    by, other = moderator(), factories.comment(reported.page, "Another.")
    _report(other)
    batch = decide([reported.pk], state, by)
    assert set(Report.objects.open()) == set(other.reports.all())
    assert set(reported.reports.values_list("closed_at", flat=True)) == {batch.at}
    undo(batch, by)
    assert Comment.objects.reported().count() == 2
    assert Comment.objects.get(pk=reported.pk).state == State.APPROVED


def test_keeping_a_comment_tells_nobody_again(reported: Comment, monkeypatch: pytest.MonkeyPatch) -> None:
    acted: list[int] = []
    monkeypatch.setattr(settling, "AFTERMATH", [lambda comment: acted.append(comment.pk)])
    undo(decide([reported.pk], State.APPROVED, moderator()), None)
    settling.settle(timezone.now() + timedelta(minutes=11))
    assert acted == []
    decide([reported.pk], State.REJECTED, None)
    settling.settle(timezone.now() + timedelta(minutes=11))
    assert acted == [reported.pk]


def test_undo_opens_nothing_that_was_decided_anew(reported: Comment) -> None:
    by = moderator()
    first = decide([reported.pk], State.SPAM, by)
    decide([reported.pk], State.APPROVED, by)
    undo(first, by)
    assert not Report.objects.open().exists()


def test_what_the_filter_does_by_itself_closes_nothing(reported: Comment) -> None:
    decide([reported.pk], State.APPROVED, automatic=True)
    assert Report.objects.open().count() == 3
    assert not Decision.objects.exists()


def test_approving_what_nobody_reported_still_changes_nothing(comment: Comment) -> None:
    assert not decide([comment.pk], State.APPROVED, moderator()).decisions.exists()


def test_reports_go_with_the_words_they_are_about(reported: Comment) -> None:
    erase([reported.pk], moderator())
    assert not Report.objects.exists()


def test_a_report_that_comes_after_the_decision_is_not_stored(comment: Comment) -> None:
    Comment.objects.update(state=State.REJECTED)
    assert reporting.report(comment, {"reason": "spam", "details": ""}, None) is None
    assert not Report.objects.exists()
