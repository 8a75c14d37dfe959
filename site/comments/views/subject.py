"""The page that a comment is about, as far as a stranger may know of it."""

from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Model
from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import Page

from comments.models import TakesComments
from comments.prepared import Prepared, Slot
from pages.readers import open_to_readers

_PK = Slot("pk", IntegerField())
_TYPE = Prepared(lambda: open_to_readers(Page.objects.filter(pk=_PK)).values_list("content_type_id"))


def page_or_404(pk: int) -> Any:
    """The live, public page of this number that can have comments. Http404 for all others alike."""
    # Numbers beyond the column's range are an error to SQLite and PostgreSQL, not just unknown.
    found = _TYPE.rows(pk=pk) if pk < 2**31 else []
    kind = ContentType.objects.get_for_id(found[0][0]).model_class() if found else None
    page = _page_of(kind).first(pk=pk) if kind and issubclass(kind, TakesComments) else None
    if page is None or page.url is None:
        raise Http404(_("There is no such page to comment on."))
    return page


@cache
def _page_of(kind: type[Model]) -> Prepared:
    return Prepared(lambda: kind._default_manager.filter(pk=_PK))
