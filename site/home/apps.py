"""The home app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeApp(AppConfig):
    """What stands above all content."""

    name = "home"
    verbose_name = _("Home")
