"""Looking for words in everything that is stored."""

from django.db import DatabaseError, connection, transaction


def columns_holding(*words: str) -> set[tuple[str, str]]:
    """(table, column) of every row of the database in which one of `words` stands, whatever the case."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {(table, column) for table in tables for column in _holding(cursor, table, words)}


def _holding(cursor, table: str, words: tuple[str, ...]) -> set[str]:
    try:
        with transaction.atomic():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    except DatabaseError as error:
        # The full-text index of SQLite; what it consists of are tables of their own.
        if "does not support scanning" not in str(error):
            raise
        return set()
    names = [column[0] for column in cursor.description]
    return {
        name
        for row in cursor.fetchall()
        for name, value in zip(names, row, strict=True)
        if any(_stands_in(word.casefold(), value) for word in words)
    }


def _stands_in(word: str, value: object) -> bool:
    if not isinstance(value, bytes | memoryview):
        return word in str(value).casefold()
    # A full-text index leaves out with how many letters a word begins as the word before it.
    return word[min(2, len(word) // 3) :].encode() in bytes(value).lower()
