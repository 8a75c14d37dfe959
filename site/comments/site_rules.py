"""What the owner has set for the site that a request asks for, in one small query."""

from typing import TypeVar

from django.db.models import IntegerField
from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from comments.prepared import Prepared, Slot

Setting = TypeVar("Setting", bound=BaseSiteSetting)

# By kind of setting.
_of_site: dict[type[BaseSiteSetting], Prepared] = {}


def rules_for(request: HttpRequest, kind: type[Setting]) -> Setting:
    """`kind.for_request(request)`; where there is one site only, nothing is asked to find it."""
    sites = {path.site_id for path in Site.get_site_root_paths()}
    if kind not in _of_site:
        _of_site[kind] = Prepared(lambda: kind._default_manager.filter(site=Slot("site", IntegerField())))
    found = _of_site[kind].first(site=sites.pop()) if len(sites) == 1 else None
    return found or kind.for_request(request)
