"""The articles app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesApp(AppConfig):
    """Subscribes to published articles, whose video's details are then fetched."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Subscribe."""
        from articles import signals

        signals.connect()
