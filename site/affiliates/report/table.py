"""The columns of the report's table and of its spreadsheets, for each kind of row."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from affiliates.report.asked import Group
from affiliates.report.querying import Row

# By attribute of `Row`; the name is called what the row is about.
NAMES = {Group.LINK: _("Link"), Group.PAGE: _("Page"), Group.DAY: _("Day")}
HEADINGS = {
    "programme": _("Programme"),
    "way": _("Counted"),
    "health": _("Last look"),
    "address": _("Address"),
    "clicks": _("Clicks"),
    "before": _("Period before"),
}
ABOUT = {
    Group.LINK: ["clicks", "before", "programme", "way", "health"],
    Group.PAGE: ["clicks", "before", "address"],
    Group.DAY: ["clicks"],
}
NUMBERS = {"clicks", "before"}


def columns(group: Group, address_of: Callable[[Row], str]) -> list[Column]:
    """The table's; the name leads to what `address_of` says. All can be sorted by."""
    about = [
        (NumberColumn if name in NUMBERS else Column)(name, label=HEADINGS[name], sort_key=name)
        for name in ABOUT[group]
    ]
    return [TitleColumn("name", label=NAMES[group], get_url=address_of, sort_key="name"), *about]


def exported(group: Group) -> list[str]:
    """The attributes in a spreadsheet; a day as a date."""
    return ["key" if group == Group.DAY else "name", *ABOUT[group]]


def headings(group: Group) -> dict[str, Any]:
    """What they are called there."""
    return HEADINGS | {"key": NAMES[group], "name": NAMES[group]}


def in_order(rows: list[Row], ordering: str) -> list[Row]:
    """Sorted by an attribute, downwards with a minus; equal ones by name. Days go by date."""
    name = ordering.removeprefix("-")
    by_name = sorted(rows, key=_day_or_name)
    if name == "name":
        return by_name[::-1] if ordering.startswith("-") else by_name
    return sorted(by_name, key=lambda row: _sortable(getattr(row, name)), reverse=ordering.startswith("-"))


def _day_or_name(row: Row) -> Any:
    return row.key if row.key and not isinstance(row.key, int) else row.name.casefold()


def _sortable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
