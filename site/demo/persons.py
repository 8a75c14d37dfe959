"""The authors and the reviewer, all invented."""

from typing import Any

from django.utils.html import linebreaks

from demo.content import read_list
from demo.files import Shelf
from demo.publishing import add, publish
from people.models import PeopleIndexPage, PersonPage


def add_people(index: PeopleIndexPage, shelf: Shelf, user: Any) -> dict[str, PersonPage]:
    """Publish a page for each person; returns them by slug."""
    tables = read_list("people", "person")
    return {table["slug"]: publish(add(index, _page(table, shelf), user), user) for table in tables}


def _page(table: dict[str, Any], shelf: Shelf) -> PersonPage:
    return PersonPage(
        title=table["name"],
        slug=table["slug"],
        credentials=table["credentials"],
        role=table["role"],
        summary=table["summary"],
        biography=linebreaks("\n\n".join(table["bio"]), autoescape=True),
        portrait=shelf.picture(table["portrait"], table["name"], table["portrait_alt"]),
        portrait_alt=table["portrait_alt"],
    )
