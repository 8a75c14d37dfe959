"""Reading the tags of HTML as browsers do (the tokenisation of the HTML standard, 13.2.5). Pure.

What looks like a tag in a comment, in an attribute or in a script is none; white space is the standard's, "/"
separates attributes, too, and what is never closed reaches to the end.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

SPACE = r" \t\n\f\r"
NAME = rf"(?:=[^{SPACE}/>=]*+|[^{SPACE}/>=]++)"
VALUE = rf"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{SPACE}"'>][^{SPACE}>]*+)"""
ATTRIBUTE = rf"{NAME}(?:[{SPACE}]*+=[{SPACE}]*+{VALUE}?+)?+"
TOKEN = re.compile(
    rf"""<(?:
        !--(?:-?>|.*?(?:--!?>|\Z))              # a comment
        | (?:[!?]|/(?![a-zA-Z]))[^>]*+>?        # what browsers read as one
        | (?P<end>/)?(?P<name>[a-zA-Z][^{SPACE}/>]*+)
          (?P<attributes>(?:[{SPACE}/]++|{ATTRIBUTE})*+)(?:>|\Z)
    )""",
    re.DOTALL | re.VERBOSE,
)
NAMED = re.compile(rf"({NAME})(?:[{SPACE}]*+=[{SPACE}]*+({VALUE})?+)?+")
# Elements that hold no markup, and what ends them.
PLAIN = {
    name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
}
DRAWINGS = frozenset(("svg", "math"))
# Where one begins, browsers leave a drawing that nobody closed (13.2.6.5).
NEVER_DRAWN = frozenset(
    re.findall(
        r"\w+",
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li"
        " listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
    )
)
REFERENCE = re.compile(r"&(?:#[0-9xX]|[a-zA-Z])[a-zA-Z0-9]*+;?=?")


class Tag(NamedTuple):
    """A tag, from `start` up to `end` in the text; its name in lower case, `is_drawn` inside a drawing."""

    start: int
    end: int
    name: str
    is_end: bool
    is_drawn: bool
    source: str

    def attributes(self) -> dict[str, str]:
        """By name in lower case; of a repeated one browsers take the first."""
        found: dict[str, str] = {}
        for name, value in NAMED.findall(self.source):
            found.setdefault(name.lower(), _value(value))
        return found


def tags_in(html: str) -> Iterator[Tag]:
    """The tags of `html` in order."""
    at = 0
    drawings: list[str] = []
    while token := TOKEN.search(html, at):
        at = token.end()
        slash, name, source = token.group("end", "name", "attributes")
        if name is None:
            continue
        name, is_end = name.lower(), slash is not None
        if drawings and not is_end and name in NEVER_DRAWN:
            drawings.clear()
        yield Tag(token.start(), at, name, is_end, bool(drawings), source)
        if name in DRAWINGS and is_end:
            close(drawings, name)
        elif name in DRAWINGS and not source.endswith("/"):
            drawings.append(name)
        elif name in PLAIN and not is_end and not drawings:
            ended = PLAIN[name].search(html, at)
            at = ended.start() if ended else len(html)


def close(opened: list[str], name: str) -> bool:
    """Take the innermost element of that name, and all inside it, off those that are open; whether it was."""
    if name not in opened:
        return False
    del opened[len(opened) - 1 - opened[::-1].index(name) :]
    return True


def _value(text: str) -> str:
    if text[:1] in ('"', "'"):
        text = text[1:-1] if text[-1] == text[0] and len(text) > 1 else text[1:]
    return REFERENCE.sub(_referred, text)


def _referred(found: re.Match[str]) -> str:
    """In an address, "&region=" is a parameter and not the sign "®" (13.2.5.73)."""
    text = found[0]
    if text.startswith("&#"):
        return unescape(text)
    name = text[1:].removesuffix("=")
    is_name = name in html5 and (name.endswith(";") or not text.endswith("="))
    return html5[name] + text[1 + len(name) :] if is_name else text
