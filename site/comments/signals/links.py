"""Links in the words or the name, however they are written."""

import re
from urllib.parse import urlsplit

from comments.judging import Signal
from comments.models import FilterSettings, SignalName
from comments.signals.facts import Facts
from comments.text import segments_of

# An address without http; not the middle of one that has it.
BARE = re.compile(r"(?<![\w/.@-])(www\.[\w-]+\.[\w.-]+)", re.IGNORECASE)
# Links as programs write them for other sites' comments: <a href=…>, [url=…], [link=…].
BRACKETS = re.compile(r"\[/?(?:url|link)\b=?([^\[\]]*)\]", re.IGNORECASE)
MARKUP = re.compile(r"<a\s[^<>]*href|\[(?:url|link)\b", re.IGNORECASE)
SHOWN, SHOWN_OF_A_HOST = 20, 60


def links(facts: Facts, rules: FilterSettings) -> Signal | None:
    """Half weight for the first link above `links_allowed`, full for two or for any in markup.

    Evidence: `count`, the `hosts`, and `markup` where there is some.
    """
    found = _hosts(f"{facts.name}\n{facts.text}")
    markup = len(MARKUP.findall(facts.text))
    count = max(len(found), markup)
    over = count - rules.links_allowed
    if over <= 0 and not markup:
        return None
    evidence = {"count": count, "hosts": list(dict.fromkeys(found))[:SHOWN]}
    if markup:
        evidence["markup"] = markup
    return Signal(SignalName.LINKS, 1 if markup else min(1, over / 2), evidence)


def _hosts(text: str) -> list[str]:
    """One for each link, in order. Brackets around an address are no part of it."""
    hosts: list[str] = []
    text = BRACKETS.sub(r" \1 ", text)
    for line in text.split("\n"):
        for segment in segments_of(line):
            bare = [] if segment.href else BARE.findall(segment.text)
            hosts += bare or filter(None, [urlsplit(segment.href).hostname])
    return [host.lower()[:SHOWN_OF_A_HOST] for host in hosts]
