"""The authors and the reviewer, all invented."""

from typing import Any

from django.utils.html import linebreaks

from demo.content import found, read_list
from demo.files import Shelf
from demo.publishing import add, publish
from people.models import PeopleIndexPage, PersonPage


def add_people(index: PeopleIndexPage, shelf: Shelf, accounts: dict[str, Any]) -> dict[str, PersonPage]:
    """Publish a page for each person; returns them by slug."""
    tables, user = read_list("people", "person"), accounts["owner"]
    return {table["slug"]: publish(add(index, _page(table, shelf, accounts), user), user) for table in tables}


def _page(table: dict[str, Any], shelf: Shelf, accounts: dict[str, Any]) -> PersonPage:
    return PersonPage(
        title=table["name"],
        slug=table["slug"],
        credentials=table["credentials"],
        role=table["role"],
        summary=table["summary"],
        biography=linebreaks("\n\n".join(table["bio"]), autoescape=True),
        portrait=shelf.picture(table["portrait"], table["name"], table["portrait_alt"]),
        portrait_alt=table["portrait_alt"],
        account=found(accounts, table["account"], "people.toml") if "account" in table else None,
    )
