"""What a reader says they have, equipment and minutes, as the address of a list holds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exercises.models import Equipment
from pages.listing import Option, address

NOTHING = "none"
OWN_PACE = "own"
Params = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Having:
    """What somebody has. What fits needs no other thing and, by its doses, no more time.

    `things` is empty for "no equipment" and None where nothing was said of equipment. `minutes` is None
    where any time will do. With `own_pace` only that fits whose doses give no time.
    """

    things: tuple[Equipment, ...] | None = None
    minutes: int | None = None
    own_pace: bool = False

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return self.things is not None or self.minutes is not None or self.own_pace

    @property
    def params(self) -> dict[str, str | list[str]]:
        """The same as parameters of an address."""
        things = None if self.things is None else [thing.slug for thing in self.things] or [NOTHING]
        minutes = OWN_PACE if self.own_pace else str(self.minutes or "")
        return ({"have": things} if things else {}) | ({"minutes": minutes} if minutes else {})

    @property
    def parts(self) -> list[tuple[str, "Having"]]:
        """Each thing said, in words, with what remains when it is taken back."""
        parts = [(_("You have: %s") % thing.name, self._without(thing)) for thing in self.things or ()]
        if self.things == ():
            parts.append((_("No equipment"), replace(self, things=None)))
        if time := self._time():
            parts.append((time, replace(self, minutes=None, own_pace=False)))
        return parts

    @property
    def at_own_pace(self) -> "Having":
        """The same equipment, and no time to keep."""
        return replace(self, minutes=None, own_pace=True)

    def _without(self, thing: Equipment) -> "Having":
        return replace(self, things=tuple(one for one in self.things or () if one != thing) or None)

    def _time(self) -> str:
        if self.own_pace:
            return _("At your own pace")
        if self.minutes is None:
            return ""
        return ngettext("%d minute at most", "%d minutes at most", self.minutes) % self.minutes


def having_options(having: Having, kept: Params) -> list[Option]:
    """Each part of `having` as a link that takes it back and keeps the other filters `kept`."""
    return [
        Option(label, 0, address({**kept, **rest.params}), is_current=True) for label, rest in having.parts
    ]


def own_pace_option(having: Having, kept: Params, untimed: QuerySet) -> Option | None:
    """The link to `untimed`, what would fit but gives no time; None where there is none, or no time asked."""
    count = untimed.count() if having.minutes is not None else 0
    if not count:
        return None
    return Option(_("At your own pace"), count, address({**kept, **having.at_own_pace.params}))


class HavingForm(forms.Form):
    """The form that asks for it, sent by GET."""

    have = forms.MultipleChoiceField(
        label=gettext_lazy("What you have"), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.ChoiceField(label=gettext_lazy("Time"), required=False)

    def __init__(self, params: QueryDict, equipment: Sequence[Equipment], lengths: Sequence[int]) -> None:
        """`equipment` and `lengths` (minutes) are what can be chosen."""
        data = params.copy()
        data.setlist("have", _said(params.getlist("have")))
        super().__init__(data)
        self.equipment = {thing.slug: thing for thing in equipment}
        # What is chosen comes first: a long list scrolls.
        first = sorted(equipment, key=lambda thing: thing.slug not in data.getlist("have"))
        things = [(thing.slug, thing.name) for thing in first]
        self.fields["have"].choices = [(NOTHING, _("No equipment")), *things]  # type: ignore[attr-defined]
        times = [(str(one), ngettext("%d minute", "%d minutes", one) % one) for one in lengths]
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            ("", _("Any time")), *times, (OWN_PACE, _("Your own pace")),
        ]  # fmt: skip

    def having(self) -> Having:
        """What was chosen; Http404 for what cannot be."""
        if not self.is_valid():
            raise Http404(_("There is no such filter."))
        slugs, minutes = self.cleaned_data["have"], self.cleaned_data["minutes"]
        chosen = tuple(thing for slug, thing in self.equipment.items() if slug in slugs)
        return Having(
            things=chosen if slugs else None,
            minutes=int(minutes) if minutes and minutes != OWN_PACE else None,
            own_pace=minutes == OWN_PACE,
        )


def _said(slugs: list[str]) -> list[str]:
    """Without blanks, and "no equipment" only where nothing else is said."""
    said = [slug for slug in slugs if slug]
    return [slug for slug in said if slug != NOTHING] or said
