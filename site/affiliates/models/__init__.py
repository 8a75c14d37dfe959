"""The models of the affiliates app."""

from .clicks import DailyClicks
from .disclosure_settings import DisclosureSettings
from .health_round import HealthRound
from .link import AffiliateLink
from .link_check import LinkCheck
from .programme import AffiliateProgramme

__all__ = [
    "AffiliateLink",
    "AffiliateProgramme",
    "DailyClicks",
    "DisclosureSettings",
    "HealthRound",
    "LinkCheck",
]
