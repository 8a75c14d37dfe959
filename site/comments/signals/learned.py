"""What moderators have called spam before, and what not, by its words."""

from typing import Protocol

from comments.judging import Signal
from comments.learning.bayes import Counts, has_learned_enough, opinion_of
from comments.models import FilterSettings, SignalName

# Weaker opinions say nothing.
WEAKEST = 0.6
# Good words are easily copied: they speak for a comment half as loudly as bad ones against it.
FOR = 0.5
SHOWN = 3


class KnowsWords(Protocol):
    """The part of the facts that is looked at here."""

    @property
    def learned(self) -> Counts:
        """See comments.learning.book.look_up."""


def learned(facts: KnowsWords, rules: FilterSettings) -> Signal | None:
    """How much the words speak for spam; nothing where they do not tell, or too few comments were learned.

    Evidence: `spam` and `ham`, up to three words each that told most, or hosts of links.
    """
    if not has_learned_enough(facts.learned.total):
        return None
    opinion = opinion_of(facts.learned)
    weight = 2 * opinion.probability - 1
    if abs(weight) < WEAKEST:
        return None
    evidence = {"spam": _shown(opinion.spam_words), "ham": _shown(opinion.ham_words)}
    return Signal(SignalName.LEARNED, weight if weight > 0 else weight * FOR, evidence)


def _shown(words: list[str]) -> list[str]:
    return [word.removeprefix("host:") for word in words[:SHOWN]]
