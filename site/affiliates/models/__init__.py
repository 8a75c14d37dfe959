"""The models of the affiliates app."""

from .clicks import DailyClicks
from .disclosure_settings import DisclosureSettings
from .link import AffiliateLink
from .link_check import LinkCheck
from .programme import AffiliateProgramme

__all__ = ["AffiliateLink", "AffiliateProgramme", "DailyClicks", "DisclosureSettings", "LinkCheck"]
