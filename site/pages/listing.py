"""Pages of long lists and the addresses of plain-link filters. Anything unknown is a 404, never a 500."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Option:
    """One link of a filter: its label, how many it leaves, where it leads, whether it is chosen."""

    label: str
    count: int
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter: its heading, the parameter's name and its options."""

    heading: str
    name: str
    options: list[Option] = field(default_factory=list)


def page_of(objects: Any, params: Mapping[str, str], per_page: int) -> Page:
    """The page of `objects` that ?page= asks for; Http404 for numbers that do not exist."""
    asked = params.get("page", "1")
    try:
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
        return Paginator(objects, per_page).page(number)
    except InvalidPage:
        raise Http404(_("There is no such page of this list.")) from None


def address(chosen: Mapping[str, str | list[str]], **changes: str | list[str]) -> str:
    """The query string of `chosen` filters with `changes`; an empty value drops its filter.

    A list repeats its parameter.
    """
    merged = {name: value for name, value in {**chosen, **changes}.items() if value}
    return f"?{urlencode(merged, doseq=True)}" if merged else "?"
