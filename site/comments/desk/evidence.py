"""What a signal found, in words: one function for each signal, from the keys of its evidence."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Finding, SignalName

Evidence = Mapping[str, Any]


def in_words(finding: Finding) -> str:
    """What was found, without its points; only the signal's name where the evidence has been erased."""
    return WORDS[finding.name](finding.evidence) or finding.get_name_display()


def _akismet(evidence: Evidence) -> str:
    opinions = {
        "ham": _("Akismet says it is not spam"),
        "spam": _("Akismet says it is spam"),
        "discard": _("Akismet says it is the worst spam"),
    }
    return opinions.get(evidence.get("opinion", ""), "")


def _blocked(evidence: Evidence) -> str:
    parts = []
    if words := evidence.get("words"):
        parts.append(ngettext("blocked word %s", "blocked words %s", len(words)) % _listed(words))
    if email := evidence.get("email"):
        parts.append(_("blocked address %s") % email)
    if network := evidence.get("network"):
        parts.append(_("blocked network %s") % network)
    return ", ".join(parts)


def _honeypot(evidence: Evidence) -> str:
    value = evidence.get("value")
    return _("hidden field filled with “%s”") % value if value else ""


def _learned(evidence: Evidence) -> str:
    parts = []
    if spam := evidence.get("spam"):
        parts.append(_("words of spam: %s") % _listed(spam))
    if ham := evidence.get("ham"):
        parts.append(_("words of good comments: %s") % _listed(ham))
    return "; ".join(parts)


def _links(evidence: Evidence) -> str:
    count, hosts = evidence.get("count", 0), evidence.get("hosts", [])
    text = ngettext("%d link", "%d links", count) % count
    if hosts:
        text += _(", to %s") % hosts[0]
    if len(hosts) > 1:
        text += _(" and %d more") % (len(hosts) - 1)
    return text + (_(", written as markup") if evidence.get("markup") else "")


def _pace(evidence: Evidence) -> str:
    seconds = evidence.get("seconds", 0)
    return _("sent %s seconds after the first click in the form") % localize(seconds)


def _rate(evidence: Evidence) -> str:
    by = {"email": _("e-mail address"), "address": _("network address"), "network": _("network")}
    hour, day = evidence.get("hour", 0), evidence.get("day", 0)
    counts = {"shared": by.get(evidence.get("same", ""), _("sender")), "hour": hour, "day": day}
    if hour == day:
        return _("same %(shared)s: %(hour)d others within an hour") % counts
    return _("same %(shared)s: %(hour)d others within an hour, %(day)d within a day") % counts


def _repeats(evidence: Evidence) -> str:
    count, spam = evidence.get("count", 0), evidence.get("spam", 0)
    text = ngettext("same text in %d other comment", "same text in %d other comments", count) % count
    return text + (_(", %d of them spam") % spam if spam else "")


def _listed(words: list[str]) -> str:
    return ", ".join(f"“{word.removeprefix('host:')}”" for word in words)


WORDS: dict[str, Callable[[Evidence], str]] = {
    SignalName.AKISMET: _akismet,
    SignalName.BLOCKED: _blocked,
    SignalName.HONEYPOT: _honeypot,
    SignalName.LEARNED: _learned,
    SignalName.LINKS: _links,
    SignalName.PACE: _pace,
    SignalName.RATE: _rate,
    SignalName.REPEATS: _repeats,
}
