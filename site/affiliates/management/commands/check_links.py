"""Look at paid links now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from affiliates.health import rounds
from affiliates.models import AffiliateLink, LinkCheck


class Command(BaseCommand):
    """Prints how often each verdict came; one host is asked at most every two seconds."""

    help = "Looks at the paid links that nobody has looked at today, and prints what was found."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which links."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="All links in use, also those of today.")
        which.add_argument("--link", metavar="SLUG", help="Only this link.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, then print the counts."""
        links = rounds.current() if options["all"] or options["link"] else rounds.due()
        if options["link"]:
            links = self._only(links, options["link"])
        try:
            counts = rounds.go_round(links)
        except rounds.Busy:
            raise CommandError("Links are being looked at already. Try again in a minute.") from None
        for verdict in LinkCheck.Verdict:
            if counts[verdict]:
                self.stdout.write(f"{counts[verdict]:6} {verdict.label}")
        self.stdout.write(f"{counts.total():6} looked at")

    def _only(self, links: Any, slug: str) -> Any:
        found = links.filter(slug=slug)
        if found:
            return found
        if AffiliateLink.objects.filter(slug=slug).exists():
            raise CommandError(f"{slug} is expired or not in use, so it is not looked at.")
        raise CommandError(f"There is no paid link {slug}.")
