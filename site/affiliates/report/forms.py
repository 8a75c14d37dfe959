"""The report's form: which days, and which links and pages."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from affiliates.models import AffiliateLink, AffiliateProgramme, DailyClicks
from affiliates.report.asked import UNKNOWN, Asked, Group
from affiliates.report.periods import Period, presets

USUAL = "30"
EARLIEST = date(2000, 1, 1)
# Ten years, which is as many bars as a small chart can tell apart when each is a month.
LONGEST = 3653


class _Day(forms.DateField):
    """Always as browsers send and want it, whatever the language."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, label: Any) -> None:
        message = {"invalid": gettext_lazy("Write the day as year-month-day, such as 2026-04-30.")}
        super().__init__(label=label, required=False, input_formats=["%Y-%m-%d"], error_messages=message)


class PeriodForm(forms.Form):
    """Which days. Days that somebody gives count before the name of a period."""

    since = _Day(gettext_lazy("From"))
    until = _Day(gettext_lazy("To"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        self.today = timezone.localdate()
        self.presets = presets(self.today)

    def clean_since(self) -> date | None:
        """Not before there was anything, and not in the future."""
        day = self.cleaned_data["since"]
        if day and day < EARLIEST:
            raise ValidationError(_("Choose a day from the year 2000 on."))
        if day and day > self.today:
            raise ValidationError(_("This day is yet to come."))
        return day

    def clean_until(self) -> date | None:
        """What is yet to come is left out, and what cannot have been is told."""
        day = self.cleaned_data["until"]
        if day and day < EARLIEST:
            raise ValidationError(_("Choose a day from the year 2000 on."))
        return min(day, self.today) if day else None

    def clean(self) -> dict[str, Any]:
        """The days in their order, and not more than the chart can show."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        elif since and ((until or self.today) - since).days >= LONGEST:
            self.add_error("since", _("Choose ten years at most."))
        return cleaned

    def asked(self) -> Asked | None:
        """What is asked for; None where it is not clear."""
        if not self.is_valid():
            return None
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        if since or until:
            last = until or self.today
            return Asked(Period(since or max(last - timedelta(days=29), EARLIEST), last), **self.narrowed())
        name = self.data.get("period")
        name = name if name in self.presets else USUAL
        return Asked(self.presets[name], name, **self.narrowed())

    def narrowed(self) -> dict[str, Any]:
        """What else `Asked` knows."""
        return {}


class ReportForm(PeriodForm):
    """Which days, links and pages, and what a row is. Costs one query for each choice."""

    link = forms.TypedChoiceField(
        label=gettext_lazy("Link"), required=False, coerce=int, empty_value=None,
        error_messages={"invalid_choice": gettext_lazy("There is no such link.")},
    )  # fmt: skip
    programme = forms.TypedChoiceField(
        label=gettext_lazy("Programme"), required=False, coerce=int, empty_value=None,
        error_messages={"invalid_choice": gettext_lazy("There is no such programme.")},
    )  # fmt: skip
    page = forms.TypedChoiceField(
        label=gettext_lazy("Page"), required=False, empty_value=None,
        coerce=lambda value: value if value == UNKNOWN else int(value),
        error_messages={"invalid_choice": gettext_lazy("Nothing was clicked on such a page.")},
    )  # fmt: skip
    group = forms.TypedChoiceField(
        label=gettext_lazy("A row for each"), required=False, coerce=Group, empty_value=Group.LINK,
        choices=[
            (Group.LINK, gettext_lazy("Link")),
            (Group.PAGE, gettext_lazy("Page")),
            (Group.DAY, gettext_lazy("Day")),
        ],
        error_messages={"invalid_choice": gettext_lazy("Choose link, page or day.")},
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        clicked = Page.objects.filter(Exists(DailyClicks.objects.filter(page=OuterRef("pk"))))
        pages = _choices(_("All pages"), clicked, "title")
        choices = {
            "link": _choices(_("All links"), AffiliateLink.objects, "name"),
            "programme": _choices(_("All programmes"), AffiliateProgramme.objects, "name"),
            "page": [pages[0], (UNKNOWN, _("Unknown page")), *pages[1:]],
        }
        fields: dict[str, Any] = self.fields
        for name, offered in choices.items():
            fields[name].choices = offered

    def narrowed(self) -> dict[str, Any]:
        """The choices."""
        return {name: self.cleaned_data[name] for name in ("link", "programme", "page", "group")}


def _choices(everything: str, things: Any, name: str) -> list[tuple[Any, str]]:
    return [("", everything), *things.order_by(name, "pk").values_list("pk", name)]
