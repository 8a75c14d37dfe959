"""The exercise library: entries with their drawings, and the ways from one to an easier or harder one."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

from demo.content import check, check_each, found, read_folder
from demo.files import Shelf
from demo.publishing import add, in_order, publish
from exercises.models import (
    Equipment,
    ExerciseEquipment,
    ExerciseImage,
    ExerciseIndexPage,
    ExerciseMuscle,
    ExercisePage,
    Muscle,
)
from people.models import PersonPage

LINES = ("instructions", "cues", "mistakes")
TEXTS = ("title", "slug", "summary", "body_area", "level", "ask_first", "stop_if")


class Library:
    """Turns the files of content/exercises into pages."""

    def __init__(self, muscles: dict[str, Muscle], equipment: dict[str, Equipment], shelf: Shelf) -> None:
        self.muscles = muscles
        self.equipment = equipment
        self.shelf = shelf

    def add_to(
        self, index: ExerciseIndexPage, people: dict[str, PersonPage], writers: Sequence[str], user: Any
    ) -> dict[str, ExercisePage]:
        """Publish all entries and return them by slug; where none is named, the `writers` sign in turn."""
        tables = read_folder("exercises", "exercise")
        # Links need both ends, so all drafts come before the first publishing.
        drafts = {}
        for table, turn in zip(tables, cycle(writers), strict=False):
            writer = found(people, table.get("written_by", turn), f"exercises/{table['slug']}.toml")
            drafts[table["slug"]] = add(index, self._page(table, writer), user)
        for table in tables:
            _link(drafts[table["slug"]], table, drafts)
        return {slug: publish(draft, user) for slug, draft in drafts.items()}

    def _page(self, table: dict[str, Any], writer: PersonPage) -> ExercisePage:
        place = f"exercises/{table['slug']}.toml"
        page = ExercisePage(
            **{name: table[name] for name in TEXTS},
            **{name: "\n".join(table[name]) for name in LINES},
            **{name: _variation(table, name)["text"] for name in ("easier", "harder")},
            **check(table.get("dose", {}), "dose", place),
            written_by=writer,
        )
        page.muscles.set(
            in_order(
                ExerciseMuscle(muscle=found(self.muscles, item["slug"], place), role=item["role"])
                for item in check_each(table["muscles"], "exercise muscle", place)
            )
        )
        page.equipment_items.set(
            in_order(
                ExerciseEquipment(equipment=found(self.equipment, slug, place)) for slug in table["equipment"]
            )
        )
        page.images.set(
            in_order(
                self._image(item, table["title"])
                for item in check_each(table["images"], "exercise image", place)
            )
        )
        return page

    def _image(self, item: dict[str, Any], name: str) -> ExerciseImage:
        image = self.shelf.picture(item["file"], f"{name}: {item['pose']}", item["alt"])
        return ExerciseImage(image=image, pose=item["pose"], alt_text=item["alt"])


def _variation(table: dict[str, Any], name: str) -> dict[str, Any]:
    return check(table[name], "exercise variation", f"exercises/{table['slug']}.toml, {name}")


def _link(page: ExercisePage, table: dict[str, Any], entries: dict[str, ExercisePage]) -> None:
    for name in ("easier", "harder"):
        if slug := _variation(table, name).get("exercise"):
            setattr(page, f"{name}_page", found(entries, slug, f"exercises/{table['slug']}.toml, {name}"))
