"""Muscles, equipment and topics: what already has the slug or the name is taken as it is."""

from typing import Any

from django.db.models import Model, Q

from affiliates.models import AffiliateLink
from articles.models import Topic
from demo.content import found, read_list
from exercises.models import Equipment, Muscle


def add_muscles() -> dict[str, Muscle]:
    """The muscles by slug."""
    return _add(Muscle, read_list("muscles", "muscle"))


def add_equipment(links: dict[str, AffiliateLink]) -> dict[str, Equipment]:
    """The equipment by slug; a piece may lead to one of `links`."""
    tables = read_list("equipment", "equipment")
    for table in tables:
        if product := table.pop("product", ""):
            table["paid_link"] = found(links, product, f"equipment.toml, {table['slug']}")
    return _add(Equipment, tables)


def add_topics() -> dict[str, Topic]:
    """The topics by slug."""
    return _add(Topic, read_list("topics", "topic"))


def _add(model: type[Model], tables: list[dict[str, Any]]) -> dict[str, Any]:
    things = {}
    for table in tables:
        known = model._default_manager.filter(Q(slug=table["slug"]) | Q(name=table["name"])).first()
        things[table["slug"]] = known or model._default_manager.create(**table)
    return things
