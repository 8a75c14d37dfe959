"""Writing a million rows: without triggers and indexes at first, which are made at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from comments.models import Comment, Finding
from comments.search import postgresql, sqlite


@contextmanager
def loading() -> Iterator[None]:
    """Inside, rows are only stored; afterwards they are indexed, and the database knows how many there are."""
    with connection.cursor() as cursor:
        _prepare(cursor)
        with connection.schema_editor() as editor:
            for index in Comment._meta.indexes:
                editor.remove_index(Comment, index)
        yield
        with connection.schema_editor() as editor:
            for index in Comment._meta.indexes:
                editor.add_index(Comment, index)
        _finish(cursor)


@transaction.atomic
def write(comments: list[dict[str, Any]], findings: list[dict[str, Any]]) -> None:
    """Store the values of so many comments and findings; what is not given gets its default."""
    with connection.cursor() as cursor:
        _insert(cursor, Comment, comments)
        _insert(cursor, Finding, findings)


def _insert(cursor: Any, model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    fields = [field for field in model._meta.concrete_fields if field.attname != "id" or "id" in rows[0]]
    defaults = {field.attname: field.get_default() for field in fields}
    values = [
        [field.get_db_prep_save({**defaults, **row}[field.attname], connection) for field in fields]
        for row in rows
    ]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for one in values:
                copy.write_row(one)
    else:
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def _prepare(cursor: Any) -> None:
    if connection.vendor == "postgresql":
        for model in (Comment, Finding):
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
    else:
        cursor.execute("PRAGMA cache_size = -500000")
        sqlite.drop_triggers(cursor)


def _finish(cursor: Any) -> None:
    if connection.vendor == "postgresql":
        postgresql.fill(cursor)
        for model in (Comment, Finding):
            cursor.execute(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER USER")
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), max(id)) FROM {model._meta.db_table}"
            )
        cursor.execute("VACUUM ANALYZE")
    else:
        sqlite.fill(cursor)
        sqlite.make_triggers(cursor)
