"""Ask Akismet once whether it knows the key."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from comments.akismet import client
from comments.akismet.switch import has_key
from comments.akismet.trouble import Trouble


class Command(BaseCommand):
    """Prints Akismet's answer for the default site; fails where it is not "valid"."""

    help = "Asks Akismet whether it knows AKISMET_KEY for this site."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify the key."""
        if not has_key():
            raise CommandError("There is no AKISMET_KEY in the environment: Akismet is off.")
        site = Site.objects.filter(is_default_site=True).first()
        blog = f"{site.root_url if site else settings.SITE_URL}/"
        try:
            is_known = client.verify(blog)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        if not is_known:
            raise CommandError(f"Akismet does not know this key for {blog}")
        self.stdout.write(f"Akismet knows the key for {blog}")
