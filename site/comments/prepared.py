"""Queries whose shape never changes, put into SQL once.

Django takes about ten times as long to put a small query together as the database takes to answer it, and
a post asks a dozen. Here that is done by the first request of a process; later ones only fill in values.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import CharField, Expression, Field, QuerySet


class Slot(Expression):
    """Stands in a query for a value that is given by `name` when it is asked, of the kind of `field`."""

    def __init__(self, name: str, field: Field | None = None) -> None:
        super().__init__(output_field=field or CharField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A mark, and in place of its value the slot itself."""
        return "%s", (self,)

    def fill(self, value: Any) -> Any:
        """`value` as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class _Statement(NamedTuple):
    """A query of `model` as SQL. `converters` turn what the database gives into Python's types, by column."""

    model: Any
    sql: str
    params: tuple[Any, ...]
    columns: list[str]
    converters: dict[int, tuple[list[Callable], Any]]


class Prepared:
    """A query with slots: made by `make` when it is first asked, kept as SQL from then on.

    What it gives is what the queryset would: `rows` for one of `values_list`, `first` for one of objects.
    Annotations, related objects and prefetches are not for this; nor is anything that decides the
    shape of a query from a value.
    """

    def __init__(self, make: Callable[[], QuerySet]) -> None:
        self.make = make
        # By database, since a test may ask more than one.
        self._statements: dict[str, _Statement] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows, with `values` in the slots of these names."""
        return list(self._rows(self._statement(), values))

    def first(self, **values: Any) -> Any:
        """The first object, None where there is none."""
        statement = self._statement()
        row = next(self._rows(statement, values), None)
        return statement.model.from_db(connection.alias, statement.columns, row) if row else None

    def _statement(self) -> _Statement:
        found = self._statements.get(connection.vendor)
        if found is None:
            found = self._statements[connection.vendor] = _put_together(self.make())
        return found

    def _rows(self, statement: _Statement, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        params = [
            param.fill(values[param.name]) if isinstance(param, Slot) else param for param in statement.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, params)
            found = cursor.fetchall()
        return (_converted(row, statement.converters) for row in found)


def _put_together(queryset: QuerySet) -> _Statement:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    columns = [column for column, _sql, _alias in compiler.select]
    names = [getattr(getattr(column, "target", None), "attname", "") for column in columns]
    return _Statement(queryset.model, sql, tuple(params), names, compiler.get_converters(columns))


def _converted(row: Any, converters: dict[int, tuple[list[Callable], Any]]) -> tuple[Any, ...]:
    values = list(row)
    for at, (convert, column) in converters.items():
        for one in convert:
            values[at] = one(values[at], column, connection)
    return tuple(values)
