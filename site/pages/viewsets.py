"""Disclaimers in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.models import Disclaimer


class DisclaimerViewSet(SnippetViewSet):
    """Disclaimers, with the history that RevisionMixin keeps."""

    model = Disclaimer
    icon = "warning"
    menu_label = _("Disclaimers")
    list_display = ["title"]
    ordering = ["title"]
