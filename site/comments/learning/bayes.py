"""How likely a comment is spam, by its words. Pure arithmetic.

Naive Bayes as Paul Graham uses it ("A Plan for Spam", 2002): only the words that tell most are put
together, as though they were independent, and spam and approved comments are thought equally likely
beforehand. A word's own probability is smoothed as Gary Robinson does ("A Statistical Approach to the
Spam Problem", 2003), so that a word seen once says little.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

# Fewer comments of either kind teach nothing yet.
ENOUGH = 20
TELLING_WORDS = 15
# How far from one half a word must be to tell anything.
TELLING = 0.1
# Every word counts as though it had stood in this many comments, half of them spam.
SMOOTHING = 2.0


class Seen(NamedTuple):
    """In how many approved comments (`ham`) and in how much spam."""

    ham: int
    spam: int


class Counts(NamedTuple):
    """What is known of a comment's words: those `seen` before, and the `total` of comments learned."""

    seen: Mapping[str, Seen] = MappingProxyType({})
    total: Seen = Seen(0, 0)


class Opinion(NamedTuple):
    """The `probability` of spam, from 0 to 1, and the words it rests on, the most telling first."""

    probability: float
    spam_words: list[str]
    ham_words: list[str]


def has_learned_enough(total: Seen) -> bool:
    """Whether there are enough comments of both kinds to say anything."""
    return min(total) >= ENOUGH


def probability_of(seen: Seen, total: Seen) -> float:
    """How likely a comment with a word seen so often is spam; above 0, below 1, and 0.5 for a new word."""
    ham, spam = seen.ham / max(total.ham, 1), seen.spam / max(total.spam, 1)
    times = seen.ham + seen.spam
    share = spam / (ham + spam) if times else 0.5
    return (SMOOTHING / 2 + times * share) / (SMOOTHING + times)


def opinion_of(counts: Counts) -> Opinion:
    """The opinion about a comment with these words; 0.5 where none of them tells anything."""
    chances = {word: probability_of(seen, counts.total) for word, seen in counts.seen.items()}
    # Rounded, so that both sides are treated alike.
    strength = {word: round(abs(chance - 0.5), 9) for word, chance in chances.items()}
    telling = [word for word in chances if strength[word] >= TELLING]
    # By name where two tell the same, so that the same words always give the same opinion.
    telling.sort(key=lambda word: (-strength[word], word))
    del telling[TELLING_WORDS:]
    odds = math.fsum(math.log(chances[word] / (1 - chances[word])) for word in telling)
    return Opinion(
        _logistic(odds),
        [word for word in telling if chances[word] > 0.5],
        [word for word in telling if chances[word] < 0.5],
    )


def _logistic(odds: float) -> float:
    """1 / (1 + e^-odds), without overflow on either side."""
    return 0.5 * (1 + math.tanh(odds / 2))
