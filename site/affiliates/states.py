"""How a link stands today, in an editor's words."""

from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from affiliates.models import AffiliateLink


class State(StrEnum):
    """What may be asked for in the list of links."""

    CURRENT = "current"
    EXPIRED = "expired"
    OFF = "off"


CHOICES = [
    (State.CURRENT, gettext_lazy("Leads to the shop")),
    (State.EXPIRED, gettext_lazy("Expired")),
    (State.OFF, gettext_lazy("Not in use")),
]


def in_state(links: QuerySet[AffiliateLink], state: str, today: date) -> QuerySet[AffiliateLink]:
    """Those of `links` that stand so."""
    is_over = Q(expires_on__lte=today)
    conditions = {
        State.CURRENT: Q(is_on=True) & ~is_over | Q(is_on=True, expires_on=None),
        State.EXPIRED: Q(is_on=True) & is_over,
        State.OFF: Q(is_on=False),
    }
    return links.filter(conditions[State(state)])


def describe(link: AffiliateLink, stand_in: AffiliateLink | None, today: date) -> str:
    """One line; `stand_in` is what `affiliates.current` finds for it."""
    if link.is_current(today):
        if link.expires_on is None:
            return _("In use")
        return _("In use until %(day)s") % {"day": date_format(link.expires_on, "SHORT_DATE_FORMAT")}
    ended = _("Expired") if link.is_on else _("Off")
    if stand_in is None:
        return _("%(ended)s: plain text") % {"ended": ended}
    return _("%(ended)s: replaced by %(name)s") % {"ended": ended, "name": stand_in.name}
