"""How long and how large an uploaded video is, read from the file itself.

MediaInfo does the reading; its library comes inside the `pymediainfo` wheel for Linux and macOS.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from pymediainfo import MediaInfo, Track

_MP4_MARK = (4, b"ftyp")
_WEBM_MARK = (0, b"\x1aE\xdf\xa3")


class Problem(TextChoices):
    """Why a file is no video we can show; the label is a sentence for the editor."""

    OTHER_FORMAT = "other-format", _("This is not an MP4 or WebM video.")
    NO_PICTURE = "no-picture", _("This file has sound but no moving picture.")
    INCOMPLETE = "incomplete", _("This video is cut off or damaged. Export or upload it again.")


class NotAVideo(ValueError):  # noqa: N818  # a fact about the file, not a mistake of ours
    """The file can't be shown as a video; `problem` says why, `str()` says it to the editor."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem.label)


@dataclass(frozen=True)
class Measured:
    """`duration` is whole seconds, rounded down, so that no clip may end after the last picture;
    `width` and `height` are pixels as shown, so a phone's upright video is taller than wide."""

    duration: int
    width: int
    height: int


def measure_video(source: str | os.PathLike[str] | BinaryIO) -> Measured:
    """Length and size of an MP4 or WebM file, given its path or the file opened for reading bytes.

    An open file (Django's uploads among them) is left open, at its beginning.
    Raises NotAVideo for anything else, also for a video that lacks its end, and OSError where
    the path can't be read.
    """
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as file:
            return _measure(file)
    try:
        return _measure(source)
    finally:
        source.seek(0)


def _measure(file: BinaryIO) -> Measured:
    _refuse_other_formats(file)
    info = MediaInfo.parse(file)
    if not info.video_tracks:
        raise NotAVideo(Problem.NO_PICTURE if info.audio_tracks else Problem.INCOMPLETE)
    whole, picture = info.general_tracks[0], info.video_tracks[0]
    if whole.istruncated == "Yes" or not (whole.duration and picture.width and picture.height):
        raise NotAVideo(Problem.INCOMPLETE)
    return Measured(int(float(whole.duration)) // 1000, *_as_shown(picture))


def _refuse_other_formats(file: BinaryIO) -> None:
    # Before MediaInfo sees it: a playlist would make it open whatever files the playlist names.
    file.seek(0)
    beginning = file.read(12)
    if not any(beginning[at:].startswith(mark) for at, mark in (_MP4_MARK, _WEBM_MARK)):
        raise NotAVideo(Problem.OTHER_FORMAT)


def _as_shown(picture: Track) -> tuple[int, int]:
    lies_on_its_side = round(float(picture.rotation or 0)) % 180 == 90
    return (picture.height, picture.width) if lies_on_its_side else (picture.width, picture.height)
