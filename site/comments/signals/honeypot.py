"""A field that nobody sees was filled in: programs fill in every one."""

from comments.judging import Signal
from comments.models import FilterSettings, SignalName
from comments.signals.facts import Facts

# Its name in the form, under which Akismet wants to know it as well.
FIELD = "website"
SHOWN = 80


def honeypot(facts: Facts, rules: FilterSettings) -> Signal | None:
    """Full weight for anything in it. Evidence: the name of the `field`, the beginning of its `value`."""
    if not facts.decoy:
        return None
    return Signal(SignalName.HONEYPOT, 1, {"field": FIELD, "value": facts.decoy[:SHOWN]})
