"""Door to the backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.backup import back_up
from config.snapshots import SnapshotFailed


class Command(BaseCommand):
    """`manage.py backup [--folder FOLDER]`, what `make backup` calls."""

    help = "Write database and media into one file; the site may be running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=Path(settings.VAR_DIR) / "backups")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Print the file made, or fail with CommandError."""
        try:
            target, count = back_up(folder)
        except SnapshotFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}\nThe database and {count} media files.")
