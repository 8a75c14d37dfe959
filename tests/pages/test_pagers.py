"""A long list says where it goes on, in the words of its kind."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from exercises.models import ExerciseIndexPage
from tests import factories
from tests.benchmarks import bulk

pytestmark = pytest.mark.django_db


def _pager(client: Client, address: str) -> dict[str, str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {link.get_text(strip=True): link["href"] for link in soup.select(".pager a")}


def test_articles_go_on_from_newer_to_older(client: Client) -> None:
    author, index = factories.person(), factories.article_index()
    bulk.add_articles(index, [author], index.per_page * 2 + 1)
    assert _pager(client, index.url) == {"Older": "?page=2"}
    assert _pager(client, f"{index.url}?page=2") == {"Newer": "?page=1", "Older": "?page=3"}


def test_the_library_goes_on_by_page_and_keeps_its_filters(client: Client) -> None:
    factories.exercise()
    index = ExerciseIndexPage.objects.get()
    bulk.add_exercises(index, 30)
    assert _pager(client, f"{index.url}?level=beginner") == {"Next page": "?level=beginner&page=2"}
    assert _pager(client, f"{index.url}?level=beginner&page=2") == {"Previous page": "?level=beginner&page=1"}
