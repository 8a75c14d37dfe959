"""Muscles, equipment and topics: what already has the slug or the name is taken as it is."""

from typing import Any

from django.db.models import Model, Q

from articles.models import Topic
from demo.content import read_list
from exercises.models import Equipment, Muscle


def add_muscles() -> dict[str, Muscle]:
    """The muscles by slug."""
    return _add(Muscle, read_list("muscles", "muscle"))


def add_equipment() -> dict[str, Equipment]:
    """The equipment by slug."""
    return _add(Equipment, read_list("equipment", "equipment"))


def add_topics() -> dict[str, Topic]:
    """The topics by slug."""
    return _add(Topic, read_list("topics", "topic"))


def _add(model: type[Model], tables: list[dict[str, Any]]) -> dict[str, Any]:
    things = {}
    for table in tables:
        known = model._default_manager.filter(Q(slug=table["slug"]) | Q(name=table["name"])).first()
        things[table["slug"]] = known or model._default_manager.create(**table)
    return things
