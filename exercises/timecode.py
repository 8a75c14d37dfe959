"""Times in a video as people type them (1:35) and as machines want them (95, PT1M35S).

Everything here is whole seconds, from 0 to 24 hours. Nothing here knows Django.
"""

import re

LONGEST = 24 * 60 * 60

# ASCII digits only: \d would take full-width and Arabic-Indic digits as well, which read back
# differently from what was typed. Two digits after a colon, because 1:5 may mean 1:05 or 1:50.
_SHAPE = re.compile(r"[0-9]{1,6}(:[0-9]{2}){0,2}")


class TimecodeError(ValueError):
    """The text is no time we can use.

    `code` tells which rule it broke, for callers that word (and translate) their own message:
    "shape" (not m:ss, h:mm:ss or seconds), "sixty" (a part that must be under 60 is not) or
    "too_long" (more than 24 hours). `str()` is the same reason in plain English.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def parse_timecode(text: str) -> int:
    """Whole seconds for "m:ss", "h:mm:ss" or plain seconds; surrounding spaces are ignored.

    Minutes in m:ss may pass 59: "90:00" is an hour and a half.
    Raises TimecodeError for anything else, and for more than 24 hours.
    """
    text = text.strip()
    if not _SHAPE.fullmatch(text):
        raise TimecodeError("shape", "Write a time as minutes and seconds, such as 1:35, or h:mm:ss.")
    first, *others = (int(part) for part in text.split(":"))
    if any(part > 59 for part in others):
        raise TimecodeError("sixty", "The part after a colon goes up to 59.")
    seconds = first
    for part in others:
        seconds = seconds * 60 + part
    if seconds > LONGEST:
        raise TimecodeError("too_long", "A time in a video is at most 24 hours.")
    return seconds


def format_timecode(seconds: int) -> str:
    """ "1:35" for 95 and "1:02:03" for 3723; `parse_timecode` reads both back.

    Raises ValueError for a negative number.
    """
    hours, minutes, seconds = _split(seconds)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def iso8601_duration(seconds: int) -> str:
    """ "PT1M35S" for 95, as schema.org's duration and HTML's <time> want it; "PT0S" for nothing.

    Raises ValueError for a negative number.
    """
    parts = zip(_split(seconds), "HMS", strict=True)
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")


def _split(seconds: int) -> tuple[int, int, int]:
    if seconds < 0:
        raise ValueError("A time in a video is never negative.")
    minutes, seconds = divmod(seconds, 60)
    return *divmod(minutes, 60), seconds
