"""What a moderator types, as words that the index can answer for; what it can't is read instead."""

import re
import unicodedata
from dataclasses import dataclass

MOST_WORDS = 12
MOST_CHARACTERS = 200
# Shorter beginnings stand in so many words that looking them up takes longer than it helps.
SHORTEST_BEGINNING = 3
ANY_SIGNAL = "any"
# Scripts that put no space between words: Thai to Burmese, Khmer, Chinese, Japanese and Korean.
WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
MARKS = ("Mn", "Mc", "Me")


@dataclass(frozen=True)
class Asked:
    """All of these: `words`, a word that begins with `beginning`, the tags of `state` and `signal`.

    `parts` have to be read in the texts themselves: the index knows no such words. `is_cut` says that
    more was typed than is looked for.
    """

    words: tuple[str, ...] = ()
    beginning: str = ""
    parts: tuple[str, ...] = ()
    state: str = ""
    signal: str = ""
    is_cut: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether more is asked for than a state, which needs no index of words."""
        return bool(self.words or self.beginning or self.parts or self.signal)

    @property
    def is_indexed(self) -> bool:
        """Whether the index can answer for a part of it, so that not all comments come into question."""
        return bool(self.words or self.beginning or self.signal)


def asked(text: str, state: str = "", signal: str = "") -> Asked:
    """Any text makes a question; the last word counts as the beginning of one."""
    tidy = unicodedata.normalize("NFKC", text[: MOST_CHARACTERS * 4].replace("\0", " "))[:MOST_CHARACTERS]
    words: list[str] = []
    parts: list[str] = []
    for chunk in tidy.split():
        if _must_be_read(chunk):
            parts.append(chunk)
        else:
            words += re.findall(r"[^\W_]+", chunk)
    if not words and not parts:
        parts = tidy.split()
    is_cut = len(text) > len(tidy) + 10 or len(words) + len(parts) > MOST_WORDS
    words, parts = words[:MOST_WORDS], parts[: MOST_WORDS - len(words[:MOST_WORDS])]
    beginning = words.pop() if words and len(words[-1]) >= SHORTEST_BEGINNING else ""
    return Asked(tuple(dict.fromkeys(words)), beginning, tuple(parts), state, signal, is_cut)


def _must_be_read(chunk: str) -> bool:
    return bool(WITHOUT_SPACES.search(chunk)) or any(unicodedata.category(sign) in MARKS for sign in chunk)
