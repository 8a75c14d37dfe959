"""Uploaded media as a thin WSGI layer around Django, with the byte ranges that seeking in a video needs.

Neither granian's static mount nor Django's static view answers Range; WhiteNoise does, but takes the
one byte of `bytes=0-0` for unsatisfiable, `bytes=-0` for the whole file, and knows no If-Range.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO

from config.ranges import ByteRange, RangeNotSatisfiable, parse_range

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGIApplication = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]

CHUNK = 64 * 1024
ONE_DAY = 24 * 60 * 60
# Nothing an upload contains may act on the site when it is opened by its own address. Only what could
# hold a script is put in a sandbox, since Chromium plays no video in one, and a link to a step of the
# video (`clip.mp4#t=95,130`) has to work where there is no JavaScript.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
SANDBOX = f"sandbox; {POLICY}"
WITHOUT_SCRIPTS = ("image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "audio/", "video/")

# A list of our own, because the standard library's depends on files of the machine it runs on.
# What is not listed is offered as a download.
TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
}


class MediaFiles:
    """Answer GET and HEAD under `prefix` from the files in `root`; hand everything else to `application`.

    `root` is a folder that need not exist yet, `prefix` an address path with a slash at both ends.
    """

    def __init__(self, application: WSGIApplication, root: str | Path, prefix: str = "/media/") -> None:
        self.application = application
        self.root = os.path.realpath(root)
        self.prefix = prefix

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(self.prefix):
            return self.application(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _empty(start_response, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        file = self.open(path[len(self.prefix) :])
        if file is None:
            return _empty(start_response, "404 Not Found", [("Cache-Control", "no-store")])
        return _answer(file, environ, start_response)

    def open(self, name: str) -> BinaryIO | None:
        """Open the file a request names, or None where there is nothing to show.

        `name` is in WSGI's encoding (bytes as Latin-1). Hidden files, folders, devices and links
        that lead outside of the root are nothing to show.
        """
        try:
            name = name.encode("latin-1").decode()
            if any(part == "" or part.startswith(".") for part in name.split("/")):
                return None
            path = os.path.realpath(os.path.join(self.root, name))
            if not path.startswith(self.root + os.sep):
                return None
            return _open_regular(path)
        except (OSError, ValueError):  # ValueError: not UTF-8, or a NUL byte
            return None


class FilePart:
    """The bytes of one range, in chunks; closes its file, as WSGI servers ask it to."""

    def __init__(self, file: BinaryIO, part: ByteRange) -> None:
        self.file = file
        self.part = part

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.part.first)
        remaining = self.part.length
        while remaining and (data := self.file.read(min(CHUNK, remaining))):
            remaining -= len(data)
            yield data

    def close(self) -> None:
        """Give the file back, also when the reader left early."""
        self.file.close()


def _open_regular(path: str) -> BinaryIO | None:
    # Without blocking, because opening a pipe would wait for its other end.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return open(descriptor, "rb", buffering=0)  # noqa: SIM115 - closed by FilePart
    os.close(descriptor)
    return None


def _answer(file: BinaryIO, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    facts = os.fstat(file.fileno())
    headers = [
        ("ETag", f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"'),
        ("Last-Modified", formatdate(facts.st_mtime, usegmt=True)),
        ("Cache-Control", f"public, max-age={ONE_DAY}"),
        ("Accept-Ranges", "bytes"),
        *_type_headers(environ["PATH_INFO"]),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if _is_known(environ, dict(headers)):
        file.close()
        return _empty(start_response, "304 Not Modified", headers, length=False)
    try:
        part = _wanted_part(environ, facts.st_size, dict(headers))
    except RangeNotSatisfiable:
        file.close()
        outside = ("Content-Range", f"bytes */{facts.st_size}")
        return _empty(start_response, "416 Range Not Satisfiable", [*headers, outside])
    if part:
        headers.append(("Content-Range", f"bytes {part.first}-{part.last}/{facts.st_size}"))
    status = "206 Partial Content" if part else "200 OK"
    part = part or ByteRange(0, facts.st_size - 1)
    start_response(status, [*headers, ("Content-Length", str(part.length))])
    if environ["REQUEST_METHOD"] == "HEAD":
        file.close()
        return []
    return FilePart(file, part)


def _wanted_part(environ: Environ, size: int, ours: dict[str, str]) -> ByteRange | None:
    header = environ.get("HTTP_RANGE")
    # Range means something for GET only (RFC 9110, 14.2).
    if not header or environ["REQUEST_METHOD"] != "GET":
        return None
    condition = environ.get("HTTP_IF_RANGE", "").strip()
    if condition and condition not in (ours["ETag"], ours["Last-Modified"]):
        return None
    return parse_range(header, size)


def _is_known(environ: Environ, ours: dict[str, str]) -> bool:
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or ours["ETag"] in known
    since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    try:
        return bool(since) and parsedate_to_datetime(ours["Last-Modified"]) <= parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):  # not a date, or one without a zone
        return False


def _type_headers(path: str) -> Headers:
    known = TYPES.get(os.path.splitext(path)[1].lower(), "")
    policy = ("Content-Security-Policy", POLICY if known.startswith(WITHOUT_SCRIPTS) else SANDBOX)
    if known:
        return [policy, ("Content-Type", known)]
    return [policy, ("Content-Type", "application/octet-stream"), ("Content-Disposition", "attachment")]


def _empty(
    start_response: StartResponse, status: str, headers: Headers, *, length: bool = True
) -> Iterable[bytes]:
    start_response(status, [*headers, ("Content-Length", "0")] if length else headers)
    return []
