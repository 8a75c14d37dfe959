"""Blocks in the admin: words, e-mail addresses and networks that count against a comment."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from comments.desk.rights import refusals_explained
from comments.models import Block


class BlockForm(WagtailAdminModelForm):
    """A block, and who typed it."""

    def clean_expires_at(self) -> Any:
        """A new end lies ahead; one that has passed may stay. The form shows no seconds."""
        at, before = self.cleaned_data["expires_at"], self.instance.expires_at
        if at and before and abs(at - before) < timedelta(minutes=1):
            return before
        if at and at <= timezone.now():
            raise ValidationError(_("This has passed. Choose a later time, or leave it empty."))
        return at

    def save(self, commit: bool = True) -> Block:
        """The first to save it is who it is by."""
        if self.instance._state.adding:
            self.instance.by = self.for_user
        return super().save(commit)


def _until(block: Block) -> str:
    if block.expires_at is None:
        return _("stays for good")
    day = date_format(timezone.localtime(block.expires_at), "DATE_FORMAT")
    return _("ended on %s") % day if block.expires_at <= timezone.now() else day


def _by(block: Block) -> str:
    return block.by.get_full_name() or block.by.get_username() if block.by else ""


class BlockViewSet(SnippetViewSet):
    """The menu item beside the comments."""

    model = Block
    icon = "lock"
    menu_label = gettext_lazy("Block list")
    menu_order = 151
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "value",
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("expires_at", label=gettext_lazy("Until"), accessor=_until, sort_key="expires_at"),
        Column("by", label=gettext_lazy("By"), accessor=_by),
        Column("note", label=gettext_lazy("Note"), accessor="note"),
    ]
    list_filter = ["kind"]
    list_per_page = 50
    search_fields = ["value", "note"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel(
                "value",
                help_text=gettext_lazy(
                    "A word counts where it stands alone, in capitals or small letters. An e-mail address, "
                    "or @example.com for everybody there. A network, such as 192.0.2.0/24, or one address."
                ),
            ),
            FieldPanel("expires_at"),
            FieldPanel("note", help_text=gettext_lazy("For other moderators.")),
        ],
        base_form_class=BlockForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """With a page that says why, for who may not see it."""
        return refusals_explained(super().get_urlpatterns())

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the people they are by."""
        return Block.objects.select_related("by")
