"""The one record behind card, print sheet, session, JSON-LD and feed. Plain values, no queries."""

from dataclasses import dataclass, field
from typing import Any

from exercises.dose import Dose
from exercises.timecode import format_timecode


@dataclass(frozen=True)
class Clip:
    """A stretch of the article's video: first and last second (int)."""

    start: int
    end: int

    @property
    def label(self) -> str:
        """ "1:35–2:10"."""
        return f"{format_timecode(self.start)}–{format_timecode(self.end)}"

    @property
    def start_label(self) -> str:
        """ "1:35"."""
        return format_timecode(self.start)

    @property
    def seconds(self) -> int:
        """How long the clip is."""
        return self.end - self.start


@dataclass(frozen=True)
class NeededItem:
    """A piece of equipment: its name, and what the library knows about it (None where it is only typed).

    `stored_name` is the name that remains if the library's equipment is deleted.
    """

    name: str
    equipment: Any = None
    stored_name: str = ""

    @property
    def key(self) -> tuple[int | None, str]:
        """The library's number of it (None where it is only typed) and the name to compare it by."""
        return self.equipment.pk if self.equipment else None, (self.stored_name or self.name).casefold()

    @property
    def note(self) -> str:
        """Detail and substitute, from the library."""
        return self.equipment.note if self.equipment else ""

    @property
    def paid_link(self) -> int | None:
        """The number of the paid link under which a reader can get one; the page looks it up."""
        return self.equipment.paid_link_id if self.equipment else None

    @property
    def icon(self) -> str:
        """The name of the drawing."""
        return self.equipment.icon if self.equipment else "none"


@dataclass(frozen=True)
class Variation:
    """An easier or harder way; `url` leads to its library page where readers may open that."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Drawing:
    """A picture of one position and its alternative text."""

    image: Any
    alt: str
    pose: str = "end"


@dataclass(frozen=True)
class Exercise:
    """One exercise as a reader gets it.

    `number` counts through all lists of an article; `anchor` is stable while the block lives, as is
    `block_id` ("" where a block has none yet). `filled` names the fields that came from the library, `url`
    is the library page or "".
    """

    name: str
    number: int = 1
    anchor: str = ""
    block_id: str = ""
    equipment: tuple[NeededItem, ...] = ()
    instructions: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    easier: Variation | None = None
    harder: Variation | None = None
    ask_first: str = ""
    stop_if: str = ""
    dose: Dose = field(default_factory=Dose)
    clip: Clip | None = None
    drawings: tuple[Drawing, ...] = ()
    filled: tuple[str, ...] = ()
    url: str = ""

    @property
    def images(self) -> list[Any]:
        """The pictures of all positions."""
        return [drawing.image for drawing in self.drawings]

    @property
    def is_varied(self) -> bool:
        """Whether there is an easier or a harder way."""
        return bool(self.easier or self.harder)


def needed(exercises: list[Exercise]) -> list[NeededItem]:
    """What all exercises need together, each thing once, in order of first use."""
    items: dict[str, NeededItem] = {}
    for exercise in exercises:
        for item in exercise.equipment:
            items.setdefault(item.name.casefold(), item)
    return list(items.values())


def without(exercises: list[Exercise], item: NeededItem) -> list[Exercise]:
    """Those of `exercises` that can be done without `item`."""
    name = item.name.casefold()
    return [one for one in exercises if all(other.name.casefold() != name for other in one.equipment)]


def total_seconds(exercises: list[Exercise]) -> int | None:
    """Time from the doses; None as soon as one exercise does not say its seconds. Nothing is invented."""
    totals = [exercise.dose.total_seconds for exercise in exercises]
    return None if not totals or None in totals else sum(total for total in totals if total)
