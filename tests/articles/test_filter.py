"""The article index by what a reader has: nothing else is needed, and no more time."""

from importlib import import_module
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles.fitting import articles_that_fit
from articles.models import ArticleNeed, ArticlePage
from exercises.dose import minutes_of
from exercises.having import Having
from exercises.models import Equipment, ExercisePage
from tests import factories
from tests.benchmarks import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

fill = import_module("articles.migrations.0006_needs").fill

TIMED, UNTIMED = {"sets": 2, "hold_seconds": 150}, {"sets": 3, "reps": 10}


def _soup(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def _titles(soup: BeautifulSoup) -> set[str]:
    return {heading.get_text(strip=True) for heading in soup.select(".card h3")}


def _article(title: str, *needs: str, dose: dict = UNTIMED, **fields: Any) -> ArticlePage:
    """An article with an exercise for each of `needs` and one that needs nothing."""
    known = {thing.name: thing.pk for thing in Equipment.objects.all()}
    blocks = [
        factories.exercise_block(f"With {name}", equipment=[{"id": known.get(name), "name": name}], dose=dose)
        for name in needs
    ]
    blocks.append(factories.exercise_block("Bare", dose=dose))
    return factories.article(title, body=[factories.exercise_list(*blocks)], **fields)


@pytest.fixture
def shelf() -> None:
    """A mat, a band and a chair in the library."""
    for name in ("Mat", "Loop band", "Chair"):
        factories.equipment(name)


# -- the database's answer, against the plain one --------------------------------------------------

NAMES = ("Mat", "Band", "Chair")
wanted = st.lists(st.sampled_from([*NAMES, "mat", "Straße"]), max_size=2, unique=True)
doses = st.sampled_from([{}, UNTIMED, TIMED, {"duration_seconds": 29, "side": "each", "rest_seconds": 30}])
exercise_lists = st.lists(st.tuples(wanted, doses, st.sampled_from(["typed", "library"])), max_size=3)
havings = st.builds(
    Having,
    things=st.none() | st.lists(st.sampled_from(NAMES), unique=True),
    minutes=st.none() | st.integers(1, 12),
    own_pace=st.just(False),
) | st.builds(Having, things=st.none() | st.just([NAMES[0]]), own_pace=st.just(True))


@pytest.fixture
def shelves() -> tuple[list[ArticlePage], dict[str, Equipment]]:
    for name in ("Straße", *NAMES):
        factories.equipment(name)
        factories.exercise(f"Entry {name}", equipment=[factories.equipment(name)], sets=1, hold_seconds=50)
    factories.equipment("Straße").exercise_items.all().delete()  # so that it can be deleted
    return [factories.article(body=[]) for _ in range(3)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bodies=st.tuples(exercise_lists, exercise_lists, exercise_lists),
    asked=st.lists(havings, min_size=1, max_size=4),
    change=st.sampled_from(["nothing", "rename", "delete", "unpublish"]),
)
@example(
    bodies=([(["Straße", "mat"], TIMED, "typed")], [(["Band"], {}, "library")], []),
    asked=[Having(things=list(NAMES)), Having(things=[]), Having(minutes=5)],
    change="delete",
)
def test_what_fits_is_what_a_reader_would_find_by_reading_every_article(
    shelves: list[ArticlePage], bodies: tuple, asked: list[Having], change: str
) -> None:
    with transaction.atomic():
        for page, exercises in zip(shelves, bodies, strict=True):
            page.body = _body(exercises)
            page.live = True
            page.save()
        _change(change, shelves[0])
        every = [ArticlePage.objects.get(pk=page.pk) for page in shelves]
        for having in asked:
            if having.things is not None:
                named = Equipment.objects.filter(slug__in=[name.lower() for name in having.things])
                having = Having(tuple(named), having.minutes, having.own_pace)
            found = set(articles_that_fit(ArticlePage.objects.live(), having).values_list("pk", flat=True))
            assert found == {page.pk for page in every if page.live and _fits(page, having)}
        assert _rows() == _filled()
        transaction.set_rollback(True)


def _body(exercises: list) -> list[tuple[str, Any]]:
    known = {thing.name: thing.pk for thing in Equipment.objects.all()}
    entry = ExercisePage.objects.get(title="Entry Band")
    blocks = []
    for names, dose, source in exercises:
        block = factories.exercise_block(
            "One", dose=dose, equipment=[{"id": known.get(name), "name": name} for name in names]
        )
        if source == "library":
            block["library"] = entry.pk
        blocks.append(block)
    stored = [factories.exercise_list(*blocks)] if blocks else []
    return ArticlePage._meta.get_field("body").stream_block.to_python(stored)


def _change(change: str, page: ArticlePage) -> None:
    if change == "rename":
        Equipment.objects.filter(name="Mat").update(name="Thick mat")
    elif change == "delete":
        Equipment.objects.get(name="Straße").delete()
    elif change == "unpublish":
        page.unpublish()


def _fits(page: ArticlePage, having: Having) -> bool:
    exercises = page.content.exercises
    if not having:
        return True
    needed = {item.name.casefold() for exercise in exercises for item in exercise.equipment}
    if not exercises or (
        having.things is not None and needed - {thing.name.casefold() for thing in having.things}
    ):
        return False
    total = page.content.total_seconds
    if having.own_pace:
        return total is None
    return having.minutes is None or (total is not None and minutes_of(total) <= having.minutes)


def _rows() -> set[tuple]:
    return set(ArticleNeed.objects.values_list("article", "equipment", "name"))


def _filled() -> set[tuple]:
    """What the migration writes where it finds these articles."""
    ArticleNeed.objects.all().delete()
    fill(apps, None)
    return _rows()


# -- what is written when --------------------------------------------------------------------------


def test_an_unpublished_change_does_not_move_an_article_to_other_shelves(shelf: None) -> None:
    page = factories.publish(_article("Bare floor"))
    page.body = _article("Other", "Mat").body
    revision = page.save_revision()
    assert not page.needs.exists()
    revision.publish()
    assert list(page.needs.values_list("equipment__name", "name")) == [("Mat", "mat")]


def test_an_article_that_is_refused_keeps_its_needs(shelf: None) -> None:
    page = _article("Mat work", "Mat")
    page.body, page.title = [], ""
    with pytest.raises(ValidationError):
        page.save()
    assert [str(need) for need in page.needs.all()] == ["mat"]


# -- the list --------------------------------------------------------------------------------------


@pytest.fixture
def shelves_of_articles(shelf: None) -> None:
    running = factories.topic("Running")
    _article("Bare and brief", dose={"hold_seconds": 240}, topics=[running])
    _article("Mat and brief", "Mat", dose={"hold_seconds": 120})
    _article("Mat at leisure", "Mat", dose=UNTIMED, topics=[running])
    _article("Mat and band, long", "Mat", "Loop band", dose={"hold_seconds": 309})
    _article("A towel too", "Mat", "Towel", dose=TIMED)
    factories.article("Words only", body=[factories.paragraph()])
    _article("Draft", live=False)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("have=none", {"Bare and brief"}),
        ("have=mat", {"Bare and brief", "Mat and brief", "Mat at leisure"}),
        ("have=none&have=mat", {"Bare and brief", "Mat and brief", "Mat at leisure"}),
        ("have=mat&have=loop-band&minutes=5", {"Bare and brief", "Mat and brief"}),
        ("have=mat&have=loop-band&minutes=15", {"Bare and brief", "Mat and brief", "Mat and band, long"}),
        ("minutes=own", {"Mat at leisure"}),
        ("have=mat&topic=running", {"Bare and brief", "Mat at leisure"}),
        ("have=&minutes=&topic=running", {"Bare and brief", "Mat at leisure"}),
    ],
)
def test_the_index_lists_what_needs_nothing_else(
    shelves_of_articles: None, client: Client, query: str, titles: set[str]
) -> None:
    assert _titles(_soup(client, f"{factories.article_index().url}?{query}")) == titles


def test_a_filtered_index_says_what_was_chosen_and_how_to_take_it_back(
    shelves_of_articles: None, client: Client
) -> None:
    index = factories.article_index()
    soup = _soup(client, f"{index.url}?have=mat&have=chair&minutes=5&topic=running")
    assert {a.contents[0].strip(): a["href"] for a in soup.select(".applied a")} == {
        "You have: Chair": "?topic=running&have=mat&minutes=5",
        "You have: Mat": "?topic=running&have=chair&minutes=5",
        "5 minutes at most": "?topic=running&have=chair&have=mat",
        "Clear all": f"{index.url}?topic=running",
    }
    assert soup.select_one(".own-pace a")["href"] == "?topic=running&have=chair&have=mat&minutes=own"
    assert "1 fits but has no set time" in soup.select_one(".own-pace").get_text(" ", strip=True)
    assert [box["value"] for box in soup.select(".having [checked]")] == ["chair", "mat"]
    assert soup.select_one(".having option[selected]")["value"] == "5"
    assert (
        soup.select_one(".having [type=hidden]").attrs.items()
        >= {"name": "topic", "value": "running"}.items()
    )
    assert soup.title.string.startswith("You have: Chair, You have: Mat, 5 minutes at most | Running | ")
    assert soup.select_one("[rel=canonical]")["href"].endswith(f"{index.url}?topic=running")
    topics = {a.contents[0].strip(): a["href"] for a in soup.select(".rows a")}
    assert topics["All topics"] == f"{index.url}?have=chair&have=mat&minutes=5"


def test_topics_are_counted_as_the_filter_stands(shelves_of_articles: None, client: Client) -> None:
    index = factories.article_index()
    soup = _soup(client, f"{index.url}?have=none&topic=running")
    assert soup.select_one(".rows [aria-current]").get_text(" ", strip=True) == "Running 1"


def test_where_nothing_fits_there_is_a_way_back(shelves_of_articles: None, client: Client) -> None:
    index = factories.article_index()
    factories.topic("Sitting")
    _article("Chair only", "Chair", topics=[factories.topic("Sitting")])
    soup = _soup(client, f"{index.url}?have=none&topic=sitting")
    assert not _titles(soup)
    assert soup.select_one(".empty a")["href"] == index.url


def test_further_pages_keep_what_a_reader_has(shelf: None, client: Client) -> None:
    index = factories.article_index()
    bulk.add_articles(index, [factories.person()], index.per_page + 1)
    soup = _soup(client, f"{index.url}?have=none&have=mat")
    assert [a["href"] for a in soup.select(".pager a")] == ["?have=mat&page=2"]
    assert soup.select_one("[rel=canonical]")["href"].endswith(index.url)


# -- cards and the article -------------------------------------------------------------------------


def test_cards_and_the_article_tell_the_time_or_that_there_is_none(
    shelves_of_articles: None, client: Client
) -> None:
    soup = _soup(client, factories.article_index().url)
    told = {
        card.h3.get_text(strip=True): card.select_one(".info").get_text(" ", strip=True)
        for card in soup.select(".card")
    }
    assert "about 15 min" in told["Mat and band, long"]
    assert "at your own pace" in told["Mat at leisure"]
    assert "pace" not in told["Words only"]
    page = _soup(client, ArticlePage.objects.get(title="Mat at leisure").url)
    assert "at your own pace" in page.select_one(".plan .sum").get_text(" ", strip=True)
    assert "At your own pace" in page.select_one(".needs").get_text(" ", strip=True)
    needs = _soup(client, ArticlePage.objects.get(title="Bare and brief").url).select(".needs-list > li")
    assert [item.b.get_text(strip=True) for item in needs] == ["No equipment", "4 minutes"]


def test_an_article_says_how_much_of_it_goes_without_each_thing(shelf: None, client: Client) -> None:
    page = _article("Two things", "Mat", "Loop band")
    mat, band, _time = _soup(client, page.url).select(".needs-list > li")
    assert mat.summary.get_text(" ", strip=True) == "Without it: 2 of 3 (Mat)"
    anchors = [exercise.anchor for exercise in page.content.exercises]
    assert [a["href"] for a in mat.select("details a")] == [f"#{anchors[1]}", f"#{anchors[2]}"]
    assert band.summary.get_text(" ", strip=True) == "Without it: 2 of 3 (Loop band)"


def test_a_thing_that_every_exercise_needs_is_said_to_be(shelf: None, client: Client) -> None:
    block = factories.exercise_block(equipment=[{"id": None, "name": "Mat"}])
    page = factories.article(body=[factories.exercise_list(block, block)])
    mat, _time = _soup(client, page.url).select(".needs-list > li")
    assert "In every exercise" in mat.get_text()
    assert mat.summary is None
