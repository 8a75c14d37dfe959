"""The file that a backup is: a zip with the database, the media and a list of what belongs in it."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media"
FORMAT = 1
CHUNK = 1024 * 1024


class BadArchive(ValueError):  # noqa: N818
    """The file is no backup, or not a whole one; the message says what is wrong."""


@dataclass(frozen=True)
class Contents:
    """What an archive says of itself: the database's engine and a SHA-256 for each file by name."""

    vendor: str
    made: str
    files: dict[str, str]


def write(target: Path, database: Path, media: Path, *, vendor: str, made: str) -> Contents:
    """Write `database` (one file) and everything under `media` to the zip `target`.

    Only its owner can read the result: it holds every account. Files that vanish while this runs
    are left out, since their pages have let go of them.
    """
    target.touch(mode=0o600)
    hashes = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for name, source in [(DATABASE, database), *_media_files(media)]:
            try:
                hashes[name] = _add(archive, name, source)
            except FileNotFoundError:
                continue
        contents = Contents(vendor, made, hashes)
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **vars(contents)}))
    return contents


def unpack(source: Path, folder: Path) -> Contents:
    """Write what the archive holds under `folder`, after its names and while its hashes are checked.

    Raises BadArchive when anything is missing, changed, unexpected or would land elsewhere; `folder`
    may then hold a part of it.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            contents = _read_manifest(archive)
            _check_names(archive, contents)
            for name, expected in contents.files.items():
                if _take(archive, name, folder / name) != expected:
                    raise BadArchive(f"{name} has changed since the backup was made.")
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError, UnicodeDecodeError, EOFError) as error:
        raise BadArchive(f"{source} is no backup or is damaged: {error}") from error
    (folder / MEDIA).mkdir(exist_ok=True)
    return contents


def _media_files(media: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(media.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield f"{MEDIA}/{file.relative_to(media).as_posix()}", file


def _add(archive: zipfile.ZipFile, name: str, source: Path) -> str:
    info = zipfile.ZipInfo.from_file(source, name, strict_timestamps=False)
    # Pictures and videos are compressed already.
    info.compress_type = zipfile.ZIP_STORED if name.startswith(MEDIA) else zipfile.ZIP_DEFLATED
    with source.open("rb") as reader, archive.open(info, "w", force_zip64=True) as writer:
        return _copy(reader, writer)


def _take(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as reader, target.open("xb") as writer:
        return _copy(reader, writer)


def _copy(reader: IO[bytes], writer: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := reader.read(CHUNK):
        digest.update(chunk)
        writer.write(chunk)
    return digest.hexdigest()


def _read_manifest(archive: zipfile.ZipFile) -> Contents:
    manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadArchive("This backup is of a kind that this version does not know.")
    return Contents(manifest["vendor"], manifest["made"], manifest["files"])


def _check_names(archive: zipfile.ZipFile, contents: Contents) -> None:
    names = archive.namelist()
    if sorted(names) != sorted([MANIFEST, *contents.files]) or DATABASE not in contents.files:
        raise BadArchive("The backup does not hold what its own list says.")
    for name in contents.files:
        if not _stays_inside(name):
            raise BadArchive(f"The backup holds a file that belongs nowhere: {name!r}")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    if name == DATABASE:
        return True
    whole = str(path) == name and "\\" not in name and "\0" not in name
    return whole and path.parts[0] == MEDIA and len(path.parts) > 1 and ".." not in path.parts


def move_in(source: Path, target: Path) -> None:
    """Move a file or folder to where `target` names it; that may be on another disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, target)
