"""The head of each page of the desk: its title, its icon and the way back to the inbox."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def header(title: str = "") -> dict[str, Any]:
    """What Wagtail's page header shows; without a title, that of the inbox itself. `desk` is its address."""
    desk = {"url": reverse("comments_desk:index"), "label": _("Comments")}
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, desk]
    if title:
        items.append({"url": "", "label": title})
    head = {"breadcrumbs_items": items, "header_title": title or _("Comments"), "header_icon": "comment"}
    return {**head, "desk": desk["url"]}
