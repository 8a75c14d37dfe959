"""An article's body as values: one video, exercise lists that number on, counted figures."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.html import strip_tags
from wagtail.blocks.stream_block import StreamValue

from exercises.records import Exercise, needed, total_seconds
from exercises.resolve import resolve_lists, resolve_many

WORDS_A_MINUTE = 220


class Body:
    """A view of `stream`; everything is computed when first asked for and then kept."""

    def __init__(self, stream: StreamValue) -> None:
        self.stream = stream

    @cached_property
    def lists(self) -> list[Any]:
        """The `ExerciseListValue`s in order."""
        return [block.value for block in self.stream if block.block_type == "exercise_list"]

    @cached_property
    def video(self) -> Any:
        """The `VideoValue`, or None: of an article's blocks at most one is a video."""
        return next((b.value for b in self.stream if b.block_type == "video" and b.value.is_playable), None)

    @cached_property
    def exercises(self) -> list[Exercise]:
        """All exercises, numbered through; also sets `records` on each list."""
        return resolve_lists(self.lists)

    @cached_property
    def needs_before(self) -> str | None:
        """The id of the block above which "what you'll need" stands: the first exercise list."""
        return next((block.id for block in self.stream if block.block_type == "exercise_list"), None)

    @cached_property
    def last_list(self) -> str | None:
        """The id of the last exercise list: under it the routine ends."""
        lists = [block.id for block in self.stream if block.block_type == "exercise_list"]
        return lists[-1] if lists else None

    @property
    def chapters(self) -> list[Exercise]:
        """Exercises that have a clip, in the order of the video."""
        with_clip = [exercise for exercise in self.exercises if exercise.clip]
        return sorted(with_clip, key=lambda exercise: exercise.clip.start if exercise.clip else 0)

    @property
    def needed(self) -> list[Any]:
        """What all exercises need together, each thing once."""
        return needed(self.exercises)

    @property
    def total_seconds(self) -> int | None:
        """The routine's length from its doses; None where one of them does not say."""
        return total_seconds(self.exercises)

    @property
    def images(self) -> list[Any]:
        """Every picture that the body shows: of picture blocks, exercises and before the video."""
        pictures = [block.value["picture"] for block in self.stream if block.block_type == "picture"]
        drawn = [image for exercise in self.exercises for image in exercise.images]
        poster = [self.video["poster"]] if self.video else []
        return [image for image in (*pictures, *poster, *drawn) if image]

    def figures(self) -> dict[str, Any]:
        """The derived columns of an article."""
        return {
            "exercise_count": len(self.exercises),
            "video_seconds": self.video.known_duration if self.video else None,
            "routine_seconds": self.total_seconds,
            "reading_minutes": max(1, round(self._words() / WORDS_A_MINUTE)),
        }

    def _words(self) -> int:
        texts = [strip_tags(text) for text in self.stream.stream_block.get_searchable_content(self.stream)]
        return sum(len(re.findall(r"\w+", text)) for text in texts)


def resolve_together(bodies: Sequence[Body]) -> None:
    """Give several bodies their exercises with as many queries as one; to read, not to change."""
    _load_lists(bodies)
    for body, exercises in zip(bodies, resolve_many([body.lists for body in bodies]), strict=True):
        body.exercises = exercises


def _load_lists(bodies: Sequence[Body]) -> None:
    """Read the lists of all bodies as if they were one: each alone would ask for what its blocks chose."""
    stored = [
        [block for block in body.stream.raw_data if block["type"] == "exercise_list"] for body in bodies
    ]
    if not any(stored):
        return
    together = bodies[0].stream.stream_block.to_python([block for blocks in stored for block in blocks])
    values = iter([block.value for block in together])
    for body, blocks in zip(bodies, stored, strict=True):
        body.lists = [next(values) for _block in blocks]
