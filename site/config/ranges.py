"""Byte ranges as RFC 9110 section 14 defines them: which part of a file a request asks for."""

import re
from dataclasses import dataclass

# Longer numbers exceed every file there is; int() itself refuses very long ones.
_MOST_DIGITS = 18
_ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.ASCII | re.IGNORECASE)


class RangeNotSatisfiable(ValueError):  # noqa: N818 - the name RFC 9110 gives status 416
    """The range is well formed but lies outside the file: answer 416."""


@dataclass(frozen=True)
class ByteRange:
    """An inclusive range: `first` and `last` are byte offsets counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of bytes in the range, at least 1."""
        return self.last - self.first + 1


def parse_range(header: str, size: int) -> ByteRange | None:
    """Return the part of a file of `size` bytes that a Range header asks for.

    None means "answer with the whole file", which the RFC asks for when the header is malformed and
    allows when it names several ranges. Raises RangeNotSatisfiable when nothing of it is inside.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if not match or not any(match.groups()) or size == 0:
        return None
    first, last = (_number(digits) for digits in match.groups())
    if first is None:
        return _suffix(last or 0, size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise RangeNotSatisfiable(header)
    return ByteRange(first, size - 1 if last is None else min(last, size - 1))


def _suffix(length: int, size: int) -> ByteRange:
    if length == 0:
        raise RangeNotSatisfiable("the last 0 bytes")
    return ByteRange(max(size - length, 0), size - 1)


def _number(digits: str) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS
