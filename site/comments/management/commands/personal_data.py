"""Door to what is stored under an e-mail address: all of it as JSON, or its end."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from comments.privacy.erasure import erase_all
from comments.privacy.personal_data import export
from comments.privacy.stored import NotAnAddress, Stored, read_address, stored_under


class Command(BaseCommand):
    """`manage.py personal_data export ADDRESS [--output FILE]` and `… erase ADDRESS [--yes]`."""

    help = "Export or erase all that is stored under an e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        doors = parser.add_subparsers(dest="door", required=True)
        exporting = doors.add_parser("export", help="write all of it as JSON")
        exporting.add_argument("address")
        exporting.add_argument("--output", type=Path, help="a file instead of the screen")
        erasing = doors.add_parser("erase", help="erase all of it for good; says only how much without --yes")
        erasing.add_argument("address")
        erasing.add_argument("--yes", action="store_true", help="do it")

    def handle(self, *args: Any, door: str, address: str, **options: Any) -> None:
        """Do what is asked, or fail with CommandError."""
        try:
            address = read_address(address)
        except NotAnAddress as error:
            raise CommandError(str(error)) from error
        if door == "export":
            self._export(address, options["output"])
        else:
            self._erase(address, options["yes"])

    def _export(self, address: str, output: Path | None) -> None:
        text = json.dumps(export(address), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
            return
        try:
            output.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error

    def _erase(self, address: str, is_sure: bool) -> None:
        self._tell(erase_all(address) if is_sure else stored_under(address))
        if not is_sure:
            self.stdout.write("Nothing is erased yet: add --yes to erase it for good.")

    def _tell(self, stored: Stored) -> None:
        for number, name in (
            (stored.comments, f"comments ({stored.from_desk} of them written by staff at the desk)"),
            (stored.answers, "answers by others, which stay"),
            (stored.correspondents, "records of mail to the address"),
            (stored.blocks, "blocks of the address"),
        ):
            self.stdout.write(f"{number:>6}  {name}")
