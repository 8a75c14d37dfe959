"""From stored blocks to records: library text where a field is empty, in a constant number of queries."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images import get_image_model

from exercises.dose import Dose
from exercises.models import Equipment, ExercisePage
from exercises.records import Clip, Drawing, Exercise, NeededItem, Variation
from pages.pictures import prefetch
from pages.readers import open_to_readers

TEXT_FIELDS = ("name", "instructions", "cues", "mistakes", "easier", "harder", "ask_first", "stop_if")
FILLED_FIELDS = (*TEXT_FIELDS, "equipment", "dose")


def snapshot(page: ExercisePage) -> dict[str, Any]:
    """The library entry as plain JSON: what an article keeps when it is published."""
    return {
        "page": page.pk,
        "name": page.title,
        "equipment": [
            {"id": item.equipment_id, "name": item.equipment.name} for item in page.equipment_items.all()
        ],
        "instructions": page.instructions,
        "cues": page.cues,
        "mistakes": page.mistakes,
        "easier": page.easier,
        "easier_page": page.easier_page_id,
        "harder": page.harder,
        "harder_page": page.harder_page_id,
        "ask_first": page.ask_first,
        "stop_if": page.stop_if,
        "dose": page.dose.as_dict(),
        "images": [
            {"id": item.image_id, "pose": item.pose, "alt": "" if item.decorative else item.alt_text}
            for item in page.images.all()
        ],
    }


def kept_text(value: Any) -> dict[str, Any]:
    """The library text that an exercise block keeps, if it is of the entry chosen now; else {}."""
    kept, library = value.get("kept") or {}, value.get("library")
    return kept if library is None or kept.get("page") == library.pk else {}


def resolve_lists(lists: Iterable[Any]) -> list[Exercise]:
    """Give each `ExerciseListValue` of one article its `records`, numbered on; returns all of them."""
    (exercises,) = resolve_many([list(lists)])
    return exercises


def resolve_many(articles: Sequence[Sequence[Any]]) -> list[list[Exercise]]:
    """The same for the lists of several articles, with as many queries as for one."""
    values = [child.value for lists in articles for one in lists for child in one["exercises"].bound_blocks]
    lookup = Lookup(values)
    return [_numbered(lists, lookup) for lists in articles]


def _numbered(lists: Sequence[Any], lookup: "Lookup") -> list[Exercise]:
    everything: list[Exercise] = []
    for one in lists:
        start = len(everything) + 1
        one.records = [
            lookup.record(child.value, number, f"exercise-{(child.id or str(number))[:8]}", child.id or "")
            for number, child in enumerate(one["exercises"].bound_blocks, start=start)
        ]
        everything += one.records
    return everything


def resolve_page(page: ExercisePage) -> Exercise:
    """The record of a library entry itself."""
    data = snapshot(page)
    record = Lookup([], extra=[data]).from_data(data, number=1, anchor="exercise")
    prefetch(record.images)
    return record


class Lookup:
    """Everything that a set of exercise blocks points to, loaded at once."""

    def __init__(self, values: list[Any], extra: Iterable[dict] = ()) -> None:
        self.sources = _sources(values)
        datas = [*self.sources.values(), *(kept_text(value) for value in values), *extra]
        typed = [item for value in values for item in value.get("equipment") or []]
        items = [item for data in datas for item in data.get("equipment", [])]
        self.equipment = _in_bulk(Equipment, [item["id"] for item in items] + [item.pk for item in typed])
        images = get_image_model()
        self.images = _in_bulk(images, [image["id"] for data in datas for image in data.get("images", [])])
        linked = [data.get(key) for data in datas for key in ("page", "easier_page", "harder_page")]
        self.visible = {page.pk: page for page in _visible([pk for pk in linked if pk])}

    def record(self, value: Any, number: int, anchor: str, block_id: str = "") -> Exercise:
        """One block's record: its own text, and the library's where it says nothing."""
        library = value.get("library")
        source = kept_text(value) or (self.sources.get(library.pk, {}) if library else {})
        own = _own_data(value)
        filled = tuple(name for name in FILLED_FIELDS if not own.get(name) and source.get(name))
        data = {**source, **{name: content for name, content in own.items() if content}}
        return self.from_data(
            data,
            number=number,
            anchor=anchor,
            block_id=block_id,
            filled=filled,
            clip=_clip(value.get("clip") or {}),
            picture=value.get("picture"),
        )

    def from_data(self, data: dict[str, Any], *, picture: Any = None, **rest: Any) -> Exercise:
        """A record from snapshot-shaped data."""
        return Exercise(
            name=data.get("name", ""),
            equipment=tuple(self._needed(item) for item in data.get("equipment", [])),
            instructions=_lines(data.get("instructions")),
            cues=_lines(data.get("cues")),
            mistakes=_lines(data.get("mistakes")),
            easier=self._variation(data, "easier"),
            harder=self._variation(data, "harder"),
            ask_first=data.get("ask_first", ""),
            stop_if=data.get("stop_if", ""),
            dose=Dose.from_mapping(data.get("dose")),
            drawings=self._drawings(data, picture),
            url=self._url(data.get("page")),
            **rest,
        )

    def _needed(self, item: dict[str, Any]) -> NeededItem:
        known = self.equipment.get(item["id"])
        return NeededItem(known.name if known else item["name"], known, item["name"])

    def _variation(self, data: dict[str, Any], name: str) -> Variation | None:
        text = data.get(name, "")
        return Variation(text, self._url(data.get(f"{name}_page"))) if text else None

    def _drawings(self, data: dict[str, Any], picture: Any) -> tuple[Drawing, ...]:
        if picture:
            return (Drawing(picture, picture.contextual_alt_text or ""),)
        found = [(self.images.get(item["id"]), item) for item in data.get("images", [])]
        return tuple(Drawing(image, item["alt"], item["pose"]) for image, item in found if image)

    def _url(self, pk: int | None) -> str:
        page = self.visible.get(pk) if pk else None
        return (page.url or "") if page else ""


def _sources(values: list[Any]) -> dict[int, dict[str, Any]]:
    """Snapshots of chosen entries whose text no block keeps yet: live, public entries only."""
    wanted = [value["library"].pk for value in values if value.get("library") and not kept_text(value)]
    pages = _visible(wanted)
    prefetch_related_objects(pages, "equipment_items__equipment", "images")
    return {page.pk: snapshot(page) for page in pages}


def _visible(ids: Sequence[int]) -> list[ExercisePage]:
    return list(open_to_readers(ExercisePage.objects.filter(pk__in=ids))) if ids else []


def _in_bulk(model: Any, ids: Iterable[int | None]) -> dict[int, Any]:
    wanted = {pk for pk in ids if pk}
    return model.objects.in_bulk(wanted) if wanted else {}


def _own_data(value: Any) -> dict[str, Any]:
    own: dict[str, Any] = {name: (value.get(name) or "").strip() for name in TEXT_FIELDS}
    own["equipment"] = [{"id": item.pk, "name": item.name} for item in value.get("equipment") or []]
    own["dose"] = Dose.from_mapping(value.get("dose")).as_dict()
    return own


def _clip(value: Any) -> Clip | None:
    start, end = value.get("start"), value.get("end")
    is_complete = isinstance(start, int) and isinstance(end, int)  # a draft may hold half a clip
    return Clip(start, end) if is_complete and end > start else None


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def keep_library_text(lists: Iterable[Any]) -> bool:
    """Write the library's current text into blocks that keep none yet; whether anything changed.

    Called at publish: from then on the article shows this text until its editor accepts newer.
    """
    values = [child.value for one in lists for child in one["exercises"].bound_blocks]
    sources = _sources(values)
    changed = False
    for value in values:
        library = value.get("library")
        if library and not kept_text(value) and library.pk in sources:
            value["kept"] = sources[library.pk]
            changed = True
    return changed
