"""Which pages hold all the words that a reader typed: the part of search that depends on the database.

On SQLite Wagtail's search does it. On PostgreSQL that looks through every title and every text: its
conditions fit none of the indexes that it keeps. Here they do: an index each for titles and bodies.
"""

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q
from wagtail.query import PageQuerySet

MOST = 200


def in_title(pages: PageQuerySet, query: str) -> list[int]:
    """Keys of at most `MOST` of `pages`, in their order, whose title holds all words of `query`."""
    if connection.vendor != "postgresql":
        return _keys(pages.search(query, fields=["title"], order_by_relevance=False))
    return _keys(pages.filter(index_entries__title=_asked(query)))


def anywhere(pages: PageQuerySet, query: str) -> list[int]:
    """The same for words that may stand in the title or in any other searched field."""
    if connection.vendor != "postgresql":
        return _keys(pages.search(query, order_by_relevance=False))
    words = _words_that_count(query)
    if not words:
        return []
    # One condition a word, so that one may stand in the title and another in the body.
    conditions = (
        Q(index_entries__title=_asked(word)) | Q(index_entries__body=_asked(word)) for word in words
    )
    return _keys(pages.filter(*conditions))


def _asked(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="plain")


def _words_that_count(query: str) -> list[str]:
    """The words without those like "the", which PostgreSQL leaves out and which nothing would match."""
    words = query.split()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) WITH ORDINALITY AS asked (word, place)"
            " WHERE numnode(plainto_tsquery(word)) > 0 ORDER BY place",
            [words],
        )
        return [word for (word,) in cursor.fetchall()]


def _keys(results: PageQuerySet) -> list[int]:
    return [page.pk for page in results[:MOST]]
