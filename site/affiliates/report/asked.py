"""What somebody asks of the report, and the address that asks for it."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from affiliates.report.periods import Period

UNKNOWN = "unknown"


class Group(StrEnum):
    """What a row of the report is about."""

    LINK = "link"
    PAGE = "page"
    DAY = "day"


@dataclass(frozen=True)
class Asked:
    """The period and what narrows it; keys of the database, and `UNKNOWN` for clicks without a page.

    `preset` is the period's name, which says other days tomorrow; empty for days that were chosen.
    """

    period: Period
    preset: str = ""
    link: int | None = None
    programme: int | None = None
    page: int | str | None = None
    group: Group = Group.LINK

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves out some of the clicks of its period."""
        return any((self.link, self.programme, self.page))

    def query(self, **changes: Any) -> str:
        """The query string that asks for the same with `changes`, which are named as the form's fields."""
        asked = asdict(self)
        days = {"since": self.period.first, "until": self.period.last}
        when = {"period": self.preset} if self.preset else days
        kept = {name: asked[name] for name in ("link", "programme", "page", "group")}
        return urlencode({name: value for name, value in (when | kept | changes).items() if value})
