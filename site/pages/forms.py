"""The editor's form of every page: saving a draft asks only what a draft must have."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """Tells the page and its child objects when a draft is saved, as Wagtail tells blocks.

    Their `clean` then leaves out what only readers would miss (`is_deferred_validation`).
    """

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
