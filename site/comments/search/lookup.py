"""Putting a question to the index."""

from types import ModuleType

from django.db import connection

from comments.search import postgresql, sqlite
from comments.search.asking import Asked


def matching(asked: Asked, limit: int) -> list[int]:
    """Keys of at most `limit` comments that match, in no order, whatever else has to be read."""
    with connection.cursor() as cursor:
        found: list[int] = _index().matching(cursor, asked, limit)
    return found


def among(asked: Asked, keys: list[int]) -> set[int]:
    """Those of `keys` that match."""
    if not keys:
        return set()
    with connection.cursor() as cursor:
        found: set[int] = _index().among(cursor, asked, keys)
    return found


def tidy() -> None:
    """Let nothing stay in the index of words that were erased. PostgreSQL's vacuum does that by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            sqlite.tidy(cursor)


def _index() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
