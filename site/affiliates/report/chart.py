"""The bars of the chart in whole numbers, as the SVG template takes them. Pure."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from affiliates.report.periods import Period

# The room for one bar, and what of it stays empty; the height of the whole chart.
SLOT, GAP, HEIGHT = 10, 2, 1000
# Where there are clicks, there is a bar to be seen.
LOWEST = 12
MOST_DAYS, MOST_WEEKS = 100, 106
TOPS = (10, 12, 16, 20, 30, 40, 50, 60, 80, 100)


class Bar(NamedTuple):
    """The clicks from `first` to `last`, both included, and where its rectangle stands."""

    first: date
    last: date
    clicks: int
    x: int
    y: int
    height: int


class Chart(NamedTuple):
    """`width` by `height` units; `top` are the clicks at its upper edge. `unit`: day, week or month."""

    unit: str
    bars: list[Bar]
    top: int
    width: int
    height: int = HEIGHT
    bar: int = SLOT - GAP

    @property
    def half(self) -> int:
        """Where half of `top` is."""
        return self.height // 2

    @property
    def middle(self) -> int:
        """Half of `top`."""
        return self.top // 2

    @property
    def total(self) -> int:
        """All clicks."""
        return sum(bar.clicks for bar in self.bars)

    @property
    def most(self) -> Bar:
        """The first of the highest bars."""
        return max(self.bars, key=lambda bar: bar.clicks)


def chart(period: Period, by_day: Mapping[date, int]) -> Chart:
    """Days of `period`, or calendar weeks or months where these are too many; those at the ends are cut."""
    unit, spans = _spans(period)
    sums = [sum(by_day.get(day, 0) for day in _days(span)) for span in spans]
    top = _top(max(sums))
    bars = [
        Bar(*span, clicks, place * SLOT + GAP // 2, HEIGHT - high, high)
        for place, (span, clicks) in enumerate(zip(spans, sums, strict=True))
        for high in (max(LOWEST, round(clicks * HEIGHT / top)) if clicks else 0,)
    ]
    return Chart(unit, bars, top, len(bars) * SLOT)


def _spans(period: Period) -> tuple[str, list[Period]]:
    if period.days <= MOST_DAYS:
        return "day", [Period(day, day) for day in _days(period)]
    if period.days <= MOST_WEEKS * 7:
        return "week", _cut(period, is_first=lambda day: day.weekday() == 0)
    return "month", _cut(period, is_first=lambda day: day.day == 1)


def _cut(period: Period, is_first: Callable[[date], bool]) -> list[Period]:
    firsts = [day for day in _days(period) if is_first(day) or day == period.first]
    lasts = [day - timedelta(days=1) for day in firsts[1:]] + [period.last]
    return [Period(*ends) for ends in zip(firsts, lasts, strict=True)]


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]


def _top(most: int) -> int:
    """The next round and even number, so that half of it is a whole one."""
    if most < 10:
        return max(2, most + most % 2)
    unit = 10 ** (len(str(most)) - 2)
    return next(step * unit for step in TOPS if step * unit >= most)
