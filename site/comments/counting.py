"""How many comments readers find under each page of a list."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Count

from comments.reading import readable

Pages = TypeVar("Pages", bound=Sequence[Any])


def with_comment_counts(pages: Pages) -> Pages:
    """Give each of `pages` its `comment_count`, with one query for all of them; returns them."""
    if pages:
        counted = readable(page_id__in=[page.pk for page in pages]).order_by().values_list("page_id")
        numbers = dict(counted.annotate(Count("pk")))
        for page in pages:
            page.comment_count = numbers.get(page.pk, 0)
    return pages
