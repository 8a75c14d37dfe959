"""Door to the restoring of a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.archive import BadArchive
from config.backup import WouldOverwrite, restore
from config.serving.in_use import InUse
from config.snapshots import SnapshotFailed


class Command(BaseCommand):
    """`manage.py restore FILE [--force]`, what `make restore` calls."""

    help = "Bring database and media back from a file that `backup` wrote."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--force", action="store_true", help="replace content that is there")

    def handle(self, *args: Any, file: str, force: bool, **options: Any) -> None:
        """Print what came back, or fail with CommandError."""
        if not file:
            raise CommandError("Say which file: make restore FILE=var/backups/…")
        if not Path(file).is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            contents, aside = restore(Path(file), force=force)
        except (BadArchive, InUse, OSError, SnapshotFailed, WouldOverwrite) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The backup of {contents.made} is back, {len(contents.files) - 1} media files.")
        if aside:
            self.stdout.write(f"What was there before lies in {aside}.")
