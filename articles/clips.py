"""Clips against the video they belong to."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

from exercises.timecode import format_timecode


def clips_beyond(stream: StreamValue) -> dict[int, dict[int, str]]:
    """Messages for clips that end after the video: {index of list block: {index of exercise: message}}.

    Empty while the video's length is unknown.
    """
    length = next((b.value.known_duration for b in stream if b.block_type == "video"), None)
    found: dict[int, dict[int, str]] = {}
    for list_index, block in enumerate(stream):
        if not length or block.block_type != "exercise_list":
            continue
        for index, exercise in enumerate(block.value["exercises"]):
            end = exercise["clip"]["end"]
            if isinstance(end, int) and end > length:  # a draft may hold text that is no time yet
                message = _("The video ends at %(length)s; this clip ends at %(end)s.")
                times = {"length": format_timecode(length), "end": format_timecode(end)}
                found.setdefault(list_index, {})[index] = message % times
    return found


def overlaps(chapters: list[Any]) -> list[tuple[Any, Any]]:
    """Pairs of exercises, in the video's order, whose clips overlap. Worth telling, never an error."""
    found = []
    longest = None  # the one that ends last so far: a long clip may reach over several
    for chapter in chapters:
        if longest and chapter.clip.start < longest.clip.end:
            found.append((longest, chapter))
        if longest is None or chapter.clip.end > longest.clip.end:
            longest = chapter
    return found
