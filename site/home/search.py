"""Search over everything readers may open: title matches first, then the rest, newest first.

The database does the matching (see home.matching). Wagtail's ranking is left off: on SQLite a common word
takes over a minute to rank on 10,000 pages, and "in the title, then newest" is what readers expect anyway.
At most `MOST` results are ever looked at, so that no query is slow however common its words are.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.matching import MOST, anywhere, in_title
from pages.listing import address

PER_PAGE = 10
MOST_CHARACTERS = 200
MOST_WORDS = 12


@dataclass(frozen=True)
class Result:
    """One page that was found."""

    title: str
    url: str
    kind: str
    summary: str


@dataclass(frozen=True)
class Found:
    """What the search page shows; `hint` says what was changed about the query, if anything.

    `total` ends at MOST.
    """

    query: str
    hint: str
    results: list[Result]
    page_number: int
    previous_query: str
    next_query: str
    searched: bool
    total: int


def clean_query(text: str) -> tuple[str, str]:
    """The words of `text` that can be searched, and a hint where something was left out.

    Only letters, marks, digits and hyphens reach the database: quotes break SQLite's match
    expressions and NUL any of PostgreSQL's texts.
    """
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", unicodedata.normalize("NFKC", text[: MOST_CHARACTERS * 5]))
    kept: list[str] = []
    for word in words[:MOST_WORDS]:
        if len(" ".join([*kept, word])) <= MOST_CHARACTERS:
            kept.append(word)
    if text.strip() and not words:
        return "", _("Type a word to search for, such as “hips”.")
    if len(kept) < len(words) or len(text) > MOST_CHARACTERS * 5:
        return " ".join(kept), _("That was a long question. We searched for its first words.")
    return " ".join(kept), ""


def find(params: Mapping[str, str]) -> Found:
    """Results for ?q= and ?page=; Http404 for a page that does not exist."""
    query, hint = clean_query(params.get("q", ""))
    number = _page_number(params.get("page", "1"))
    ids = _matches(query) if query else []
    shown = ids[(number - 1) * PER_PAGE : number * PER_PAGE]
    if number > 1 and not shown:
        raise Http404(_("There is no such page of results."))
    has_next = len(ids) > number * PER_PAGE
    return Found(
        query=query,
        hint=hint,
        results=_results(shown),
        page_number=number,
        previous_query=address({"q": query}, page=str(number - 1)) if number > 1 else "",
        next_query=address({"q": query}, page=str(number + 1)) if has_next else "",
        searched=bool(query),
        total=len(ids),
    )


def _page_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if number < 1:
        raise Http404(_("There is no such page of results."))
    return number


def _matches(query: str) -> list[int]:
    """Keys of at most MOST pages: those with the words in their title, then those with them anywhere."""
    # Wagtail's own words for what readers may open: its search understands no subquery.
    visible = Page.objects.filter(depth__gt=2).live().public().order_by("-first_published_at", "-id")
    by_title = in_title(visible, query)
    if len(by_title) >= MOST:
        return by_title
    known = set(by_title)
    return (by_title + [key for key in anywhere(visible, query) if key not in known])[:MOST]


def _results(ids: list[int]) -> list[Result]:
    pages = {page.pk: page for page in Page.objects.filter(pk__in=ids).defer_streamfields().specific()}
    return [_result(pages[key]) for key in ids if key in pages]


def _result(page: Any) -> Result:
    kind = str(page._meta.verbose_name).capitalize()
    return Result(page.title, page.url or "", kind, getattr(page, "description", ""))
