"""The comments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsApp(AppConfig):
    """Comments, their states and the moderation desk."""

    name = "comments"
    verbose_name = _("Comments")
