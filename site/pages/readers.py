"""Which pages a reader may open. One expression, so that lists, feeds and search all ask the same."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)


def open_to_readers(pages: Pages) -> Pages:
    """Those of `pages` that are live and neither private themselves nor below a private page.

    The same as Wagtail's `.live().public()`, which asks for all private pages in a query of its own.
    """
    return pages.filter(~is_private(), live=True)


def is_private() -> Exists:
    """For a queryset of pages: whether a restriction holds for the page or for one above it."""
    # A page's path begins with the paths of all pages above it (treebeard's materialized path).
    # The private page is looked up for each restriction, of which there are few: as a join, SQLite may
    # decide to go through all pages first, for each page, and that takes seconds at 10,000.
    private = Page.objects.filter(pk=OuterRef("page_id")).values("path")[:1]
    restrictions = PageViewRestriction.objects.annotate(private_path=Subquery(private))
    return Exists(restrictions.filter(private_path=Substr(OuterRef("path"), 1, Length("private_path"))))
