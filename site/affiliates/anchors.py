"""Finding the links in rendered HTML and putting something else in their place. Pure."""

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

# Quoted values may contain ">"; a link ends at the first closing tag, since links do not nest.
ANCHOR = re.compile(
    r"""<a(?P<attributes>(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)>(?P<inner>.*?)</a\s*>""",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


class Anchor(NamedTuple):
    """A link as it stands in the HTML: attributes by name in lower case, and what is inside."""

    attributes: dict[str, str]
    inner: str

    @property
    def href(self) -> str:
        """Where it leads."""
        return self.attributes.get("href", "")

    @property
    def is_never_paid(self) -> bool:
        """Whether a reader wrote it, or a template made it that knows where it leads (`data-unpaid`)."""
        return "ugc" in self.attributes.get("rel", "").split() or "data-unpaid" in self.attributes


def anchors_in(html: str) -> list[Anchor]:
    """The links of `html` in order."""
    return [_anchor(found) for found in ANCHOR.finditer(html)]


def replace_anchors(html: str, replace: Callable[[Anchor], str | None]) -> tuple[str, int | None]:
    """`html` with each link replaced by what `replace` gives (None keeps it), and where the first one is.

    The place is that of the first replacement that is a link again, in the new text; None where none is.
    """
    parts: list[str] = []
    done = length = 0
    first = None
    for found in ANCHOR.finditer(html):
        new = replace(_anchor(found))
        if new is None:
            continue
        before = html[done : found.start()]
        if first is None and new.lstrip()[:2].lower() == "<a":
            first = length + len(before)
        parts += [before, new]
        length += len(before) + len(new)
        done = found.end()
    return "".join([*parts, html[done:]]), first


def _anchor(found: re.Match[str]) -> Anchor:
    attributes: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(found["attributes"]):
        # Of a repeated attribute browsers take the first.
        attributes.setdefault(name.lower(), unescape(next((value for value in values if value), "")))
    return Anchor(attributes, found["inner"])
