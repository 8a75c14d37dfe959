"""Spreadsheets that hold words and numbers, and nothing that a program would calculate.

An editor names a link "=HYPERLINK(…)" or a page "+1", and whoever opens the file runs it. See OWASP, "CSV
Injection": a cell that begins so gets an apostrophe, and every field of a CSV file is quoted, since a
program that splits at semicolons would find the beginning of another cell inside a name.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

# As they are and as full-width characters, which some programs read alike.
BEGINNINGS = frozenset("=+-@＝＋－＠")
CONTROLS = frozenset("\t\r\n")


class WordsOnlyExportMixin(SpreadsheetExportMixin):
    """Wagtail's export to CSV and XLSX with every text neutralised."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """The value of one cell; numbers and days stay what they are."""
        value = super().preprocess_field_value(field, value, export_format)
        return neutral(value) if isinstance(value, str) else value

    def stream_csv(self, queryset: Iterable[Any]) -> Iterator[bytes]:
        """Line by line, every field quoted."""
        writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
        yield writer.writerow([self.get_heading(queryset, field) for field in self.list_export])
        for item in queryset:
            row = self.to_row_dict(item).items()
            yield writer.writerow(
                [self.preprocess_field_value(name, value, self.FORMAT_CSV) for name, value in row]
            )


def neutral(text: str) -> str:
    """`text` as a cell that is never a formula, without the characters that a workbook cannot hold."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    is_formula = text.lstrip()[:1] in BEGINNINGS or text[:1] in CONTROLS
    return f"'{text}" if text and is_formula else text
