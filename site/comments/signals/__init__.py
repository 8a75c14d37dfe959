"""The signals: each looks at one thing that is known of a comment and says how much it speaks for spam.

A signal is a pure function of the facts and the site's rules; it asks no database. What it needs to
know is gathered by `facts.facts_about`.
"""

import logging
from collections.abc import Callable, Mapping

from comments.judging import Signal
from comments.models import Comment, FilterSettings, SignalName
from comments.signals.blocked import blocked
from comments.signals.facts import Facts, facts_about
from comments.signals.honeypot import honeypot
from comments.signals.learned import learned
from comments.signals.links import links
from comments.signals.pace import pace
from comments.signals.rate import rate
from comments.signals.repeats import repeats

logger = logging.getLogger("plumbline.comments")

Listener = Callable[[Facts, FilterSettings], Signal | None]

# What is asked at once, when a comment comes in, in the order of SignalName. Akismet comes later.
LOCAL: dict[str, Listener] = {
    SignalName.BLOCKED: blocked,
    SignalName.HONEYPOT: honeypot,
    SignalName.LEARNED: learned,
    SignalName.LINKS: links,
    SignalName.PACE: pace,
    SignalName.RATE: rate,
    SignalName.REPEATS: repeats,
}
# These tell how a comment was sent; the others can say something else of changed words.
OF_SENDING = {SignalName.HONEYPOT, SignalName.PACE, SignalName.RATE}
OF_WORDS = {name: signal for name, signal in LOCAL.items() if name not in OF_SENDING}


def signals_about(
    comment: Comment,
    rules: FilterSettings,
    ask: Mapping[str, Listener] = LOCAL,
    decoy: str = "",
    seconds: float | None = None,
) -> list[Signal]:
    """What the signals in `ask` say of `comment`, which need not be stored yet. Never raises.

    A comment must not be lost because a signal of ours is broken: that is logged, and it says nothing.
    """
    try:
        facts = facts_about(comment, decoy, seconds)
    except Exception:
        logger.exception("The facts about a comment could not be gathered")
        return []
    heard = (_hear(name, signal, facts, rules) for name, signal in ask.items())
    return [signal for signal in heard if signal]


def _hear(name: str, signal: Listener, facts: Facts, rules: FilterSettings) -> Signal | None:
    try:
        return signal(facts, rules)
    except Exception:
        logger.exception("The signal %s is broken", name)
        return None
