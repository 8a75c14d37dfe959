"""Door to the demo content."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.errors import DemoError
from demo.load import load


class Command(BaseCommand):
    """`manage.py load_demo [--if-empty]`."""

    help = "Load the sample content and sign-ins into an empty site. May be run again: it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave a site that has pages of its own alone, without failing",
        )

    def handle(self, *args: Any, if_empty: bool = False, **options: Any) -> None:
        """Load, and say how much; CommandError where it is refused."""
        try:
            outcome = load(if_empty=if_empty)
        except DemoError as error:
            raise CommandError(str(error)) from error
        for name, number in outcome.counts.items():
            self.stdout.write(f"{number:>4}  {name}")
        if outcome.note:
            self.stdout.write(outcome.note)
