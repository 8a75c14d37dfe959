"""Door to forgetting senders; the scheduler calls the same every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.privacy.forgetting import forget_senders


class Command(BaseCommand):
    """`manage.py forget_senders`."""

    help = "Erase network addresses and browsers of commenters that are older than COMMENT_SENDER_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, and say how much."""
        for name, number in forget_senders()._asdict().items():
            self.stdout.write(f"{number:>6}  {name.replace('_', ' ')}")
