"""The affiliates app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AffiliatesApp(AppConfig):
    """Programmes, paid links, their disclosure and their clicks."""

    name = "affiliates"
    verbose_name = _("Paid links")

    def ready(self) -> None:
        """Hear of pages that go."""
        from affiliates import signals  # noqa: F401
