"""One menu for the small things that pages share."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from articles.viewsets import TopicViewSet
from exercises.viewsets import EquipmentViewSet, MuscleViewSet
from pages.viewsets import DisclaimerViewSet


class LibraryViewSetGroup(SnippetViewSetGroup):
    """Topics, muscles, equipment and disclaimers."""

    items = (TopicViewSet, MuscleViewSet, EquipmentViewSet, DisclaimerViewSet)
    menu_label = _("Shared lists")
    menu_icon = "folder-open-inverse"
    menu_order = 140
    add_to_admin_menu = True
