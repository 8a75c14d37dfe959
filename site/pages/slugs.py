"""Slugs that the site's own addresses use, so that no page may have them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Parts of a page's own addresses, such as /articles/feed/ and /articles/six/print/.
RESERVED = frozenset({"feed", "page", "print", "follow"})
# The first part of addresses that lead to no page.
RESERVED_AT_THE_TOP = frozenset({"admin", "go", "media", "search", "static"})
HOME_DEPTH = 2


def check_slug(slug: str, parent_depth: int | None = None) -> None:
    """Raise ValidationError for a slug that is taken by the site itself.

    `parent_depth` is the depth of the page it is to stand below (a home page has 2), if known.
    """
    taken = RESERVED | RESERVED_AT_THE_TOP if parent_depth == HOME_DEPTH else RESERVED
    if slug in taken:
        message = _("“%(slug)s” is used by the site itself. Choose another slug, such as “%(slug)s-1”.")
        raise ValidationError(message, params={"slug": slug})
