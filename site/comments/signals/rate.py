"""Many comments from one sender in an hour or a day."""

from comments.judging import Signal
from comments.models import FilterSettings, SignalName
from comments.signals.facts import Facts, Recent

# By what the others share: how many in an hour and in a day are ordinary. A network may be a whole office.
ORDINARY = {"email": Recent(3, 10), "address": Recent(3, 10), "network": Recent(10, 30)}


def rate(facts: Facts, rules: FilterSettings) -> Signal | None:
    """Grows from the ordinary number of other comments to full weight at three times as many.

    Evidence: what is the `same` ("email", "address", "network"), how many in the last `hour` and `day`.
    """
    weights = {same: _weight(recent, ORDINARY[same]) for same, recent in facts.recent.items()}
    same = max(weights, key=lambda one: weights[one], default="")
    if not same or not weights[same]:
        return None
    recent = facts.recent[same]
    return Signal(SignalName.RATE, weights[same], {"same": same, "hour": recent.hour, "day": recent.day})


def _weight(recent: Recent, ordinary: Recent) -> float:
    shares = ((count - usual) / (2 * usual) for count, usual in zip(recent, ordinary, strict=True))
    return min(1, max(0, *shares))
