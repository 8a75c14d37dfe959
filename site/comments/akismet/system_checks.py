"""What `manage.py check --deploy` says about Akismet's surroundings."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from comments.akismet.switch import has_key

LOCAL = {"localhost", "127.0.0.1", "::1"}


def check_akismet(**_kwargs: Any) -> list[CheckMessage]:
    """Warn where Akismet would be told the wrong site, or the wrong sender."""
    if not has_key():
        return []
    messages: list[CheckMessage] = []
    if urlsplit(settings.SITE_URL).hostname in LOCAL:
        hint = "Set SITE_URL to the address that readers use; Akismet knows a key by it."
        messages.append(Warning("AKISMET_KEY is set for a site on this machine.", hint, id="comments.W001"))
    if not settings.TRUSTED_PROXIES:
        hint = "Behind a proxy, name it in TRUSTED_PROXIES; else Akismet takes it for the one sender of all."
        messages.append(Warning("AKISMET_KEY is set and no proxy is trusted.", hint, id="comments.W002"))
    return messages
