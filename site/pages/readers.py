"""Which pages a reader may open. One expression, so that lists, feeds and search all ask the same."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)


def open_to_readers(pages: Pages) -> Pages:
    """Those of `pages` that are live and neither private themselves nor below a private page.

    The same as Wagtail's `.live().public()`, which asks for all private pages in a query of its own.
    """
    return pages.filter(~is_private(), live=True)


def is_private() -> Exists:
    """For a queryset of pages: whether a restriction holds for the page or for one above it."""
    # A page's path begins with the paths of all pages above it (treebeard's materialized path).
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.filter(page__path=above))
