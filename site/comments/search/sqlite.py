"""The index on SQLite: an FTS5 table without a copy of the texts, and the triggers that keep it.

Django remakes a table to alter it and loses its triggers; a trigger elsewhere that reads the table
makes that fail. So triggers are taken away before migrations and made anew after (see comments.apps).
"""

import json
import unicodedata
from typing import Any

from comments.search.asking import Asked

# A sign for private use counts as a letter to FTS5, and readers' own are taken out of the document.
TAG = "\ue000"
_TABLE = """
CREATE VIRTUAL TABLE comments_words USING fts5(
    document, content='', detail=none, columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 2'
)"""
_TRIGGERS = ("insert", "update", "delete", "found", "lost")
# Each merges so many pages at most: other writers wait for milliseconds only.
_PAGES_A_STEP = 200
_MOST_STEPS = 20_000


def _document(row: str, others: str = "", lost: str = "") -> str:
    """SQL for the document of `row` with the signals that `others` doesn't leave out, and `lost`."""
    names = "SELECT group_concat(' ' || char(57344) || name, '') FROM comments_finding"
    signals = f"coalesce(({names} WHERE comment_id = {row}.id {others}), ''){lost}"
    any_signal = f"CASE WHEN {signals} = '' THEN '' ELSE ' ' || char(57344) || 'any' END"
    text = f"replace({row}.name || ' ' || {row}.email || ' ' || {row}.text, char(57344), ' ')"
    return f"{text} || ' ' || char(57344) || {row}.state || {signals} || {any_signal}"


def _remove(document: str, source: str = "") -> str:
    return (
        f"INSERT INTO comments_words (comments_words, rowid, document) SELECT 'delete', {document} {source};"
    )


def _add(document: str, source: str = "") -> str:
    return f"INSERT INTO comments_words (rowid, document) SELECT {document} {source};"


def make_table(cursor: Any) -> None:
    """Make the empty table."""
    cursor.execute(_TABLE)


def make_triggers(cursor: Any) -> None:
    """Make the triggers anew."""
    drop_triggers(cursor)
    columns = ("name", "email", "text", "state")
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
    remove, add = _remove(f"old.id, {_document('old')}"), _add(f"new.id, {_document('new')}")
    of_new, of_old = (f"FROM comments_comment AS c WHERE c.id = {row}.comment_id" for row in ("new", "old"))
    found = _remove(f"c.id, {_document('c', 'AND id <> new.id')}", of_new) + _add(
        f"c.id, {_document('c')}", of_new
    )
    was = _document("c", lost=" || ' ' || char(57344) || old.name")
    lost = _remove(f"c.id, {was}", of_old) + _add(f"c.id, {_document('c')}", of_old)
    statements = {
        "insert": f"AFTER INSERT ON comments_comment BEGIN {add} END",
        "update": f"AFTER UPDATE OF {', '.join(columns)} ON comments_comment"
        f" WHEN {changed} BEGIN {remove} {add} END",
        "delete": f"AFTER DELETE ON comments_comment BEGIN {remove} END",
        "found": f"AFTER INSERT ON comments_finding BEGIN {found} END",
        "lost": f"AFTER DELETE ON comments_finding BEGIN {lost} END",
    }
    for name, statement in statements.items():
        cursor.execute(f"CREATE TRIGGER comments_words_{name} {statement}")


def lacks_triggers(cursor: Any) -> bool:
    """Whether there is a table that nothing keeps."""
    cursor.execute("SELECT type, name FROM sqlite_master")
    there = set(cursor.fetchall())
    triggers = {("trigger", f"comments_words_{name}") for name in _TRIGGERS}
    return ("table", "comments_words") in there and not triggers <= there


def drop_triggers(cursor: Any) -> None:
    """Take the triggers away."""
    for name in _TRIGGERS:
        cursor.execute(f"DROP TRIGGER IF EXISTS comments_words_{name}")


def drop(cursor: Any) -> None:
    """Take table and triggers away."""
    drop_triggers(cursor)
    cursor.execute("DROP TABLE IF EXISTS comments_words")


def fill(cursor: Any) -> None:
    """Index all comments anew: about a minute for a million."""
    cursor.execute("INSERT INTO comments_words (comments_words) VALUES ('delete-all')")
    cursor.execute(_add(f"c.id, {_document('c')}", "FROM comments_comment AS c ORDER BY c.id"))


def tidy(cursor: Any) -> None:
    """Merge the index, after which nothing is left in it of words that were removed.

    FTS5 only notes at first that a comment no longer holds a word. Done in short steps.
    """
    for step in range(_MOST_STEPS):
        before = _changes(cursor)
        pages = -_PAGES_A_STEP if step == 0 else _PAGES_A_STEP
        cursor.execute("INSERT INTO comments_words (comments_words, rank) VALUES ('merge', %s)", [pages])
        if _changes(cursor) - before < 2:
            break


def matching(cursor: Any, asked: Asked, limit: int) -> list[int]:
    """See `lookup.matching`."""
    cursor.execute(
        "SELECT rowid FROM comments_words WHERE comments_words MATCH %s LIMIT %s", [_expression(asked), limit]
    )
    return [key for (key,) in cursor.fetchall()]


def among(cursor: Any, asked: Asked, keys: list[int]) -> set[int]:
    """See `lookup.among`. The plus lets the words be read once, which for a million takes 0.03 s."""
    cursor.execute(
        "SELECT rowid FROM comments_words WHERE comments_words MATCH %s AND rowid BETWEEN %s AND %s"
        " AND +rowid IN (SELECT value FROM json_each(%s))",
        [_expression(asked), min(keys), max(keys), json.dumps(keys)],
    )
    return {key for (key,) in cursor.fetchall()}


def _expression(asked: Asked) -> str:
    """In quotes nothing is an operator, and the words hold no quotes."""
    terms = [f'"{word}"' for word in asked.words]
    terms += [f'"{asked.beginning}"*'] if asked.beginning else []
    terms += [f'"{TAG}{tag}"' for tag in (asked.state, asked.signal) if tag]
    return unicodedata.normalize("NFKC", " AND ".join(terms))


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
