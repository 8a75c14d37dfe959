"""Lists of articles, exercises and people in the admin, in the menu and in the page tree."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _explorer(page: Any) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk])


def _rows(client: Client, address: str) -> list[dict[str, str]]:
    """The table as the editor reads it: one dict a row, by column heading."""
    table = BeautifulSoup(client.get(address).content, "html.parser").select_one("table.listing")
    headings = [" ".join(cell.get_text(" ").split()) for cell in table.select("thead tr:last-child > *")]
    return [
        dict(zip(headings, (" ".join(cell.get_text(" ").split()) for cell in row.select("td")), strict=False))
        for row in table.select("tbody tr")
    ]


def _article(title: str, **fields: Any) -> Any:
    authors = [factories.person("Alex Sample"), factories.person("Jo Example")]
    topics = [factories.topic("Running"), factories.topic("Backs")]
    return factories.article(title, authors=authors, topics=topics, **fields)


@pytest.mark.parametrize("place", ["menu", "tree"])
def test_a_list_of_articles_shows_authors_topic_exercises_and_state(editor: Client, place: str) -> None:
    _article("Six for runners", live=False)
    address = "/admin/articles/" if place == "menu" else _explorer(factories.article_index())
    (row,) = _rows(editor, address)
    assert row["Authors"] == "Alex Sample, Jo Example"
    assert row["Topic"] == "Running"
    assert row["Exercises"] == "2"
    assert "draft" in row["Status"].lower()
    assert any("Six for runners" in text for text in row.values())


@pytest.mark.parametrize("place", ["menu", "tree"])
def test_a_list_of_exercises_shows_area_level_and_equipment(editor: Client, place: str) -> None:
    factories.exercise("Bird dog", equipment=[factories.equipment("Mat"), factories.equipment("Chair")])
    address = "/admin/exercises/" if place == "menu" else _explorer(factories.exercise_index())
    (row,) = _rows(editor, address)
    assert (row["Body area"], row["Level"], row["Equipment"]) == ("Hips", "Beginner", "Mat, Chair")


@pytest.mark.parametrize("place", ["menu", "tree"])
def test_a_list_of_people_shows_credentials_and_role(editor: Client, place: str) -> None:
    factories.person("Alex Sample", credentials="PT", role="therapist")
    address = "/admin/people/" if place == "menu" else _explorer(factories.people_index())
    (row,) = _rows(editor, address)
    assert (row["Credentials"], row["Role"]) == ("PT", "therapist")


def _queries(client: Client, address: str) -> int:
    client.get(address)  # what is kept from request to request is read once
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("place", ["menu", "tree"])
def test_a_list_of_articles_costs_the_same_for_few_and_many(editor: Client, place: str) -> None:
    for number in range(2):
        _article(f"Article {number}")
    address = "/admin/articles/" if place == "menu" else _explorer(factories.article_index())
    few = _queries(editor, address)
    for number in range(6):
        _article(f"More {number}")
    assert _queries(editor, address) == few


def test_a_list_of_exercises_costs_the_same_for_few_and_many(editor: Client) -> None:
    mat = factories.equipment("Mat")
    for _number in range(2):
        factories.exercise(equipment=[mat])
    few = _queries(editor, "/admin/exercises/")
    for _number in range(6):
        factories.exercise(equipment=[mat])
    assert _queries(editor, "/admin/exercises/") == few


@pytest.mark.parametrize(
    ("name", "needle"),
    [("articles_topic", "Running"), ("exercises_muscle", "Gluteus"), ("exercises_equipment", "Loop band")],
)
def test_the_library_lists_and_finds_its_snippets(editor: Client, name: str, needle: str) -> None:
    factories.topic("Running")
    factories.topic("Decoy")
    factories.muscle("Gluteus medius")
    factories.muscle("Decoy")
    factories.equipment("Loop band")
    factories.equipment("Decoy")
    address = reverse(f"wagtailsnippets_{name}:list")
    assert "Decoy" in editor.get(address).content.decode()
    found = editor.get(address, {"q": needle.split()[0]}).content.decode()
    assert needle in found
    assert "Decoy" not in found


def test_a_snippets_slug_follows_its_name(editor: Client) -> None:
    form = BeautifulSoup(editor.get(reverse("wagtailsnippets_articles_topic:add")).content, "html.parser")
    assert form.select_one("[name=name]")["data-w-sync-target-value"] == "#id_slug"
    assert form.select_one("[name=slug]")["data-controller"] == "w-slug"


def test_disclaimers_are_written_in_the_library(editor: Client) -> None:
    assert editor.get(reverse("wagtailsnippets_pages_disclaimer:add")).status_code == 200
