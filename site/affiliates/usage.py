"""Where a paid link is shown: blocks, rich text, equipment, the exercises that need it, their articles.

Wagtail's reference index knows who refers to whom. A paid link is shown by all that refer to it, by what
refers to those, and so on; a page passes on only to references that its class names in `shown_through`,
since most references to a page are mere links. A link that stands in for another is shown where that is.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils.text import capfirst
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.models import Page, ReferenceIndex

from affiliates.models import AffiliateLink


class Use(NamedTuple):
    """A page that shows a link, or a setting of every page; `through` are the things in between.

    `is_change`: a live page that will show it, once a change is published (see `affiliates.drafts`).
    """

    user: Any
    through: list[Any]
    is_change: bool = False

    @property
    def is_page(self) -> bool:
        """Else it is a setting."""
        return isinstance(self.user, Page)

    @property
    def name(self) -> str:
        """A page's title; a setting is called what it is in the menu, since many are named as their site."""
        return str(self.user if self.is_page else capfirst(self.user._meta.verbose_name))


class Thing(NamedTuple):
    """Anything that refers or is referred to, as the reference index names it."""

    content_type: int
    pk: str


class Reach(NamedTuple):
    """All that shows one link: each thing with the things in between, on the nearest way."""

    root: Thing
    ways: dict[Thing, list[Any]]
    objects: dict[Thing, Model]

    def onward(self, thing: Thing) -> list[Any]:
        """The things between the link and whatever refers to `thing`."""
        is_between = thing in self.objects and thing != self.root
        return [*self.ways[thing], self.objects[thing]] if is_between else self.ways[thing]

    def passes_on(self, thing: Thing, path: str) -> bool:
        """Whether a reference to `thing` at that path of a model shows the link."""
        if thing not in self.ways:
            return False
        shown = self.objects.get(thing)
        return not isinstance(shown, Page) or path.endswith(_shown_through(shown.content_type_id))

    def uses(self) -> list[Use]:
        """Pages by title, then settings."""
        found = [
            Use(self.objects[thing], way)
            for thing, way in self.ways.items()
            if isinstance(self.objects.get(thing), Page | AbstractSetting) and thing != self.root
        ]
        return in_order(found)


def uses(links: Sequence[AffiliateLink]) -> dict[int, list[Use]]:
    """Where each of `links` is shown, by its key, as the pages are stored now.

    Costs one query a step and one for each kind of thing found, however many links there are.
    """
    return {pk: reach.uses() for pk, reach in reaches(links).items()}


def reaches(links: Sequence[AffiliateLink]) -> dict[int, Reach]:
    """The same with all that is in between."""
    link_type = _type_of(AffiliateLink)
    roots = {link.pk: Thing(link_type, str(link.pk)) for link in links}
    users = _users_of(roots.values())
    objects = _load({thing for group in users.values() for thing in group})
    return {pk: _reach(root, users, objects) for pk, root in roots.items()}


def in_order(found: list[Use]) -> list[Use]:
    """Pages by title, then settings."""
    return sorted(found, key=lambda use: (not use.is_page, use.name.casefold()))


def _users_of(things: Iterable[Thing]) -> dict[Thing, list[Thing]]:
    """Who shows what, for `things` and all that show them."""
    users: dict[Thing, list[Thing]] = {}
    page_type = _type_of(Page)
    wanted = dict.fromkeys(things)  # with the specific type, where it is a page
    seen = set(wanted)
    while wanted:
        found: dict[Thing, int] = {}
        for thing, user, specific, path in _references(wanted):
            if thing.content_type != page_type or path.endswith(_shown_through(wanted[thing])):
                users.setdefault(thing, []).append(user)
                found[user] = specific
        wanted = {user: specific for user, specific in found.items() if user not in seen}
        seen |= wanted.keys()
    return users


def _references(things: Iterable[Thing]) -> list[tuple[Thing, Thing, int, str]]:
    by_type: dict[int, list[str]] = {}
    for thing in things:
        by_type.setdefault(thing.content_type, []).append(thing.pk)
    asked = Q()
    for content_type, keys in by_type.items():
        asked |= Q(to_content_type=content_type, to_object_id__in=keys)
    columns = (
        "to_content_type",
        "to_object_id",
        "base_content_type",
        "object_id",
        "content_type",
        "model_path",
    )
    rows = ReferenceIndex.objects.filter(asked).order_by("pk").values_list(*columns)
    return [
        (Thing(to, to_pk), Thing(base, pk), specific, path) for to, to_pk, base, pk, specific, path in rows
    ]


def _shown_through(content_type: int | None) -> tuple[str, ...]:
    model = ContentType.objects.get_for_id(content_type).model_class() if content_type else None
    return getattr(model, "shown_through", ())


def _load(things: Iterable[Thing]) -> dict[Thing, Model]:
    by_type: dict[int, list[str]] = {}
    for thing in things:
        by_type.setdefault(thing.content_type, []).append(thing.pk)
    found: dict[Thing, Model] = {}
    for content_type, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:  # of an app that is gone
            rows = model._default_manager.in_bulk(keys)
            found |= {Thing(content_type, str(pk)): one for pk, one in rows.items()}
    return found


def _reach(root: Thing, users: dict[Thing, list[Thing]], objects: dict[Thing, Model]) -> Reach:
    reach = Reach(root, {root: []}, objects)
    waiting = [root]
    for thing in waiting:
        onward = reach.onward(thing)
        for user in users.get(thing, ()):
            if user not in reach.ways:
                reach.ways[user] = onward
                waiting.append(user)
    return reach


def _type_of(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk
