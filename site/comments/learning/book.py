"""The table of learned words: reading counts, and adding to them."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from comments.learning.bayes import Counts, Seen
from comments.learning.words import words_of
from comments.models import LearnedWord

# The row of this word counts the comments themselves.
COMMENTS = ""
# SQLite takes a thousand values in one statement.
CHUNK = 900

_ADD = """
    INSERT INTO comments_learnedword (word, ham, spam) VALUES (%s, %s, %s)
    ON CONFLICT (word) DO UPDATE SET
        ham = comments_learnedword.ham + excluded.ham, spam = comments_learnedword.spam + excluded.spam
"""
# Every post asks this, and Django would take ten times as long to put it together as the answer takes.
_LOOK_UP = "SELECT word, ham, spam FROM comments_learnedword WHERE word IN ({})"


class Lesson:
    """What is to be added to the book: comments' words, or their opposite."""

    def __init__(self) -> None:
        self.ham: Counter[str] = Counter()
        self.spam: Counter[str] = Counter()

    def add(self, text: str, learned_as: str, times: int = 1) -> None:
        """Count the words of `text` as "ham" or "spam"; "" counts nothing, `times` -1 takes them back."""
        if learned_as:
            counter = self.spam if learned_as == "spam" else self.ham
            counter.update(dict.fromkeys([COMMENTS, *words_of(text)], times))

    def rows(self) -> list[tuple[str, int, int]]:
        """Word, ham and spam where something changes, sorted by word."""
        words = sorted(self.ham.keys() | self.spam.keys())
        rows = ((word, self.ham[word], self.spam[word]) for word in words)
        return [row for row in rows if row[1] or row[2]]


def look_up(words: Iterable[str]) -> Counts:
    """How often each of `words` was seen, without the new ones, and how many comments were; one query."""
    asked = [COMMENTS, *words]
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP.format(", ".join(["%s"] * len(asked))), asked)
        seen = {word: Seen(max(ham, 0), max(spam, 0)) for word, ham, spam in cursor.fetchall()}
    total = seen.pop(COMMENTS, Seen(0, 0))
    return Counts(seen, total)


def write(lesson: Lesson) -> None:
    """Add `lesson` to the counts; words that no comment has any more are deleted. In a transaction.

    Everybody adds in the order of the words, the row of COMMENTS first: nobody waits in a circle.
    """
    rows = lesson.rows()
    with connection.cursor() as cursor:
        if rows:
            cursor.executemany(_ADD, rows)
    shrunk = [word for word, ham, spam in rows if ham < 0 or spam < 0]
    for start in range(0, len(shrunk), CHUNK):
        _unused().filter(word__in=shrunk[start : start + CHUNK]).delete()


def clear() -> None:
    """Empty the book. In a transaction; from here on everybody else who wants to add waits for its end."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD, (COMMENTS, 0, 0))
    LearnedWord.objects.filter(word=COMMENTS).update(ham=0, spam=0)
    LearnedWord.objects.exclude(word=COMMENTS).delete()


def _unused() -> QuerySet[LearnedWord]:
    return LearnedWord.objects.filter(ham__lte=0, spam__lte=0)
