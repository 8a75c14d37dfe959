"""The index on PostgreSQL: a table of tsvectors with a GIN index, and the triggers that keep it.

Words are folded as FTS5 folds them on SQLite: without accents and case, parted at every sign.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from comments.search.asking import Asked

_MAKE = r"""
CREATE TABLE comments_words (comment_id bigint PRIMARY KEY, document tsvector NOT NULL);

CREATE FUNCTION comments_document(comment comments_comment) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT array_to_tsvector(
        (SELECT coalesce(array_agg(DISTINCT left(word, 60)), '{}') FROM regexp_split_to_table(
            lower(regexp_replace(
                normalize(comment.name || ' ' || comment.email || ' ' || comment.text, NFKD),
                '[\u0300-\u036f]', '', 'g')),
            '[\u0001-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7'
            '\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufe30-\ufe6f\uff00-\uff0f'
            '\U0001f000-\U0001faff]+') AS word
        WHERE word <> '')
        || ('=' || comment.state)
        || (SELECT CASE WHEN count(*) > 0 THEN array_agg('+' || name) || '+any'::text ELSE '{}' END
            FROM comments_finding WHERE comment_id = comment.id))
$$;

CREATE FUNCTION comments_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE comments_words;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM comments_words WHERE comment_id = OLD.id;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO comments_words VALUES (NEW.id, comments_document(NEW));
    ELSE
        UPDATE comments_words SET document = comments_document(NEW) WHERE comment_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION comments_keep_signals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE comments_words SET document = comments_document(comment) FROM comments_comment AS comment
    WHERE comment.id = comments_words.comment_id AND comment.id IN (SELECT comment_id FROM changed);
    RETURN NULL;
END $$;

CREATE TRIGGER comments_words_kept AFTER INSERT OR DELETE ON comments_comment
    FOR EACH ROW EXECUTE FUNCTION comments_keep_words();
CREATE TRIGGER comments_words_changed AFTER UPDATE OF name, email, text, state ON comments_comment
    FOR EACH ROW WHEN (ROW(OLD.name, OLD.email, OLD.text, OLD.state)
        IS DISTINCT FROM ROW(NEW.name, NEW.email, NEW.text, NEW.state))
    EXECUTE FUNCTION comments_keep_words();
CREATE TRIGGER comments_words_emptied AFTER TRUNCATE ON comments_comment
    FOR EACH STATEMENT EXECUTE FUNCTION comments_keep_words();
CREATE TRIGGER comments_words_found AFTER INSERT ON comments_finding
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION comments_keep_signals();
CREATE TRIGGER comments_words_lost AFTER DELETE ON comments_finding
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION comments_keep_signals();
"""
_DROP = """
DROP TABLE IF EXISTS comments_words;
DROP FUNCTION IF EXISTS comments_keep_words CASCADE;
DROP FUNCTION IF EXISTS comments_keep_signals CASCADE;
DROP FUNCTION IF EXISTS comments_document CASCADE;
"""
_QUERY = "lower(%s)::tsquery"
# As many letters of a word are kept; PostgreSQL refuses words of more than 2,046 bytes.
_LONGEST = 60
# The list of what is not yet in the index proper is read by every question: it is kept short.
_INDEX = """
CREATE INDEX comments_words_by_word ON comments_words USING gin (document) WITH (gin_pending_list_limit = 512)
"""


def make(cursor: Any) -> None:
    """Make table and triggers, and index all comments there are."""
    cursor.execute(_MAKE)
    fill(cursor)


def drop(cursor: Any) -> None:
    """Take everything away."""
    cursor.execute(_DROP)


def fill(cursor: Any) -> None:
    """Index all comments anew: about a minute for a million."""
    cursor.execute("DROP INDEX IF EXISTS comments_words_by_word")
    cursor.execute("TRUNCATE comments_words")
    cursor.execute(
        "INSERT INTO comments_words SELECT id, comments_document(c) FROM comments_comment AS c ORDER BY id"
    )
    cursor.execute(_INDEX)


def matching(cursor: Any, asked: Asked, limit: int) -> list[int]:
    """See `lookup.matching`."""
    with _always_by_index(cursor):
        cursor.execute(
            f"SELECT comment_id FROM comments_words WHERE document @@ {_QUERY} LIMIT %s",  # noqa: S608
            [_terms(asked), limit],
        )
        return [key for (key,) in cursor.fetchall()]


def among(cursor: Any, asked: Asked, keys: list[int]) -> set[int]:
    """See `lookup.among`."""
    with _always_by_index(cursor):
        cursor.execute(
            "SELECT comment_id FROM comments_words"  # noqa: S608
            f" WHERE comment_id = ANY(%s) AND document @@ {_QUERY}",
            [keys, _terms(asked)],
        )
        return {key for (key,) in cursor.fetchall()}


@contextmanager
def _always_by_index(cursor: Any) -> Iterator[None]:
    """A few of many matches: the planner would read the table, and go on reading where they are rare."""
    with transaction.atomic():
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def _terms(asked: Asked) -> str:
    """The words hold letters and digits only, so that quotes are enough."""
    words = [f"'{_folded(word)}'" for word in asked.words]
    words += [f"'{_folded(asked.beginning)}':*"] if asked.beginning else []
    tags = [f"'{sign}{tag}'" for sign, tag in (("=", asked.state), ("+", asked.signal)) if tag]
    return " & ".join([*words, *tags])


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")[:_LONGEST]
