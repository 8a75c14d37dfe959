"""What readers get from an exercise list: own text first, library text where a field is empty."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exercises.dose import Dose
from exercises.records import Exercise, needed, total_seconds
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _exercises(*lists: dict) -> list[Exercise]:
    return factories.article(body=list(lists)).content.exercises


def test_an_exercise_written_inline_shows_what_was_typed() -> None:
    (one,) = _exercises(factories.exercise_list(factories.exercise_block("Bird dog", stop_if="it pinches")))
    assert (one.name, one.instructions, one.stop_if) == (
        "Bird dog",
        ("Lift from the core.", "Avoid arching."),
        "it pinches",
    )
    assert one.filled == ()
    assert one.url == ""


def test_the_library_fills_only_what_is_left_empty() -> None:
    entry = factories.exercise("Bird dog", cues="Be slow.", equipment=[factories.equipment("Mat")])
    block = factories.exercise_block("My bird dog", library=entry, cues="Be slower.")
    (one,) = _exercises(factories.exercise_list(block))
    assert (one.name, one.cues) == ("My bird dog", ("Be slower.",))
    assert one.instructions == ("Lie down.", "Lift one leg.", "Lower it slowly.")
    assert set(one.filled) == {"instructions", "equipment", "easier", "harder"}
    assert one.url == entry.url


def test_several_lists_number_on() -> None:
    block = factories.exercise_block
    page = factories.article(
        body=[
            factories.exercise_list(block("A"), block("B")),
            factories.paragraph(),
            factories.exercise_list(block("C")),
        ]
    )
    assert [(one.number, one.name) for one in page.content.exercises] == [(1, "A"), (2, "B"), (3, "C")]
    assert [one.first_number for one in page.content.lists] == [1, 3]


def test_a_published_article_keeps_the_library_text_as_it_stood() -> None:
    entry = factories.exercise("Bird dog")
    page = factories.publish(
        factories.article(body=[factories.exercise_list(factories.exercise_block("", library=entry))])
    )
    entry.instructions = "Do something else."
    entry.save()
    page = factories.publish(type(page).objects.get(pk=page.pk))
    assert page.content.exercises[0].instructions[0] == "Lie down."


def test_library_changes_appear_once_the_editor_drops_the_kept_text() -> None:
    entry = factories.exercise("Bird dog")
    page = factories.publish(
        factories.article(body=[factories.exercise_list(factories.exercise_block("", library=entry))])
    )
    entry.instructions = "Do something else."
    entry.save()
    page = page.get_latest_revision_as_object()
    page.body[0].value["exercises"][0]["kept"] = {}
    page = factories.publish(page)
    assert page.content.exercises[0].instructions == ("Do something else.",)


@pytest.mark.parametrize("fate", ["unpublished", "private", "gone"])
def test_an_article_outlives_its_library_page_without_link_or_leak(fate: str) -> None:
    entry = factories.exercise("Bird dog")
    page = factories.publish(
        factories.article(body=[factories.exercise_list(factories.exercise_block("", library=entry))])
    )
    entry.instructions = "A draft that nobody may see."
    entry.save_revision()
    if fate == "unpublished":
        entry.unpublish()
    elif fate == "private":
        entry.view_restrictions.create(restriction_type="login")
    else:
        entry.delete()
    (one,) = type(page).objects.get(pk=page.pk).content.exercises
    assert (one.name, one.instructions[0], one.url) == ("Bird dog", "Lie down.", "")


def test_a_draft_library_page_fills_nothing() -> None:
    entry = factories.exercise("Secret move", live=False)
    (one,) = _exercises(
        factories.exercise_list(factories.exercise_block("Mine", library=entry, instructions="Sit."))
    )
    assert (one.name, one.easier, one.url) == ("Mine", None, "")


def test_a_variation_links_to_its_library_page_only_while_readers_may_open_it() -> None:
    open_page, draft = factories.exercise("Open"), factories.exercise("Draft", live=False)
    entry = factories.exercise("Bird dog", easier_page=open_page, harder_page=draft)
    (one,) = _exercises(factories.exercise_list(factories.exercise_block("", library=entry)))
    assert one.easier is not None
    assert one.harder is not None
    assert (one.easier.url, one.harder.url) == (open_page.url, "")


def test_equipment_is_named_as_the_library_names_it_today() -> None:
    band = factories.equipment("Loop band", detail="Light", substitute="Or none at all.")
    entry = factories.exercise("Walks", equipment=[band])
    page = factories.publish(
        factories.article(body=[factories.exercise_list(factories.exercise_block("", library=entry))])
    )
    band.name = "Mini band"
    band.save()
    (item,) = type(page).objects.get(pk=page.pk).content.needed
    assert (item.name, item.note) == ("Mini band", "Light. Or none at all")


@pytest.mark.parametrize("size", [6, 60])
def test_a_long_list_costs_as_many_queries_as_a_short_one(size: int) -> None:
    band = factories.equipment("Loop band")
    entries = [factories.exercise(equipment=[band]) for _ in range(3)]
    blocks = [factories.exercise_block("", library=entries[number % 3]) for number in range(size)]
    page = factories.publish(factories.article(body=[factories.exercise_list(*blocks)]))
    page = type(page).objects.get(pk=page.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(page.content.exercises) == size
    assert len(queries) == 3, [query["sql"][:90] for query in queries]


def test_what_is_needed_is_listed_once_in_order_of_use() -> None:
    block = factories.exercise_block
    names = [{"id": None, "name": "Mat"}, {"id": None, "name": "Chair"}], [{"id": None, "name": "mat"}]
    exercises = _exercises(factories.exercise_list(*(block(equipment=one) for one in names)))
    assert [item.name for item in needed(exercises)] == ["Mat", "Chair"]


def test_a_routine_with_one_open_dose_has_no_invented_length() -> None:
    timed, open_ended = Exercise("A", dose=Dose(sets=2, hold_seconds=30)), Exercise("B")
    assert total_seconds([timed, timed]) == 120
    assert total_seconds([timed, open_ended]) is None
    assert total_seconds([]) is None


@pytest.mark.parametrize(
    ("query", "canonical"), [("", ""), ("?page=2", "?page=2"), ("?area=hips&page=2", "")]
)
def test_a_further_page_of_the_library_is_a_page_of_its_own(
    client: Client, query: str, canonical: str
) -> None:
    for _ in range(25):
        factories.exercise()
    index = factories.exercise_index()
    soup = BeautifulSoup(client.get(f"{index.url}{query}").content, "html.parser")
    assert soup.find("link", rel="canonical")["href"] == f"{index.full_url}{canonical}"


def test_muscles_to_filter_by_stand_in_the_order_of_the_names_shown(client: Client) -> None:
    muscles = [
        factories.muscle("Gluteus maximus", plain_name="buttocks"),
        factories.muscle("Adductors", plain_name="inner thigh"),
        factories.muscle("Calves"),
    ]
    factories.exercise(muscles=muscles)
    soup = BeautifulSoup(client.get(factories.exercise_index().url).content, "html.parser")
    labels = [
        link.contents[0].strip()
        for link in soup.find(attrs={"aria-labelledby": "filter-muscle"}).find_all("a")
    ]
    assert labels == ["Buttocks", "Calves", "Inner thigh"]
