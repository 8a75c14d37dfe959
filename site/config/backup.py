"""Database and media into one file, and back into an empty checkout."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from config import archive
from config.serving.in_use import alone_with
from config.snapshots import snapshot_of


class WouldOverwrite(RuntimeError):  # noqa: N818
    """There is content already, and nobody said that it may be replaced."""


def back_up(folder: Path, now: datetime | None = None) -> tuple[Path, int]:
    """Write a backup into `folder` and return its path and how many media files it holds.

    The site may be running: the database is copied first and as it stands at one moment, so that
    every file it names is still there when the media follow. Raises SnapshotFailed.
    """
    now = now or timezone.localtime()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"plumbline-{now:%Y-%m-%d-%H%M%S}.zip"
    with tempfile.TemporaryDirectory(prefix="backup-", dir=folder) as name:
        copy, whole = Path(name, archive.DATABASE), Path(name, target.name)
        snapshot_of(connection).save(copy)
        media = Path(settings.MEDIA_ROOT)
        contents = archive.write(whole, copy, media, vendor=connection.vendor, made=now.isoformat())
        whole.replace(target)
    return target, len(contents.files) - 1


def restore(source: Path, *, force: bool = False) -> tuple[archive.Contents, Path | None]:
    """Bring back a backup; return what it held and the folder where the content before it lies.

    Raises WouldOverwrite where there is content and not `force`, BadArchive for a file that is not
    a whole backup of this engine, InUse while the site runs, SnapshotFailed. Nothing is touched
    before the whole file has been checked.
    """
    var = Path(settings.VAR_DIR)
    with alone_with(var), tempfile.TemporaryDirectory(prefix="restore-", dir=var) as name:
        found = present_content()
        if found and not force:
            raise WouldOverwrite(f"There is content already ({found}). FORCE=1 replaces it.")
        unpacked = Path(name)
        contents = archive.unpack(source, unpacked)
        if contents.vendor != connection.vendor:
            kinds = f"The backup is of {contents.vendor}, the database here is {connection.vendor}."
            raise archive.BadArchive(kinds)
        connection.close()
        aside = var / f"replaced-{timezone.localtime():%Y-%m-%d-%H%M%S}"
        snapshot_of(connection).load(unpacked / archive.DATABASE, aside if found else None)
        _replace_media(unpacked / archive.MEDIA, aside if found else None)
    return contents, aside if aside.exists() else None


def present_content() -> str:
    """Return what there is already: "database", "media", both, or "" for an empty checkout."""
    media = Path(settings.MEDIA_ROOT)
    found = {
        "database": bool(connection.introspection.table_names()),
        "media": media.is_dir() and any(file.is_file() for file in media.rglob("*")),
    }
    return ", ".join(name for name, present in found.items() if present)


def _replace_media(unpacked: Path, aside: Path | None) -> None:
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and aside:
        archive.move_in(media, aside / archive.MEDIA)
    elif media.exists():
        shutil.rmtree(media)  # folders without a file in them
    archive.move_in(unpacked, media)
