"""The models of the pages app, one subject a module."""

from .base_page import BasePage
from .disclaimer import Disclaimer
from .images import Rendition, SiteImage
from .media import SiteMedia
from .site_settings import NavigationItem, SiteSettings, SocialProfile
from .standard_page import StandardPage

__all__ = [
    "BasePage",
    "Disclaimer",
    "NavigationItem",
    "Rendition",
    "SiteImage",
    "SiteMedia",
    "SiteSettings",
    "SocialProfile",
    "StandardPage",
]
