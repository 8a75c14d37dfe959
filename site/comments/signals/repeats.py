"""The same words under another page or from another sender."""

from comments.judging import Signal
from comments.models import FilterSettings, SignalName, State
from comments.signals.facts import Facts

# How much of the full weight each copy has; one that is approved or erased has none.
OF_A_COPY = {State.SPAM: 1.0, State.REJECTED: 0.5, State.PENDING: 1 / 3}
# Many people write "Thanks!".
SHORT, OF_A_SHORT_TEXT = 30, 0.25


def repeats(facts: Facts, rules: FilterSettings) -> Signal | None:
    """Full weight for one copy that is spam, two rejected or three that wait; a quarter if short.

    Evidence: how many copies there are as `count`, and how many of them are `spam`.
    """
    weight = min(1, sum(share * facts.elsewhere.get(state, 0) for state, share in OF_A_COPY.items()))
    if not weight:
        return None
    if len(facts.text.strip()) < SHORT:
        weight *= OF_A_SHORT_TEXT
    evidence = {"count": sum(facts.elsewhere.values()), "spam": facts.elsewhere.get(State.SPAM, 0)}
    return Signal(SignalName.REPEATS, weight, evidence)
