"""Whether Akismet is asked at all."""

from django.conf import settings

from comments.models import FilterSettings, Mode, SignalName


def has_key() -> bool:
    """Whether the owner has given a key; without one nothing is ever sent."""
    return bool(settings.AKISMET_KEY)


def is_on(rules: FilterSettings) -> bool:
    """Whether comments of this site go to Akismet: there is a key, and the signal is not switched off."""
    return has_key() and rules.mode_of(SignalName.AKISMET) != Mode.OFF
