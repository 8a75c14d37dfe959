"""A field that nobody sees was filled in: programs fill in every one."""

from comments.judging import Signal
from comments.models import FilterSettings, SignalName
from comments.signals.facts import Facts

SHOWN = 80


def honeypot(facts: Facts, rules: FilterSettings) -> Signal | None:
    """Full weight for anything in the hidden field. Evidence: the beginning of it as `typed`."""
    return Signal(SignalName.HONEYPOT, 1, {"typed": facts.decoy[:SHOWN]}) if facts.decoy else None
