"""The comments and the lists of the desk benchmark."""

import pytest
from django.http import QueryDict

from articles.models import ArticleIndexPage
from comments.desk.filters import Filters
from comments.models import Comment
from tests import factories
from tests.benchmarks import bulk, comments_in_bulk, conversations, desk_lists
from tests.benchmarks.desk import table

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_list_that_takes_too_long_is_told() -> None:
    rows = table({"SQLite": {"fast": [299.0] * 20, "slow": [299.0] * 18 + [301.0] * 2}}).rows
    assert [row[-1] for row in rows] == ["met", "MISSED"]


def test_the_comments_are_varied_and_every_list_is_one_of_the_desk() -> None:
    factories.article()
    bulk.add_articles(ArticleIndexPage.objects.get(), [factories.person()], 60)
    conversations._things.clear()
    made = [conversations._made(number, 1_000) for number in range(800, 1_000)]
    comments_in_bulk.write([row for row, _found in made], [one for _row, found in made for one in found])
    conversations._things.clear()
    assert set(Comment.objects.values_list("state", flat=True)) >= {"pending", "approved", "spam"}
    assert Comment.objects.filter(text=conversations.FLOOD).count() > 10
    assert Comment.objects.exclude(thread=None).exists()
    found = desk_lists.lists()
    for query in found.values():
        Filters.read(QueryDict(query))
    assert "waiting, oldest first, page 2" in "".join(found) or len(found) >= len(desk_lists.LISTS)
