"""The days that a report is about. Pure."""

from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """Whole days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """As many days, just before."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


def presets(today: date) -> dict[str, Period]:
    """The periods that have a name, as they are `today`."""
    lately = {str(days): Period(today - timedelta(days=days - 1), today) for days in (7, 30, 90)}
    return lately | {"year": Period(today.replace(month=1, day=1), today)}
