"""How much of an exercise: sets and one measure of work, a side, a rest. Pure; nothing is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

MAX_SETS, MAX_REPS, MAX_SECONDS = 20, 200, 3600
MEASURES = ("reps", "hold_seconds", "duration_seconds")


class Side(models.TextChoices):
    """Which side of the body works: both at once, each in turn in full, or alternating."""

    BOTH = "both", gettext_lazy("both sides at once")
    EACH = "each", gettext_lazy("each side in full")
    ALTERNATE = "alternate", gettext_lazy("alternating sides")


@dataclass(frozen=True)
class Dose:
    """Counts and seconds as the editor gave them; None means "not said", never zero.

    At most one of `reps`, `hold_seconds` and `duration_seconds` is set.
    """

    sets: int | None = None
    reps: int | None = None
    hold_seconds: int | None = None
    duration_seconds: int | None = None
    side: str = ""
    rest_seconds: int | None = None

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any] | None) -> "Dose":
        """A dose from a block value or stored dict; unknown keys are ignored, empty values are None."""
        data = data or {}
        numbers = {name: data.get(name) or None for name in ("sets", *MEASURES, "rest_seconds")}
        return cls(**numbers, side=data.get("side") or "")

    def __bool__(self) -> bool:
        """A dose that says nothing is false."""
        return any(
            (self.sets, self.reps, self.hold_seconds, self.duration_seconds, self.side, self.rest_seconds)
        )

    def as_dict(self) -> dict[str, Any]:
        """What is said, as plain JSON-able values."""
        return {name: value for name, value in self.__dict__.items() if value}

    @property
    def amount(self) -> str:
        """The large figure: "3 × 10", "3 × 20 s", "5 reps", "40 s", "3 sets"; "" where nothing is said."""
        seconds = self.hold_seconds or self.duration_seconds
        work = _("%d s") % seconds if seconds else str(self.reps or "")
        if self.sets and work:
            return f"{self.sets} × {work}"
        if self.sets:
            return ngettext("%d set", "%d sets", self.sets) % self.sets
        if self.reps:
            return ngettext("%d rep", "%d reps", self.reps) % self.reps
        return work

    @property
    def details(self) -> list[str]:
        """The small print beside the figure: what kind of seconds, side, rest."""
        return [text for text in (self._kind(), self._side(), self._rest()) if text]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.amount, *self.details) if part)

    @property
    def total_seconds(self) -> int | None:
        """Working and resting time where seconds are said; None where any of the work has none.

        A side worked "each" counts twice; rest counts between sets, not after the last.
        """
        seconds = self.hold_seconds or self.duration_seconds
        if not seconds:
            return None
        sets = self.sets or 1
        work = seconds * sets * (2 if self.side == Side.EACH else 1)
        return work + (self.rest_seconds or 0) * (sets - 1)

    def _kind(self) -> str:
        return _("hold") if self.hold_seconds else ""

    def _side(self) -> str:
        words = {"each": _("each side"), "alternate": _("alternating sides"), "both": _("both sides")}
        return words.get(self.side, "")

    def _rest(self) -> str:
        return _("rest %d s") % self.rest_seconds if self.rest_seconds else ""


def minutes_of(seconds: int) -> int:
    """Seconds as the whole minutes of "about 14 min": the nearest, at least one."""
    return max(1, (seconds + 30) // 60)


def seconds_of(minutes: int) -> int:
    """The most seconds that still read as `minutes`, so that a list and its cards agree."""
    return minutes * 60 + 29


def dose_errors(data: Mapping[str, Any], complete: bool = True) -> dict[str, str]:
    """What is wrong with a typed dose, by field name.

    More than one measure is always wrong; sets or a rest without any measure only where `complete`
    (a draft may still be unfinished).
    """
    given = [name for name in MEASURES if data.get(name)]
    if len(given) > 1:
        message = _("Give repetitions, a hold or a duration: only one of the three.")
        return dict.fromkeys(given[1:], message)
    if complete and not given and (data.get("sets") or data.get("rest_seconds")):
        return {"reps": _("Say how much of it: repetitions, a hold or a duration.")}
    return {}
