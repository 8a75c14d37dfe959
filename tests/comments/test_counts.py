"""How many comments there are, where articles are listed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.models import State
from tests import factories
from tests.comments.writing import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def article() -> Any:
    return factories.article(topics=[factories.topic()])


def _counts(client: Client, address: str) -> dict[str, str]:
    links = soup_of(client.get(address)).select("main .count")
    return {link["href"]: " ".join(link.get_text().split()) for link in links}


def test_lists_tell_the_number_and_lead_to_the_comments(client: Client, article: Any) -> None:
    for number in range(4):
        factories.comment(article, f"{number}")
    factories.article("Nobody wrote here")
    person = article.authors.first().person
    told = {f"{article.url}#comments": f"4 comments: {article.title}"}
    index = factories.article_index().url
    for address in (index, f"{index}?topic=back-and-hips", factories.home().url, person.url):
        assert _counts(client, address) == told, address


def test_the_lead_of_the_home_page_tells_its_number_too(client: Client, article: Any) -> None:
    factories.comment(article)
    assert list(_counts(client, factories.home().url).values()) == [f"1 comment: {article.title}"]


def test_only_what_readers_see_is_counted(client: Client, article: Any) -> None:
    for state in State:
        root = factories.comment(article, state, state=state)
        factories.comment(article, f"Reply to {state}", parent=root)
    # One is approved; of the replies only the one to what waits is hidden with it.
    head = soup_of(client.get(article.url)).select_one(".head [href='#comments']").get_text(strip=True)
    assert head == "5 comments"
    assert list(_counts(client, factories.article_index().url).values()) == [f"5 comments: {article.title}"]


def test_nothing_is_told_where_there_are_none_open_or_closed(client: Client) -> None:
    factories.article()
    factories.article(comments="closed")
    assert _counts(client, factories.article_index().url) == {}


def test_closed_comments_are_counted_as_long_as_there_are_some(client: Client) -> None:
    factories.comment(factories.article(comments="closed"))
    assert len(_counts(client, factories.article_index().url)) == 1


def test_one_query_counts_for_the_whole_list(client: Client) -> None:
    address = factories.article_index().url
    articles = [factories.article() for _ in range(5)]
    client.get(address)
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert sum("comments_comment" in query["sql"] for query in queries) == 1
        for article in articles:
            factories.comment(article)
