"""The page that a comment is about, as far as a stranger may know of it."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import Page

from comments.models import TakesComments
from pages.readers import open_to_readers


def page_or_404(pk: int) -> Any:
    """The live, public page of this number that can have comments. Http404 for all others alike."""
    # Numbers beyond the column's range are an error to SQLite and PostgreSQL, not just unknown.
    found = open_to_readers(Page.objects.filter(pk=pk)).first() if pk < 2**31 else None
    page: Any = found.specific if found else None
    takes_comments = isinstance(page, TakesComments)
    if not takes_comments or page.url is None:
        raise Http404(_("There is no such page to comment on."))
    return page
