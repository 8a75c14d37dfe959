"""What a post asks of the database."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.comments.writing import send, soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _address() -> str:
    blocks = [factories.exercise_block(library=factories.exercise()) for _ in range(3)]
    page = factories.article(body=[factories.paragraph(), factories.exercise_list(*blocks)])
    return f"/comments/{page.pk}/"


def test_a_post_about_the_whole_page_looks_up_no_exercise(client: Client) -> None:
    address = _address()
    send(address, client, text="The first post fills what a process keeps.")
    with CaptureQueriesContext(connection) as asked:
        assert send(address, client).status_code == 303
    assert not [query for query in asked.captured_queries if "exercises_exercisepage" in query["sql"]]
    assert len(asked) <= 15  # with the two of the transaction


@pytest.mark.parametrize("status", [422, 429])
def test_a_refused_post_gets_the_steps_to_choose_from_again(client: Client, status: int) -> None:
    address = _address()
    if status == 429:
        for number in range(10):
            send(address, client, text=f"Week {number} went well.")
    answer = send(address, client, text="" if status == 422 else "One more.")
    assert answer.status_code == status
    assert len(soup_of(answer).select("select[name=exercise] option")) == 4
