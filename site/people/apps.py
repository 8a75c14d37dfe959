"""The people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleApp(AppConfig):
    """People who write, review and are quoted."""

    name = "people"
    verbose_name = _("People")
