"""Where the site says it stands."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def follow_site_url(site: Site) -> bool:
    """Give `site` the host and port of SITE_URL; returns whether that changed anything.

    Wagtail builds absolute addresses (feeds, sitemap, canonical links) from the site's record,
    never from the request. A host that somebody chose stays: only a site that still stands on
    the machine it was made on follows. Wagtail says https for port 443 alone.
    """
    if site.hostname not in ON_THIS_MACHINE:
        return False
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    wanted = (address.hostname or site.hostname, port)
    if (site.hostname, site.port) == wanted:
        return False
    site.hostname, site.port = wanted
    site.save(update_fields=["hostname", "port"])
    return True
