"""Words, addresses and networks that moderators have blocked."""

import unicodedata
from functools import lru_cache

from comments.judging import Signal
from comments.models import Block, FilterSettings, SignalName
from comments.signals.facts import Facts

# Marks above and below letters, such as accents; vowel signs of other scripts are of other classes.
ACCENTS = range(200, 241)


def blocked(facts: Facts, rules: FilterSettings) -> Signal | None:
    """Full weight for any match. Evidence: the `words`, the `email` and the `network` that match."""
    evidence: dict[str, object] = {}
    if words := _words_in(f"{facts.name}\n{facts.text}", _values(facts, Block.Kind.WORD)):
        evidence["words"] = words
    for kind in (Block.Kind.EMAIL, Block.Kind.NETWORK):
        if values := _values(facts, kind):
            # Of an address and its domain, of a network and a wider one, the longest says most.
            evidence[str(kind)] = max(values, key=len)
    return Signal(SignalName.BLOCKED, 1, evidence) if evidence else None


def _values(facts: Facts, kind: str) -> list[str]:
    return [value for other, value in facts.blocks if other == kind]


def _words_in(text: str, words: list[str]) -> list[str]:
    text = folded(text) if words else ""
    return sorted(word for word in words if has_word(text, _folded_once(word)))


def folded(text: str) -> str:
    """`text` without case, accents and compatibility forms (NFKC), its spaces made single."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in apart if unicodedata.combining(one) not in ACCENTS and not _is_hidden(one))
    return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())


# The blocked words are the same for every comment.
_folded_once = lru_cache(maxsize=4096)(folded)


def has_word(text: str, word: str) -> bool:
    """Whether `word`, maybe several, stands in `text` as a whole; both are `folded`."""
    at = text.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        before, after = text[max(at - 1, 0) : at], text[end : end + 1]
        if not (_joins(before, word[0]) or _joins(word[-1], after)):
            return True
        at = text.find(word, at + 1)
    return False


def _joins(left: str, right: str) -> bool:
    """Whether two neighbours are of one word. Chinese, Japanese and Korean words stand without spaces."""
    return all(one and _is_of_words(one) for one in (left, right))


def _is_of_words(character: str) -> bool:
    is_wide = unicodedata.east_asian_width(character) == "W"
    return not is_wide and (character.isalnum() or unicodedata.category(character)[0] == "M")


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) == "Cf"
