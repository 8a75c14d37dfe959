"""The words of a comment that the filter learns. Pure: text in, words out."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from comments.text import segments_of

MAX_WORDS = 200
SHORTEST, LONGEST = 3, 30
LONGEST_NUMBER = 6
# A host is cut to what the column holds; its end tells more than its beginning.
LONGEST_HOST = 35

_EMAIL = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+")
# Letters and digits of every script, with the marks that many of them put on letters.
_RUN = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u06ed\u0900-\u0dff\u0e00-\u0fff])+")
# Scripts that put no space between words: there two neighbours stand for a word.
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")


def words_of(text: str) -> list[str]:
    """Up to MAX_WORDS different words of `text` in order, at most 40 characters each.

    Case and width do not matter. The hosts of links are words such as "host:example.com". E-mail
    addresses and long numbers are left out: they tell who somebody is.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    segments = segments_of(plain)
    hosts = [f"host:{_host(segment.href)}" for segment in segments if segment.href]
    rest = " ".join(segment.text for segment in segments if not segment.href)
    return list(dict.fromkeys([*hosts, *_words(_EMAIL.sub(" ", rest))]))[:MAX_WORDS]


def _host(address: str) -> str:
    host = urlsplit(address).hostname or ""
    return host.rstrip(".").removeprefix("www.")[-LONGEST_HOST:]


def _words(plain: str) -> Iterator[str]:
    for run in _RUN.findall(plain):
        unspaced = _WITHOUT_SPACES.findall(run)
        for part in unspaced:
            yield from (part[at : at + 2] for at in range(len(part) - 1))
        if not unspaced and SHORTEST <= len(run) <= LONGEST and not _is_long_number(run):
            yield run


def _is_long_number(run: str) -> bool:
    return run.isdigit() and len(run) > LONGEST_NUMBER
