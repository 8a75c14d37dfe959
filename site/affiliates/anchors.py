"""Finding the links in rendered HTML and putting something else in their place. Pure.

Tags are read as browsers read them: "/" separates attributes too, a value without quotes may hold one, and
a link that is never closed ends before the next link or block.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

from pages.link_marks import MARK

VALUE = r"""(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))"""
ATTRIBUTE = re.compile(rf"(=[^\s/>=]*|[^\s/>=]+)(?:\s*=\s*{VALUE})?")
TOKEN = re.compile(
    r"""<(?:
        !--.*?-->                                                    # what is no markup to a browser
        | (?P<plain>script|style|textarea|title)\b.*?</(?P=plain)\b
        | (?P<end>/a)(?=[\s/>])[^>]*>
        | a(?=[\s/>])(?P<attributes>(?:
            [\s/]++
            | (?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?+)?+
          )*+)>
    )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|d[dlt]|details|div|fieldset|fig\w+|footer|form|h[1-6r]|header"
    r"|html|li|main|nav|[ou]l|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead)\b",
    re.IGNORECASE,
)


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
        """Whether a reader wrote it, or a template made it that knows where it leads (pages.link_marks)."""
        return self.attributes.get("data-unpaid") == MARK


class _Found(NamedTuple):
    start: int
    end: int
    anchor: Anchor


def anchors_in(html: str) -> list[Anchor]:
    """The links of `html` in order."""
    return [found.anchor for found in _find(html)]


def replace_anchors(html: str, replace: Callable[[Anchor], str | None]) -> tuple[str, int | None]:
    """`html` with each link replaced by what `replace` gives (None keeps it), and where the first one is.

    The place is that of the first replacement that is a link again, in the new text; None where none is.
    """
    parts: list[str] = []
    done = length = 0
    first = None
    for start, end, anchor in _find(html):
        new = replace(anchor)
        if new is None:
            continue
        before = html[done:start]
        if first is None and new.lstrip()[:2].lower() == "<a":
            first = length + len(before)
        parts += [before, new]
        length += len(before) + len(new)
        done = end
    return "".join([*parts, html[done:]]), first


def _find(html: str) -> Iterator[_Found]:
    opened: re.Match[str] | None = None
    for token in TOKEN.finditer(html):
        if token["attributes"] is not None:
            if opened:
                yield _unclosed(html, opened, token.start())
            opened = token
        elif token["end"] and opened:
            yield _Found(opened.start(), token.end(), _anchor(opened, html[opened.end() : token.start()]))
            opened = None
    if opened:
        yield _unclosed(html, opened, len(html))


def _unclosed(html: str, opened: re.Match[str], limit: int) -> _Found:
    block = BLOCK.search(html, opened.end(), limit)
    end = block.start() if block else limit
    return _Found(opened.start(), end, _anchor(opened, html[opened.end() : end]))


def _anchor(opened: re.Match[str], inner: str) -> Anchor:
    attributes: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(opened["attributes"]):
        # Of a repeated attribute browsers take the first.
        attributes.setdefault(name.lower(), unescape(next((value for value in values if value), "")))
    return Anchor(attributes, inner)
