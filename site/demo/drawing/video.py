"""The silent demonstration video: six drawn exercises, captions and a table of clips.

ffmpeg with libx264 and libvpx-vp9 must be on the PATH, next to Chromium.

Every part lasts a whole number of keyframe intervals, so a player that seeks to the
start of a clip lands exactly on its first frame.
"""

import json
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import Any, TypedDict

import draw
import frames
from geometry import ease
from posters import Poster, poster_of
from raster import font_rule, render, save

HERE = Path(__file__).parent
FPS = 15
KEYFRAMES = 2  # seconds between keyframes
OPENING, NAME_CARD, CLOSING = 6, 2, 4
# One repetition in seconds: wait, move out, hold, move back.
WAIT, OUT, HOLD, BACK = 0.6, 2.0, 1.4, 2.0
REPETITION = 6
REPETITIONS = 3
CLIP = NAME_CARD + REPETITION * REPETITIONS
PER_SHEET, COLUMNS = 12, 4

COMMON = ("-an", "-r", str(FPS), "-g", str(FPS * KEYFRAMES), "-keyint_min", str(FPS * KEYFRAMES))
COLOUR = (
    "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709",
    "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
)  # fmt: skip
MP4 = (
    "-c:v", "libx264", "-profile:v", "main", "-preset", "slower", "-tune", "animation", "-crf", "27",
    "-sc_threshold", "0", "-movflags", "+faststart",
)  # fmt: skip
WEBM = (
    "-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "38", "-deadline", "good", "-cpu-used", "3",
    "-row-mt", "1",
)  # fmt: skip


class Routine(TypedDict):
    """The words of the video, from routine.json."""

    title: list[str]
    opening: list[str]
    closing: list[str]
    exercises: dict[str, dict[str, Any]]


class Storyboard:
    """Unique frames, and the order and number of times each is shown."""

    def __init__(self) -> None:
        self.drawings: list[str] = []
        self.order: list[int] = []

    def show(self, drawing: str, times: int) -> int:
        """Add a frame shown so many times in a row; returns its index."""
        self.drawings.append(drawing)
        self.order += [len(self.drawings) - 1] * times
        return len(self.drawings) - 1

    @property
    def seconds(self) -> int:
        """Length so far; parts begin and end on whole seconds."""
        return len(self.order) // FPS


def count(seconds: float) -> int:
    """Frames in that time."""
    return round(seconds * FPS)


def exercise(board: Storyboard, step: int, slug: str, words: dict[str, Any]) -> None:
    """Add the name card and the repetitions of one exercise."""
    exercises, bodies = draw.load()
    figure = exercises[slug]
    body = bodies[figure["body"]]

    def moment(share: float, arrow: bool) -> str:
        uid = f"{step}-{len(board.drawings)}-"
        return frames.action(step, figure, words, body, share, arrow, uid)

    board.show(frames.name_card(step, figure, words), count(NAME_CARD))
    first = len(board.order)
    board.show(moment(0, arrow=False), count(WAIT))
    for i in range(1, count(OUT)):
        board.show(moment(ease(i / count(OUT)), arrow=True), 1)
    board.show(moment(1, arrow=True), count(HOLD) + 1)
    for i in range(1, count(BACK) + 1):
        board.show(moment(ease(1 - i / count(BACK)), arrow=False), 1)
    board.order += board.order[first:] * (REPETITIONS - 1)


def storyboard(routine: Routine) -> tuple[Storyboard, dict[str, list[int]]]:
    """The whole video, and the first and last second of each exercise, after the card with its name."""
    board, clips = Storyboard(), {}
    board.show(frames.card(routine["title"], 84), count(OPENING))
    for step, (slug, words) in enumerate(routine["exercises"].items(), start=1):
        start = board.seconds + NAME_CARD
        exercise(board, step, slug, words)
        clips[slug] = [start, board.seconds]
    closing = routine["closing"]
    board.show(frames.card(closing[:1], 56, closing[1:], drop=500), count(CLOSING))
    return board, clips


def pictures(drawings: list[str]) -> list[bytes]:
    """Raw RGB of every unique frame, compressed to keep memory low."""
    font, found = font_rule(), []
    width, height = frames.SIZE
    for first in range(0, len(drawings), PER_SHEET):
        part = drawings[first : first + PER_SHEET]
        picture = render(*frames.sheet(part, COLUMNS, font)).convert("RGB")
        for i in range(len(part)):
            x, y = i % COLUMNS * width, i // COLUMNS * height
            found.append(zlib.compress(picture.crop((x, y, x + width, y + height)).tobytes(), 1))
    return found


def encode(board: Storyboard, folder: Path, name: str) -> list[Path]:
    """Feed every frame to ffmpeg once; it writes both formats."""
    targets = [folder / f"{name}.mp4", folder / f"{name}.webm"]
    width, height = frames.SIZE
    command = [
        "ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24",
        "-s", f"{width}x{height}", "-r", str(FPS), "-i", "-", "-map_metadata", "-1",
        *COMMON, *COLOUR, *MP4, str(targets[0]), *COMMON, *COLOUR, *WEBM, str(targets[1]),
    ]  # fmt: skip
    unique = pictures(board.drawings)
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 our own arguments
        assert process.stdin is not None
        for index in board.order:
            process.stdin.write(zlib.decompress(unique[index]))
        process.stdin.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return targets


def clock(seconds: float) -> str:
    """A WebVTT time stamp."""
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02}:{rest:06.3f}"


def cues(routine: Routine, clips: dict[str, list[int]]) -> Iterator[tuple[float, float, str]]:
    """Start, end and words of every caption."""
    exercises, _ = draw.load()
    half = OPENING / 2
    for i, line in enumerate(routine["opening"]):
        yield i * half, (i + 1) * half, line
    for step, (slug, words) in enumerate(routine["exercises"].items(), start=1):
        start = clips[slug][0]
        yield start - NAME_CARD, start, f"{step}. {exercises[slug]['title']}"
        for i, line in enumerate(words["lines"]):
            yield start + i * REPETITION, start + (i + 1) * REPETITION, line
    end = clips[slug][1]
    yield end, end + CLOSING, "\n".join(routine["closing"])


def captions(routine: Routine, clips: dict[str, list[int]]) -> str:
    """The caption file."""
    blocks = ["WEBVTT"]
    for i, (start, end, words) in enumerate(cues(routine, clips), start=1):
        lines = "\n".join(fill(line, 44) for line in words.splitlines())
        blocks.append(f"{i}\n{clock(start)} --> {clock(end)}\n{lines}")
    return "\n\n".join(blocks) + "\n"


def write_video(folder: Path, name: str = "runners-back") -> list[Path]:
    """Write the video in both formats, captions, clip table and poster."""
    folder.mkdir(parents=True, exist_ok=True)
    routine: Routine = json.loads((HERE / "routine.json").read_text())
    board, clips = storyboard(routine)
    table, words = folder / f"{name}.json", folder / f"{name}.vtt"
    table.write_text(json.dumps({"duration": board.seconds, "clips": clips}, indent=2) + "\n")
    words.write_text(captions(routine, clips))
    still = render(poster_of(POSTER, (1280, 720)), (1280, 720))
    return [
        *encode(board, folder, name), words, table,
        save(still, folder / f"{name}-poster.png"),
    ]  # fmt: skip


POSTER = (
    Poster("reverse-lunge", "spruce", 1.42, -70),
    Poster("overhead-band-pull", "spruce", 1.42, 150),
)
