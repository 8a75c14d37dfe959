"""The triggers on SQLite around migrations: Django remakes tables there, which triggers don't survive."""

from typing import Any

from django.db import connections

from comments.search import sqlite


def before_migrations(using: str, plan: Any = (), **kwargs: Any) -> None:
    """Take the triggers away: those that read a table would not let it be remade."""
    if plan and connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            sqlite.drop_triggers(cursor)


def after_migrations(using: str, plan: Any = (), **kwargs: Any) -> None:
    """Make them where they are missing, and index anew what may have changed in between."""
    if connections[using].vendor != "sqlite":
        return
    with connections[using].cursor() as cursor:
        if not sqlite.lacks_triggers(cursor):
            return
        sqlite.make_triggers(cursor)
        if any(migration.app_label == "comments" for migration, _backwards in plan or ()):
            sqlite.fill(cursor)
