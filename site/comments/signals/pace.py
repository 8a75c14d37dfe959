"""Sent a moment after the first click into the form. A script says so and a person may paste: weak."""

from comments.judging import Signal
from comments.models import FilterSettings, SignalName
from comments.signals.facts import Facts

# Seconds: nobody is quicker than the first; from the second on it tells nothing.
IMPOSSIBLE, ORDINARY = 2, 8


def pace(facts: Facts, rules: FilterSettings) -> Signal | None:
    """Full weight up to two seconds, then less, none from eight on or without a time. Evidence: `seconds`."""
    if facts.seconds is None or not 0 <= facts.seconds < ORDINARY:
        return None
    weight = min(1, (ORDINARY - facts.seconds) / (ORDINARY - IMPOSSIBLE))
    return Signal(SignalName.PACE, weight, {"seconds": round(facts.seconds, 1)})
