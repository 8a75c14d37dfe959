"""A link's number as somebody sent or stored it."""

from typing import Any


def key_of(sent: Any) -> int | None:
    """The number that `sent` is; None for anything that a database would not take as a key."""
    text = str(sent)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
