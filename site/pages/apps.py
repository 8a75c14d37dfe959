"""The pages app: subscribes to what must happen after an upload."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesApp(AppConfig):
    """Connects pictures with the task that makes their sizes."""

    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Subscribe to uploads and publishing; let "used in" know what the settings use."""
        from wagtail.models import ReferenceIndex

        from pages import signals
        from pages.models import SiteSettings

        signals.connect()
        ReferenceIndex.register_model(SiteSettings)
