"""The editor's forms of every page: saving a draft asks only what a draft must have."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from pages.slugs import check_slug


class BasePageForm(WagtailAdminPageForm):
    """Tells the page and its child objects when a draft is saved, as Wagtail tells blocks.

    Their `clean` then leaves out what only readers would miss (`is_deferred_validation`).
    """

    def clean_slug(self) -> str:
        """Below the home page some more slugs are taken; a new page does not know its place yet."""
        slug = self.cleaned_data["slug"]
        check_slug(slug, self.parent_page.depth if self.parent_page else None)
        return slug

    def defer_required_fields(self) -> None:
        """Before a draft is checked."""
        super().defer_required_fields()
        self._mark(True)

    def restore_required_fields(self) -> None:
        """After a draft was refused, or never."""
        super().restore_required_fields()
        self._mark(False)

    def _mark(self, deferred: bool) -> None:
        children: list[Any] = [form.instance for formset in self.formsets.values() for form in formset.forms]
        for instance in [self.instance, *children]:
            instance.is_deferred_validation = deferred


class BasePageCopyForm(CopyForm):
    """Wagtail's form for copying a page, which does not ask the page about its new slug."""

    def clean(self) -> dict[str, Any]:
        """Refuse at the field what the copy itself would refuse with an error page."""
        cleaned = super().clean()
        try:
            parent = cleaned.get("new_parent_page")
            check_slug(cleaned.get("new_slug", ""), parent.depth if parent else None)
        except ValidationError as error:
            self.add_error("new_slug", error)
        return cleaned
