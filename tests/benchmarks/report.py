"""Tables for a terminal and for docs/performance.md."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Table:
    """Columns with headings; the first `left` of them hold words, the others numbers."""

    title: str
    headings: Sequence[str]
    left: int = 1
    rows: list[Sequence[str]] = field(default_factory=list)

    def text(self) -> str:
        """Aligned columns with two spaces between."""
        lines = [self._line(row, "  ").rstrip() for row in (self.headings, *self.rows)]
        return "\n".join([self.title, "", *lines])

    def markdown(self) -> str:
        """The same as a Markdown table, which is aligned in its source too."""
        rule = [
            "-" * width if column < self.left else f"{'-' * (width - 1)}:"
            for column, width in enumerate(self._widths())
        ]
        lines = [f"| {self._line(row, ' | ')} |" for row in (self.headings, rule, *self.rows)]
        return "\n".join([f"### {self.title}", "", *lines])

    def _line(self, row: Sequence[str], between: str) -> str:
        cells = [
            cell.ljust(width) if column < self.left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, self._widths(), strict=True))
        ]
        return between.join(cells)

    def _widths(self) -> list[int]:
        return [max(map(len, column)) for column in zip(self.headings, *self.rows, strict=True)]


def rate(number: float) -> str:
    """Requests per second; a decimal only where it says something."""
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}"


def milliseconds(number: float) -> str:
    """A latency; two decimals only below 10 ms."""
    return f"{number:.2f}" if number < 10 else f"{number:.0f}"
