"""The notice at the comment form that words are sent to Akismet, and where to read what happens to them."""

from django.http import HttpRequest

from comments.akismet.switch import has_key, is_on
from comments.models import FilterSettings
from pages.models import SiteSettings

AKISMET_PRIVACY = "https://automattic.com/privacy-notice/"


def privacy_address(request: HttpRequest) -> str:
    """The page that the notice leads to, the site's own or Akismet's; "" exactly where Akismet is off."""
    if not has_key() or not is_on(FilterSettings.for_request(request)):
        return ""
    page = SiteSettings.for_request(request).privacy_page
    return (page.url if page and page.live else None) or AKISMET_PRIVACY
