"""Door to learning everything again."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.learning.lessons import learn_anew


class Command(BaseCommand):
    """`manage.py learn_anew`."""

    help = "Learn the words of approved comments and of spam again from the decisions of people."

    def handle(self, *args: Any, **options: Any) -> None:
        """Learn, and say from how many comments."""
        ham, spam = learn_anew()
        self.stdout.write(f"Learned from {ham} approved comments and {spam} marked as spam.")
