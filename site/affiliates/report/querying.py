"""The clicks that somebody asks for: by day, and in rows. Each costs one query, or two with names."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from affiliates.health.looks import last_looks
from affiliates.models import AffiliateLink, DailyClicks, LinkCheck
from affiliates.report.asked import UNKNOWN, Asked, Group
from affiliates.report.periods import Period


@dataclass(frozen=True)
class Row:
    """One line: `key` is that of the link or page (None: unknown page), or the day; `before` the clicks
    in the period before. Links have a programme, a way and what the last look at them found, pages an
    address."""

    key: int | date | None
    name: str
    clicks: int
    before: int = 0
    programme: str = ""
    way: str = ""
    health: str = ""
    address: str = ""


def by_day(asked: Asked) -> dict[date, int]:
    """The clicks of each day that has any."""
    rows = _clicks(asked, asked.period).order_by().values_list("day")
    return dict(rows.annotate(total=Sum("count")))


def clicks_before(asked: Asked) -> int:
    """The clicks of the period before."""
    return _clicks(asked, asked.period.before).aggregate(total=Coalesce(Sum("count"), 0))["total"]


def rows(asked: Asked) -> list[Row]:
    """A row for each link, page or day that was clicked in the period or, but for days, the one before."""
    if asked.group == Group.DAY:
        return [Row(day, date_format(day), clicks) for day, clicks in by_day(asked).items()]
    sums = _sums(asked, asked.group)
    return _links(sums) if asked.group == Group.LINK else _pages(sums)


def _clicks(asked: Asked, period: Period) -> QuerySet[DailyClicks]:
    chosen = {"link": asked.link, "link__programme": asked.programme, "page": asked.page}
    if asked.page == UNKNOWN:
        chosen = chosen | {"page": None, "page__isnull": True}
    narrowed = {name: value for name, value in chosen.items() if value is not None}
    return DailyClicks.objects.filter(day__range=period, **narrowed)


def _sums(asked: Asked, key: str) -> dict[int | None, tuple[int, int]]:
    """The clicks of both periods by link or page."""
    now = Q(day__gte=asked.period.first)
    both = _clicks(asked, Period(asked.period.before.first, asked.period.last))
    found = (
        both.order_by()
        .values_list(f"{key}_id")
        .annotate(now=Coalesce(Sum("count", filter=now), 0), before=Coalesce(Sum("count", filter=~now), 0))
    )
    return {key: (clicks, before) for key, clicks, before in found}


def _links(sums: dict[int | None, tuple[int, int]]) -> list[Row]:
    names = AffiliateLink.objects.annotate(
        pays=F("programme__name"), may_redirect=F("programme__may_redirect")
    )
    looks = last_looks(sums)
    ways = {True: _("Through our address"), False: _("Direct: undercounted")}
    return [
        Row(pk, name, *sums[pk], programme=pays, way=ways[through_us], health=_found(looks.get(pk)))
        for pk, name, pays, through_us in names.values_list("pk", "name", "pays", "may_redirect")
        if pk in sums
    ]


def _found(look: LinkCheck | None) -> str:
    return look.get_verdict_display() if look else _("Not looked at yet")


def _pages(sums: dict[int | None, tuple[int, int]]) -> list[Row]:
    pages = Page.objects.only("title", "url_path", "live", "locale").in_bulk([pk for pk in sums if pk])
    known = [Row(pk, page.title, *sums[pk], address=page.get_url() or "") for pk, page in pages.items()]
    return [*known, Row(None, _("Unknown page"), *sums[None])] if None in sums else known
