"""Search finds what readers may open, title matches first, whatever is typed."""

import pytest
from django.http import Http404
from django.test import Client

from home.search import PER_PAGE, clean_query, find
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _titles(query: str, page: str = "1") -> list[str]:
    return [result.title for result in find({"q": query, "page": page}).results]


def _text(words: str) -> list[dict]:
    return [factories.paragraph(f"<p>{words}</p>")]


def test_a_title_match_stands_before_a_newer_body_match() -> None:
    factories.article("Plank for runners", body=_text("Nothing else."))
    factories.article("Decoy", body=_text("The plank, and the plank again, plank plank."))
    assert _titles("plank") == ["Plank for runners", "Decoy"]


def test_every_kind_of_page_is_found() -> None:
    factories.article("Zebra article")
    factories.exercise("Zebra walk")
    factories.person("Zebra Sample")
    factories.standard_page("Zebra rules")
    kinds = {result.kind for result in find({"q": "zebra"}).results}
    assert kinds == {"Article", "Exercise", "Person", "Standard page"}


def test_drafts_and_private_pages_are_never_found() -> None:
    factories.article("Heron draft", live=False)
    hidden = factories.article("Heron private")
    hidden.view_restrictions.create(restriction_type="password", password="x")
    factories.article("Heron open")
    assert _titles("heron") == ["Heron open"]


def test_a_page_is_found_as_soon_as_it_is_published_and_gone_as_soon_as_it_is_not() -> None:
    page = factories.article("Otter", live=False)
    assert _titles("otter") == []
    page = factories.publish(page)
    assert _titles("otter") == ["Otter"]
    page.unpublish()
    assert _titles("otter") == []


def test_long_lists_turn_pages_and_end() -> None:
    for number in range(PER_PAGE + 1):
        factories.article(f"Badger {number}")
    first = find({"q": "badger"})
    assert (len(first.results), first.previous_query, first.next_query) == (PER_PAGE, "", "?q=badger&page=2")
    assert len(_titles("badger", "2")) == 1
    for page in ("3", "0", "-1", "x", "٢", "99999999999"):
        with pytest.raises(Http404):
            find({"q": "badger", "page": page})


@pytest.mark.parametrize(
    "typed",
    ['"', "'", '"plank', "\x00", "plank\x00", "a OR b", "NOT plank", "plank*", "NEAR(a b)", "^plank", "(", "title:plank",
     "-", "& | !", "<->", "x" * 10_000, "word " * 500, "плечо", "肩", "🏃", "\u202eplank", "%", "\\", "the and of", " "],
)  # fmt: skip
def test_nothing_a_reader_types_breaks_the_search(typed: str, client: Client) -> None:
    factories.article("Plank")
    response = client.get("/search/", {"q": typed})
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"


def test_a_hint_says_when_only_part_of_a_question_was_searched() -> None:
    assert clean_query("plank") == ("plank", "")
    assert clean_query('side-plank "hips"') == ("side-plank hips", "")
    query, hint = clean_query("word " * 500)
    assert len(query.split()) == 12
    assert "first words" in hint
    assert clean_query('"*"')[1] != ""
    assert clean_query("")[1] == ""


@pytest.mark.parametrize("word", ["gluteus", "buttocks", "towel", "lantern", "wobbles"])
def test_an_exercise_is_found_by_its_muscles_plain_name_and_by_all_of_its_text(word: str) -> None:
    entry = factories.exercise(
        "Bridge",
        muscles=[factories.muscle("Gluteus maximus", plain_name="buttocks")],
        easier="Use a towel.",
        harder="Hold a lantern.",
        mistakes="The knee wobbles.",
    )
    factories.publish(entry)
    assert _titles(word) == ["Bridge"]


def test_words_may_stand_apart_in_title_and_text() -> None:
    factories.article("Gannet for runners", body=_text("The puffin, too."))
    factories.article("Gannet alone")
    factories.article("Decoy", body=_text("Only a puffin."))
    assert _titles("gannet puffin") == ["Gannet for runners"]


def test_small_words_do_not_hide_what_the_others_find() -> None:
    factories.article("The heron and the eel")
    assert _titles("the heron and the eel") == ["The heron and the eel"]


def test_the_results_say_how_many_were_found(client: Client) -> None:
    for number in range(PER_PAGE + 1):
        factories.article(f"Lynx {number}")
    assert f"{PER_PAGE + 1} pages found for “lynx”" in client.get("/search/?q=lynx").content.decode()
    factories.article("Caracal")
    assert "1 page found for “caracal”" in client.get("/search/?q=caracal").content.decode()
