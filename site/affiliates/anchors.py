"""Finding the links in rendered HTML and putting something else in their place. Pure.

Links come as browsers see them (affiliates.tags): one that is never closed ends before the next link or
block, one that is closed in the wrong order ends where that begins.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from affiliates.tags import Tag, close, tags_in
from pages.link_marks import MARK

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th"
        " thead tr ul",
    )
)
# Where one begins, the one before it ends.
PARTS = frozenset(("dd", "dt", "li", "td", "th", "tr"))
# What leads somewhere without being a link.
OTHERS = frozenset(("area", "button", "form", "input"))
ADDRESSES = ("href", "xlink:href", "action", "formaction")


class Anchor(NamedTuple):
    """A link as it stands in the HTML: attributes by name in lower case, and what is inside.

    `has_words` is False where no label can stand inside: in a drawing, for parts of a picture, forms and
    buttons (of the last three, `inner` is "", because only their tag is meant).
    """

    attributes: dict[str, str]
    inner: str
    has_words: bool = True

    @property
    def href(self) -> str:
        """Where it leads."""
        return next((self.attributes[name] for name in ADDRESSES if name in self.attributes), "")

    @property
    def is_ours(self) -> bool:
        """Whether a template or the editor's button made it, and nobody by hand."""
        return "data-paid-link" in self.attributes

    @property
    def is_never_paid(self) -> bool:
        """Whether a reader wrote it, or a template made it that knows where it leads (pages.link_marks)."""
        return self.attributes.get("data-unpaid") == MARK


class Replacement(NamedTuple):
    """What stands in a link's place, and whether that is a link again."""

    html: str
    is_link: bool


class Found(NamedTuple):
    """A link, and from where to where in the text it stands."""

    start: int
    end: int
    anchor: Anchor


def anchors_in(html: str) -> list[Anchor]:
    """The links of `html` in order."""
    return [found.anchor for found in find(html)]


def replace_anchors(
    html: str, found: Iterable[Found], replace: Callable[[Anchor], Replacement | None]
) -> tuple[str, int | None]:
    """`html` with each link replaced by what `replace` gives (None keeps it), and where the first one is.

    `found` are its links (`find`). The place is that of the first replacement that is a link again, in the
    new text; None where none is.
    """
    parts: list[str] = []
    done = length = 0
    first = None
    for start, end, anchor in found:
        new = replace(anchor)
        if new is None:
            continue
        before = html[done:start]
        if first is None and new.is_link:
            first = length + len(before)
        parts += [before, new.html]
        length += len(before) + len(new.html)
        done = end
    return "".join([*parts, html[done:]]), first


def find(html: str) -> Iterator[Found]:
    """The links of `html` in order, with their places."""
    opened: _Opened | None = None
    is_paragraph = False
    for tag in tags_in(html):
        if opened and (found := opened.ended_by(tag, html)):
            yield found
            opened = None
        if tag.name in BLOCKS:
            is_paragraph = tag.name == "p" and not tag.is_end
        if tag.name == "a" and not tag.is_end:
            opened = _Opened(tag, is_paragraph)
        elif tag.name in OTHERS and not tag.is_end and not opened:
            yield Found(tag.start, tag.end, Anchor(tag.attributes(), "", has_words=False))
    if opened:
        yield opened.until(len(html), html)


class _Opened:
    """A link whose end is looked for."""

    def __init__(self, tag: Tag, is_in_paragraph: bool) -> None:
        self.tag = tag
        self.is_in_paragraph = is_in_paragraph
        self.inside: list[str] = []
        self.block: int | None = None

    def ended_by(self, tag: Tag, html: str) -> Found | None:
        """The link, if it ends with or before this tag."""
        if tag.name == "a":
            return self._found(tag.start, tag.end, html) if tag.is_end else self.until(tag.start, html)
        if tag.name in BLOCKS and self.block is None:
            self.block = tag.start
        return self.until(tag.start, html) if self._is_left_by(tag) else None

    def _is_left_by(self, tag: Tag) -> bool:
        if tag.is_end:
            return not close(self.inside, tag.name)
        if tag.name in BLOCKS and (self.is_in_paragraph or (tag.name in PARTS and not self.inside)):
            return True
        self.inside.append(tag.name)
        return False

    def until(self, limit: int, html: str) -> Found:
        """The link where nothing closes it before `limit`."""
        end = limit if self.block is None else self.block
        return self._found(end, end, html)

    def _found(self, inner_end: int, end: int, html: str) -> Found:
        inner = html[self.tag.end : inner_end]
        return Found(self.tag.start, end, Anchor(self.tag.attributes(), inner, not self.tag.is_drawn))
