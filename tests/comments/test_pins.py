"""Comments about one exercise of their page: choosing it, reading it, and following it when it moves."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, State, Step
from tests import factories
from tests.comments.desk_things import moderator
from tests.comments.writing import send, soup_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _article(*names: str, **fields: Any) -> Any:
    blocks = [factories.exercise_block(name) for name in names or ("Wall sit", "Side plank", "Bird dog")]
    return factories.article(body=[factories.paragraph(), factories.exercise_list(*blocks)], **fields)


def _step(page: Any, number: int) -> Step:
    return page.commentable_steps()[number - 1]


def _card(client: Client, page: Any, step: Step) -> Any:
    return soup_of(client.get(page.url)).select_one(f"#{step.anchor} .step-talk")


def _write(page: Any) -> str:
    return f"/comments/{page.pk}/"


# -- choosing -------------------------------------------------------------------------------------


def test_the_form_offers_the_whole_page_and_each_step(client: Client) -> None:
    page = _article()
    for address in (page.url, _write(page)):
        options = soup_of(client.get(address)).select("select[name=exercise] option")
        assert [option.get_text() for option in options] == [
            "The whole page", "1. Wall sit", "2. Side plank", "3. Bird dog",
        ]  # fmt: skip


@pytest.mark.parametrize(
    "make", [lambda: _article("Alone"), lambda: factories.article(body=[]), factories.exercise]
)
def test_there_is_nothing_to_choose_without_several_steps(client: Client, make: Any) -> None:
    page = make()
    for address in (page.url, _write(page)):
        assert soup_of(client.get(address)).select("select[name=exercise], .step-talk") == []


def test_steps_of_several_lists_are_counted_through(client: Client) -> None:
    body = [factories.exercise_list(factories.exercise_block(name)) for name in ("One", "Two")]
    assert [(step.number, step.name) for step in factories.article(body=body).commentable_steps()] == [
        (1, "One"),
        (2, "Two"),
    ]


def test_a_card_leads_to_the_form_with_its_step_chosen(client: Client) -> None:
    page = _article()
    step = _step(page, 2)
    (link,) = _card(client, page, step).select("a")
    assert link.get_text(strip=True) == "Comment on this step: Side plank"
    (chosen,) = soup_of(client.get(link["href"])).select("option[selected]")
    assert chosen["value"] == step.id


@pytest.mark.parametrize("asked", ["", "nothing", "%00", "%FF", "x" * 3000])
def test_a_step_that_does_not_exist_chooses_nothing(client: Client, asked: str) -> None:
    answer = client.get(f"{_write(_article())}?step={asked}")
    assert answer.status_code == 200
    chosen = [option["value"] for option in soup_of(answer).select("option[selected]")]
    assert chosen in ([], [""])  # without one, browsers choose the first: the whole page


def test_what_is_chosen_is_stored_and_told_on_the_writers_own_page(client: Client) -> None:
    page = _article()
    answer = send(_write(page), client, exercise=_step(page, 3).id)
    assert Comment.objects.get().exercise == _step(page, 3).id
    assert "About step 3: Bird dog" in text_of(client.get(answer["Location"]))
    send(_write(page), client, text="All of it.", exercise="")
    assert Comment.objects.get(text="All of it.").exercise == ""


@pytest.mark.parametrize("value", ["gone", "\0", "x" * 3000])
def test_only_steps_of_this_very_page_are_taken_and_nothing_typed_is_lost(client: Client, value: str) -> None:
    page, other = _article(), _article()
    for wrong in (value, _step(other, 1).id):
        answer = send(_write(page), client, text="My words.", exercise=wrong)
        assert answer.status_code == 422
        field = soup_of(answer).select_one(".about-field")
        assert "no longer on the page" in field.select_one(".error").get_text()
        assert soup_of(answer).textarea.get_text().strip() == "My words."
    assert not Comment.objects.exists()


def test_a_reply_has_no_step_of_its_own(client: Client) -> None:
    page = _article()
    parent = factories.comment(page, exercise=_step(page, 1).id)
    address = f"{_write(page)}reply/{parent.pk}/"
    assert soup_of(client.get(address)).select("select") == []
    send(address, client, exercise=_step(page, 2).id)
    assert Comment.objects.get(parent=parent).exercise == ""


# -- reading --------------------------------------------------------------------------------------


def test_a_pinned_comment_tells_its_step_and_leads_to_the_card(client: Client) -> None:
    page = _article()
    step = _step(page, 2)
    comment = factories.comment(page, exercise=step.id)
    for address, target in ((page.url, ""), (f"/comments/thread/{comment.pk}/", page.url)):
        pin = soup_of(client.get(address)).select_one(f"#{comment.anchor} .pin")
        assert " ".join(pin.get_text().split()) == "About step 2: Side plank"
        assert pin.a["href"].endswith(f"{target}#{step.anchor}")


def test_a_card_leads_to_its_only_comment_where_it_stands(client: Client) -> None:
    page = _article()
    comment = factories.comment(page, exercise=_step(page, 1).id)
    factories.comment(page, "A reply does not count.", parent=comment)
    factories.comment(page, "Nor does one that waits.", exercise=_step(page, 1).id, state=State.PENDING)
    link = _card(client, page, _step(page, 1)).a
    assert " ".join(link.get_text().split()) == "1 comment on this step: Wall sit"
    assert link["href"] == f"#{comment.anchor}"
    assert len(_card(client, page, _step(page, 2)).select("a")) == 1


def test_a_card_leads_to_all_comments_about_its_step(client: Client) -> None:
    page = _article()
    first, second = (factories.comment(page, text, exercise=_step(page, 3).id) for text in ("One.", "Two."))
    factories.comment(page, "Answered.", parent=first)
    factories.comment(page, "Elsewhere.")
    link = _card(client, page, _step(page, 3)).a
    assert "2 comments on this step" in link.get_text()
    answer = client.get(link["href"])
    assert answer["X-Robots-Tag"] == "noindex"
    soup = soup_of(answer)
    assert [one["id"] for one in soup.select("#comments > .comment")] == [first.anchor, second.anchor]
    assert "Answered." in text_of(answer)
    assert "Elsewhere." not in text_of(answer)
    assert soup.h1.get_text(strip=True) == "Step 3: Bird dog"


def test_a_single_comment_on_another_page_of_threads_is_read_on_the_steps_own(client: Client) -> None:
    page = _article()
    for number in range(51):
        factories.comment(page, f"Comment {number}.")
    factories.comment(page, "The last.", exercise=_step(page, 1).id)
    answer = client.get(_card(client, page, _step(page, 1)).a["href"])
    assert "The last." in text_of(answer)


@pytest.mark.parametrize("step", ["gone", "%00", "x" * 500])
def test_the_list_of_a_step_that_is_not_there_is_not_found(client: Client, step: str) -> None:
    assert client.get(f"{_write(_article())}step/{step}/").status_code == 404


def test_closed_comments_are_still_reached_from_the_card(client: Client) -> None:
    page = _article(comments="closed")
    factories.comment(page, exercise=_step(page, 1).id)
    (link,) = _card(client, page, _step(page, 1)).select("a")
    assert "1 comment on this step" in link.get_text()
    assert _card(client, page, _step(page, 2)) is None


def test_the_number_follows_an_exercise_that_moves_and_the_pin_ends_with_it(client: Client) -> None:
    page = _article()
    comment = factories.comment(page, exercise=_step(page, 3).id)
    raw = list(page.body.raw_data)
    items = raw[1]["value"]["exercises"]
    raw[1]["value"]["exercises"] = [items[2], items[0], items[1]]
    page.body = raw
    page = factories.publish(page)
    assert "About step 1: Bird dog" in text_of(client.get(page.url))
    raw[1]["value"]["exercises"] = items[:2]
    page.body = raw
    page = factories.publish(page)
    soup = soup_of(client.get(page.url))
    assert soup.select(f"#{comment.anchor} .body")
    assert soup.select(".pin") == []


def test_an_exercise_named_with_markup_shows_as_text(client: Client) -> None:
    page = _article("<b>Wall</b> sit", "Plank")
    factories.comment(page, exercise=_step(page, 1).id)
    soup = soup_of(client.get(page.url))
    assert soup.select_one(".pin").select("b") == []
    assert "<b>Wall</b> sit" in soup.select_one(".pin").get_text()


def test_print_sheet_and_structured_data_know_nothing_of_pins(client: Client) -> None:
    page = _article()
    before = client.get(page.print_url).content
    data = soup_of(client.get(page.url)).select("script[type='application/ld+json']")
    factories.comment(page, exercise=_step(page, 1).id)
    assert client.get(page.print_url).content == before
    assert soup_of(client.get(page.url)).select("script[type='application/ld+json']") == data


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pins_add_no_query_to_an_article(client: Client) -> None:
    plain, pinned = _article(), _article()
    for page in (plain, pinned):
        for number in range(1, 4):
            pin = _step(page, number).id if page is pinned else ""
            factories.comment(page, f"{number}", exercise=pin)
    assert _queries(client, pinned.url) == _queries(client, plain.url)


# -- the desk -------------------------------------------------------------------------------------


def test_a_row_of_the_desk_tells_the_step_with_as_many_queries_for_many_articles(client: Client) -> None:
    client.force_login(moderator())
    pages = [_article() for _ in range(3)]
    factories.comment(pages[0], exercise=_step(pages[0], 2).id, state=State.PENDING)
    factories.comment(factories.exercise(), exercise="gone", state=State.PENDING)
    soup = soup_of(client.get("/admin/comments/"))
    assert [" ".join(pin.get_text().split()) for pin in soup.select(".desk-pin")] == [
        "About step 2: Side plank"
    ]
    few = _queries(client, "/admin/comments/")
    for page in pages[1:]:
        factories.comment(page, exercise=_step(page, 1).id, state=State.PENDING)
    assert _queries(client, "/admin/comments/") == few


def test_the_history_of_a_comment_tells_its_step(client: Client) -> None:
    client.force_login(moderator())
    page = _article()
    comment = factories.comment(page, exercise=_step(page, 1).id)
    assert "About step 1: Wall sit" in text_of(client.get(f"/admin/comments/{comment.pk}/"))
