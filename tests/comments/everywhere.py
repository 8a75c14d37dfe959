"""Looking for words in everything that is stored."""

from django.db import connection

from comments.search import lookup


def columns_holding(*words: str) -> set[tuple[str, str]]:
    """(table, column) of every row of the database in which one of `words` stands, whatever the case."""
    lookup.tidy()  # as the job does that ends an erasure
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if connection.vendor == "sqlite":
            tables.remove("comments_words")  # can only be asked; what it stores is in tables of its own
        return {(table, column) for table in tables for column in _holding(cursor, table, words)}


def _holding(cursor, table: str, words: tuple[str, ...]) -> set[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    names = [column[0] for column in cursor.description]
    return {
        name
        for row in cursor.fetchall()
        for name, value in zip(names, row, strict=True)
        if any(word.casefold() in _text(value) for word in words)
    }


def _text(value: object) -> str:
    return (value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)).casefold()
