"""What a page asks of the database does not grow with what it shows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from exercises.models import ExerciseIndexPage
from tests import factories
from tests.benchmarks import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _queries(client: Client, address: str) -> int:
    client.get(address)  # content types and site roots are remembered from then on
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def _typed(count: int) -> Page:
    """An article whose exercises are all written in it."""
    blocks = [
        factories.exercise_block(f"Move {number}", clip={"start": number, "end": number + 1})
        for number in range(count)
    ]
    body = [factories.paragraph(), factories.video(), factories.exercise_list(*blocks)]
    return factories.article(
        body=body, lead_image=factories.image(), lead_image_decorative=True, topics=[factories.topic()]
    )


def _with_everything(count: int) -> Page:
    """An article with a quoted and a reviewing person and `count` library exercises with pictures and equipment."""
    entries = []
    for number in range(count):
        entry = factories.exercise(f"Entry {number}", equipment=[factories.equipment(f"Thing {number}")])
        entry.images.create(image=factories.image(), decorative=True)
        entries.append(entry)
    entries[0].easier_page = entries[-1]
    entries[0].save()
    blocks = [factories.exercise_block("", library=entry, clip={"start": 1, "end": 9}) for entry in entries]
    blocks.append(
        factories.exercise_block("Own", picture={"image": factories.image().pk, "alt_text": "A move"})
    )
    quote = {"type": "quote", "value": {"text": "Slowly.", "speaker": factories.person().pk}}
    body = [
        factories.paragraph(),
        quote,
        factories.video(poster=factories.image().pk),
        factories.exercise_list(*blocks),
    ]
    page = factories.article(
        body=body, lead_image=factories.image(), lead_image_decorative=True, topics=[factories.topic()],
        authors=[factories.person(portrait=factories.image(), portrait_decorative=True), factories.person()], reviewed_by=factories.person(),
    )  # fmt: skip
    return factories.publish(page)


@pytest.mark.parametrize("count", [6, 60])
def test_an_article_costs_the_same_however_many_exercises_it_has(client: Client, count: int) -> None:
    _typed(3), _typed(3), _typed(3)  # three to read next
    page = _typed(count)
    assert _queries(client, page.url) == 13
    assert _queries(client, page.follow_url) == 9


@pytest.mark.parametrize("count", [6, 60])
def test_an_article_of_library_exercises_costs_the_same_too(client: Client, count: int) -> None:
    _typed(3), _typed(3), _typed(3)
    page = _with_everything(count)
    assert _queries(client, page.url) == 20
    assert _queries(client, page.print_url) == 16
    assert _queries(client, page.follow_url) == 18
    assert _queries(client, f"{page.follow_url}app/") == 12


@pytest.mark.parametrize("count", [13, 300])
def test_a_list_of_articles_costs_the_same_however_long_it_is(client: Client, count: int) -> None:
    factories.topic()
    author, index = factories.person(), factories.article_index()
    bulk.add_articles(index, [author], count)
    assert _queries(client, index.url) == 13
    assert _queries(client, f"{index.url}?page=2") == 13
    assert _queries(client, f"{index.url}?have=none") == 13
    assert _queries(client, f"{index.url}?have=none&minutes=5") == 11  # no cards, one number more


@pytest.mark.parametrize("count", [10, 300])
def test_the_library_costs_the_same_however_much_it_holds(client: Client, count: int) -> None:
    entry = factories.exercise(equipment=[factories.equipment()], muscles=[factories.muscle()])
    entry.images.create(image=factories.image(), decorative=True)
    index = ExerciseIndexPage.objects.get()
    bulk.add_exercises(index, count)
    assert _queries(client, index.url) == 18
    assert _queries(client, f"{index.url}?have=loop-band") == 18


@pytest.mark.parametrize(
    ("make", "queries"),
    [
        (lambda: (_typed(6), factories.home().url)[1], 18),
        (lambda: factories.exercise(equipment=[factories.equipment()]).url, 18),
        (lambda: factories.exercise(equipment=[factories.equipment()]).follow_url, 10),
        (lambda: _typed(6).authors.first().person.url, 16),
        (lambda: factories.standard_page().url, 8),
        (lambda: (factories.person(), factories.people_index().url)[1], 10),
        (lambda: (_typed(6), "/search/?q=move")[1], 11),
    ],
    ids=["home", "exercise", "exercise's session", "person", "standard page", "people", "search"],
)  # fmt: skip
def test_nothing_else_asks_more_than_it_does_today(
    client: Client, make: Callable[[], str], queries: int
) -> None:
    assert _queries(client, make()) <= queries
