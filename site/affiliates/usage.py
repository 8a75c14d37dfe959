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
    """A page that shows a link, or a setting of every page; `through` are the things in between."""

    user: Any
    through: list[Any]

    @property
    def is_page(self) -> bool:
        """Else it is a setting."""
        return isinstance(self.user, Page)

    @property
    def name(self) -> str:
        """A page's title; a setting is called what it is in the menu, since many are named as their site."""
        return str(self.user if self.is_page else capfirst(self.user._meta.verbose_name))


class _Thing(NamedTuple):
    content_type: int
    pk: str


def uses(links: Sequence[AffiliateLink]) -> dict[int, list[Use]]:
    """Where each of `links` is shown, by its key, as the pages are stored now.

    Costs one query a step and one for each kind of thing found, however many links there are.
    """
    link_type = _type_of(AffiliateLink)
    roots = {link.pk: _Thing(link_type, str(link.pk)) for link in links}
    users = _users_of(roots.values())
    objects = _load({thing for group in users.values() for thing in group})
    return {pk: _uses_of(root, users, objects) for pk, root in roots.items()}


def uses_of(link: AffiliateLink) -> list[Use]:
    """Where one link is shown."""
    return uses([link])[link.pk] if link.pk else []


def _users_of(things: Iterable[_Thing]) -> dict[_Thing, list[_Thing]]:
    """Who shows what, for `things` and all that show them."""
    users: dict[_Thing, list[_Thing]] = {}
    page_type = _type_of(Page)
    wanted = dict.fromkeys(things)  # with the specific type, where it is a page
    seen = set(wanted)
    while wanted:
        found: dict[_Thing, int] = {}
        for thing, user, specific, path in _references(wanted):
            if thing.content_type != page_type or path.endswith(_shown_through(wanted[thing])):
                users.setdefault(thing, []).append(user)
                found[user] = specific
        wanted = {user: specific for user, specific in found.items() if user not in seen}
        seen |= wanted.keys()
    return users


def _references(things: Iterable[_Thing]) -> list[tuple[_Thing, _Thing, int, str]]:
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
        (_Thing(to, to_pk), _Thing(base, pk), specific, path) for to, to_pk, base, pk, specific, path in rows
    ]


def _shown_through(content_type: int | None) -> tuple[str, ...]:
    model = ContentType.objects.get_for_id(content_type).model_class() if content_type else None
    return getattr(model, "shown_through", ())


def _load(things: Iterable[_Thing]) -> dict[_Thing, Model]:
    by_type: dict[int, list[str]] = {}
    for thing in things:
        by_type.setdefault(thing.content_type, []).append(thing.pk)
    found: dict[_Thing, Model] = {}
    for content_type, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:  # of an app that is gone
            rows = model._default_manager.in_bulk(keys)
            found |= {_Thing(content_type, str(pk)): one for pk, one in rows.items()}
    return found


def _uses_of(root: _Thing, users: dict[_Thing, list[_Thing]], objects: dict[_Thing, Model]) -> list[Use]:
    """The nearest way to each user, pages by title."""
    ways: dict[_Thing, list[Any]] = {root: []}
    waiting = [root]
    for thing in waiting:
        onward = [*ways[thing], objects[thing]] if thing in objects and thing != root else ways[thing]
        for user in users.get(thing, ()):
            if user not in ways:
                ways[user] = onward
                waiting.append(user)
    found = [
        Use(objects[thing], way)
        for thing, way in ways.items()
        if isinstance(objects.get(thing), Page | AbstractSetting) and thing != root
    ]
    return sorted(found, key=lambda use: (not use.is_page, use.name.casefold()))


def _type_of(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk
