"""An exercise list as a session: what a reader does, phase after phase. Pure; nothing is invented.

The page `<article>/follow/` carries these phases to the script that times them. Lengths that belong to
the reader and not to the exercise (getting ready, changing sides, a rest that nobody gave) stay None
here; the reader's device fills them in.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from exercises.dose import Side
from exercises.records import Exercise


class Kind(StrEnum):
    """What a phase is: get ready, move, hold still, change sides, rest."""

    READY = "ready"
    WORK = "work"
    HOLD = "hold"
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True)
class Phase:
    """A stretch of a session in which one thing is done.

    `seconds` is None where the exercise gives none: the reader's own pace. `set` counts from 1. `side` is
    "first" or "second" where each side is worked in full, else the dose's own word ("both", "alternate")
    or "". `reps` are those of one side.
    """

    kind: Kind
    set: int = 1
    side: str = ""
    seconds: int | None = None
    reps: int | None = None

    @property
    def is_work(self) -> bool:
        """Whether the exercise itself is done in it."""
        return self.kind in (Kind.WORK, Kind.HOLD)


@dataclass(frozen=True)
class Step:
    """One exercise of a session with its phases, in order."""

    exercise: Exercise
    phases: tuple[Phase, ...]

    @property
    def sets(self) -> int:
        """How many sets it has, at least 1."""
        return self.phases[-1].set

    @property
    def as_json(self) -> str:
        """The phases for the script: a list of [kind, seconds or null, set, side]."""
        rows = [[phase.kind, phase.seconds, phase.set, phase.side] for phase in self.phases]
        return json.dumps(rows, separators=(",", ":"))


def phases_of(exercise: Exercise) -> tuple[Phase, ...]:
    """Get ready, then every set in full: each side, the change between them, the rest before the next set."""
    sets = max(exercise.dose.sets or 1, 1)
    phases = [Phase(Kind.READY)]
    for number in range(1, sets + 1):
        phases += _one_set(exercise, number)
        if number < sets:
            phases.append(Phase(Kind.REST, number, seconds=exercise.dose.rest_seconds))
    return tuple(phases)


def steps_of(exercises: Iterable[Exercise]) -> list[Step]:
    """A session of these exercises, one after the other."""
    return [Step(exercise, phases_of(exercise)) for exercise in exercises]


def version_of(steps: Iterable[Step]) -> str:
    """A short text that changes when the session's exercises or their phases do.

    A device that remembers a place in an older version can't go on in the middle of it.
    """
    text = "\n".join(f"{step.exercise.anchor} {step.as_json}" for step in steps)
    return blake2s(text.encode(), digest_size=8).hexdigest()


def _one_set(exercise: Exercise, number: int) -> list[Phase]:
    dose = exercise.dose
    kind = Kind.HOLD if dose.hold_seconds else Kind.WORK
    seconds = dose.hold_seconds or dose.duration_seconds
    if dose.side != Side.EACH:
        return [Phase(kind, number, dose.side, seconds, dose.reps)]
    first, second = (Phase(kind, number, side, seconds, dose.reps) for side in ("first", "second"))
    return [first, Phase(Kind.SWITCH, number), second]
