"""A reader's words: what is refused, what is tidied, what becomes a link. Never HTML."""

import hashlib
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

# They make text read in another order than it was written (embeddings, overrides, isolates).
DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Invisible characters that carry no meaning; the joiners (U+200C, U+200D) do in many scripts and emoji.
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
# Letters and a sign by name that show nothing: the fillers of Hangul and the empty cell of Braille.
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
ADDRESS = re.compile(r"https?://[^\s<>\"“”„«»]+", re.IGNORECASE)
TRAILING = ".,;:!?'’*_~"
PAIRS = {")": "(", "]": "[", "}": "{"}


class Segment(NamedTuple):
    """A run of text; `href` is the address where it is a link."""

    text: str
    href: str = ""


def tidy(text: str) -> str:
    """`text` with one kind of line end and without invisible controls; newline and tab stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character for character in lines if not _is_control(character))


def says_something(text: str) -> bool:
    """Whether there is a letter, digit, sign or symbol in it, not only space and marks."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANK for sign in text)


def fingerprint_of(text: str) -> str:
    """The same for the same words, however spaced and capitalised (64 hexadecimal digits)."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(words.encode()).hexdigest()


def paragraphs_of(text: str) -> list[list[list[Segment]]]:
    """Paragraphs of lines of segments; empty lines part paragraphs."""
    parts = re.split(r"\n[ \t]*\n\s*", tidy(text).strip())
    return [[segments_of(line) for line in part.split("\n")] for part in parts if part.strip()]


def segments_of(line: str) -> list[Segment]:
    """Text and http(s) addresses in order; joined, their texts are `line` again."""
    segments, done = [], 0
    for match in ADDRESS.finditer(line):
        href = _without_trailing(match.group())
        if not _leads_somewhere(href):
            continue
        segments += [Segment(line[done : match.start()]), Segment(href, href)]
        done = match.start() + len(href)
    return [segment for segment in [*segments, Segment(line[done:])] if segment.text]


def _is_control(character: str) -> bool:
    return character in INVISIBLE or (
        unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
    )


def _without_trailing(address: str) -> str:
    """The end of a sentence is not part of an address; a bracket is, if it was opened inside."""
    while address:
        last = address[-1]
        if last in TRAILING or (last in PAIRS and address.count(last) > address.count(PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address


def _leads_somewhere(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
