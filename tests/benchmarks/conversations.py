"""`python -m tests.benchmarks.conversations 1000000`: that many comments in a minute or two, index of words included.

A tenth waits, mostly written of late; two floods, one text sent 50 times in a thousand and one sender of
20 in a thousand; signals have found something in a third. One article has 5,000 comments to read, one
5. Each comment depends on its number only, so runs can be compared.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django

from tests.benchmarks import words
from tests.benchmarks.targets import FEW_COMMENTS, MANY_COMMENTS

# The words that questions are about: in the text of one comment of so many, and only there.
WORDS = {"osteopath": 30, "kinesiology": 1_000, "zanzibarite": 40_000}
FLOOD = "Genuine plimsoles half price at plimsoles-outlet.example while stocks last"
FLOODER = "flood@plimsoles.example"
SPAN = timedelta(days=1_800)
BATCH = 20_000
SIGNALS = {
    "links": 0.45,
    "akismet": 0.3,
    "learned": 0.3,
    "repeats": 0.2,
    "pace": 0.2,
    "rate": 0.1,
    "blocked": 0.01,
}
POINTS = {"links": 40, "akismet": 100, "learned": 60, "repeats": 60, "pace": 20, "rate": 40, "blocked": 100}


def add_comments(count: int) -> None:
    """Write `count` comments about the bulk articles; wants at least a hundred of these."""
    from tests.benchmarks import comments_in_bulk

    with comments_in_bulk.loading():
        for start in range(0, count, BATCH):
            made = [_made(number, count) for number in range(start, min(start + BATCH, count))]
            comments_in_bulk.write(
                [row for row, _found in made], [one for _row, found in made for one in found]
            )


class _Things:
    """What all comments share: pages, sentences, the moment everything ended."""

    def __init__(self) -> None:
        from articles.models import ArticlePage
        from comments.models import Comment

        self.before = max(Comment.objects.values_list("pk", flat=True), default=0)
        slugs = {row.path.split("/")[-2]: 0 for row in (FEW_COMMENTS, MANY_COMMENTS)}
        pages = dict(ArticlePage.objects.filter(slug__startswith="bulk-").values_list("slug", "pk"))
        self.few, self.many = (pages.pop(slug) for slug in slugs)
        self.pages = list(pages.values())
        self.end = datetime.now(UTC)
        source = random.Random(0)
        self.sentences = [words.prose(source, 12).capitalize() + "." for _ in range(5_000)]
        # By page: the comment that a reply would answer.
        self.last: dict[int, int] = {}


_things: list[_Things] = []


def _shared() -> _Things:
    if not _things:
        _things.append(_Things())
    return _things[0]


def _made(number: int, count: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The values of comment `number`, and those of its findings."""
    source, things, share = random.Random(number), _shared(), number / count
    key = things.before + number + 1
    row: dict[str, Any] = {"id": key, "token_hash": f"{key:064x}"}
    age = SPAN * (1 - share) + timedelta(hours=source.random() * 40)
    # One in twenty came over from another system, later than it was written.
    row["created_at"] = things.end - (age + SPAN * source.random() if source.random() < 0.05 else age)
    _fill(row, source, things, number, share)
    if row["page_id"] in (things.few, things.many):
        row["state"] = "approved"
    findings = _findings(source, row)
    row["score"] = sum(finding["points"] for finding in findings) - (10 if source.random() < 0.3 else 0)
    return row, findings


def _fill(row: dict[str, Any], source: random.Random, things: _Things, number: int, share: float) -> None:
    row["page_id"] = _page(source, things, number)
    sender = int(200_000 * source.random() ** 2)
    row["email"], row["name"] = f"reader{sender}@{words.rare_word(source)[:4]}.example", f"Reader {sender}"
    row["sender_address"] = f"192.0.{sender % 200}.{sender % 250}"
    row["user_agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    row["state"] = _state(source, share)
    row["fingerprint"] = f"{row['id']:064x}"
    row["text"] = _text(source, things)
    if share > 0.9 and source.random() < 0.5:
        row["text"], row["fingerprint"] = FLOOD, "f" * 64
        row["state"] = "pending" if source.random() < 0.6 else "spam"
    elif source.random() < 0.02:
        row["email"], row["name"] = FLOODER, "Plim Soles"
        row["state"] = "pending" if source.random() < 0.3 else "spam"
    first = things.last.get(row["page_id"])
    if first and source.random() < 0.4:
        row["parent_id"], row["thread_id"], row["depth"] = first, first, 2
    elif row["state"] == "approved":
        things.last[row["page_id"]] = row["id"]


def _page(source: random.Random, things: _Things, number: int) -> int:
    """The article with many comments has had them from the beginning, one in two."""
    if number < 10_000:
        return things.many if number % 2 else things.pages[number % len(things.pages)]
    if number < 10_005:
        return things.few
    return things.pages[int(len(things.pages) * source.random() ** 2)]


def _state(source: random.Random, share: float) -> str:
    waits = 0.36 if share > 0.85 else 0.025
    roll = source.random()
    if roll < waits:
        return "pending"
    if roll < waits + 0.12:
        return "spam"
    return "rejected" if roll < waits + 0.14 else "approved"


def _text(source: random.Random, things: _Things) -> str:
    text = " ".join(source.choices(things.sentences, k=source.randint(1, 4)))
    for word, one_of in WORDS.items():
        if source.random() * one_of < 1:
            text += f" My {word} says so."
    return f"{text} {words.rare_word(source)}"


def _findings(source: random.Random, row: dict[str, Any]) -> list[dict[str, Any]]:
    """In all of spam and in a quarter of the rest; the honeypot almost never catches a reader."""
    is_spam = row["state"] == "spam"
    names = [name for name, share in SIGNALS.items() if source.random() < share]
    found = names[:4] if is_spam or source.random() < 0.25 else []
    if source.random() < (0.2 if is_spam else 0.0002):
        found.append("honeypot")
    return [{"comment_id": row["id"], "name": name, "points": POINTS.get(name, 100)} for name in found]


if __name__ == "__main__":
    django.setup()
    add_comments(int(sys.argv[1]))
