"""The report on clicks in the admin: what it tells, what can be asked, who may see it."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from affiliates.models import AffiliateLink, DailyClicks, LinkCheck
from affiliates.report.chart import chart
from affiliates.report.periods import Period, presets
from tests import factories
from tests.affiliates.things import LINK_ADMIN as LINKS
from tests.affiliates.things import link, programme

REPORT = reverse("paid_link_report:clicks")


def clicks(one: AffiliateLink, count: int, days_ago: int = 0, page: Any = None) -> None:
    DailyClicks.objects.create(
        link=one, count=count, day=timezone.localdate() - timedelta(days=days_ago), page_id=page and page.pk
    )


def soup(client: Client, address: str = REPORT, **asked: Any) -> BeautifulSoup:
    response = client.get(address, asked)
    assert response.status_code == 200, response.headers.get("Location")
    return BeautifulSoup(response.content, "html.parser")


def text(node: Any) -> str:
    return " ".join(node.get_text(" ", strip=True).split())


def rows(client: Client, address: str = REPORT, **asked: Any) -> list[list[str]]:
    table = soup(client, address, **asked).select(".listing tbody tr")
    return [[text(cell) for cell in row.select("td")] for row in table]


# -- what it tells --------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db
def test_clicks_are_told_by_link_with_the_period_before(editor: Client) -> None:
    through_us, direct = programme("Through", may_redirect=True), programme("Direct")
    bands, ball, old = (
        link(n, programme=p) for n, p in (("Bands", direct), ("Ball", through_us), ("Old", direct))
    )
    page = factories.article()
    for one, count, ago in (
        (bands, 1, 0),
        (bands, 2, 29),
        (ball, 7, 3),
        (ball, 5, 30),
        (old, 4, 59),
        (old, 9, 60),
    ):
        clicks(one, count, ago, page)
    link("Never")
    for verdict in ("fine", "gone"):
        LinkCheck.objects.create(link=ball, asked=ball.destination, verdict=verdict)
    assert rows(editor) == [
        ["Ball", "7", "5", "Through", "Through our address", "Gone"],
        ["Bands", "3", "0", "Direct", "Direct: undercounted", "Not looked at yet"],
        ["Old", "0", "4", "Direct", "Direct: undercounted", "Not looked at yet"],
    ]
    told = text(soup(editor).select_one(".clicks-sum"))
    assert told.startswith("10 clicks")
    assert told.endswith("The 30 days before: 9.")


@pytest.mark.postgres
@pytest.mark.django_db
def test_clicks_are_told_by_page_and_unknown_pages_are_one(editor: Client) -> None:
    bands, ball = link("Bands"), link("Ball")
    page = factories.article("Back pain", slug="back-pain")
    clicks(bands, 2, 0, page)
    clicks(ball, 3, 1, page)
    clicks(bands, 4)
    clicks(ball, 4, 40)
    assert rows(editor, group="page") == [
        ["Back pain", "5", "0", "/articles/back-pain/"],
        ["Unknown page", "4", "4", ""],
    ]


@pytest.mark.postgres
@pytest.mark.django_db
def test_clicks_are_told_by_day_the_latest_first(editor: Client) -> None:
    bands = link("Bands")
    clicks(bands, 2, 5)
    clicks(link("Ball"), 3, 5)
    clicks(bands, 4, 1)
    found = rows(editor, group="day")
    assert [row[1] for row in found] == ["4", "5"]


@pytest.mark.django_db
def test_it_says_that_it_undercounts(editor: Client) -> None:
    assert "readers without JavaScript" in text(soup(editor))
    assert "their numbers are too low" in text(
        soup(editor, reverse("paid_link_report:history", args=[link().pk]))
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"period": "7"}, {"Bands": "1"}),
        ({"period": "90"}, {"Bands": "1", "Ball": "110"}),
        ({"period": "nonsense"}, {"Bands": "1", "Ball": "10"}),
        ({"since": "-20", "until": "-10"}, {"Ball": "10"}),
        ({"until": "-10"}, {"Ball": "10"}),
        ({"since": "-20", "until": "+5"}, {"Bands": "1", "Ball": "10"}),
        ({"since": "-9", "period": "90"}, {"Bands": "1", "Ball": "0"}),
    ],
)  # fmt: skip
def test_a_period_is_chosen_by_name_or_by_days(
    editor: Client, asked: dict[str, str], shown: dict[str, str]
) -> None:
    clicks(link("Bands"), 1, 0)
    ball = link("Ball")
    clicks(ball, 10, 15)
    clicks(ball, 100, 45)
    today = timezone.localdate()
    days = {k: str(today + timedelta(days=int(v))) for k, v in asked.items() if k != "period"}
    found = {row[0]: row[1] for row in rows(editor, **asked | days)}
    assert {name: found[name] for name in shown} == shown
    assert {name for name, count in found.items() if count != "0"} <= shown.keys()


@pytest.mark.postgres
@pytest.mark.django_db
def test_link_programme_and_page_narrow_it(editor: Client) -> None:
    shop = programme("Shop")
    bands, ball = link("Bands", programme=shop), link("Ball")
    page = factories.article("Back pain")
    clicks(bands, 1, 0, page)
    clicks(bands, 2)
    clicks(ball, 4, 0, page)
    cases = [
        ({"link": bands.pk}, 3), ({"programme": shop.pk}, 3), ({"page": page.pk}, 5), ({"page": "unknown"}, 2),
        ({"link": bands.pk, "page": page.pk}, 1), ({"link": ball.pk, "page": "unknown"}, 0),
    ]  # fmt: skip
    for asked, count in cases:
        for group in ("link", "page", "day"):
            assert sum(int(row[1]) for row in rows(editor, group=group, **asked)) == count
        assert text(soup(editor, **asked).select_one(".clicks-sum")).startswith(f"{count} click")


@pytest.mark.django_db
def test_a_click_on_a_column_sorts_and_keeps_what_is_asked(editor: Client) -> None:
    for name, count in (("b", 1), ("A", 3), ("c", 2)):
        clicks(link(name), count, 0)
    assert [row[0] for row in rows(editor)] == ["A", "c", "b"]
    assert [row[0] for row in rows(editor, ordering="name")] == ["A", "b", "c"]
    assert [row[0] for row in rows(editor, ordering="-name")] == ["c", "b", "A"]
    assert [row[0] for row in rows(editor, ordering="clicks")] == ["b", "c", "A"]
    assert [row[0] for row in rows(editor, ordering="page__title")] == ["A", "c", "b"]
    heading = soup(editor, period="90", group="link").select_one(".listing th a")
    assert "period=90" in heading["href"]
    assert heading["href"].startswith(REPORT)


@pytest.mark.django_db
def test_many_rows_come_in_pages(editor: Client) -> None:
    shop = programme()
    for number in range(60):
        clicks(link(f"Link {number:02}", programme=shop), 1, 0)
    first, second = rows(editor, ordering="name"), rows(editor, ordering="name", p=2)
    assert len(first) == 50
    assert [row[0] for row in second] == [f"Link {number}" for number in range(50, 60)]
    assert "period=7" in soup(editor, period="7").select_one("nav.pagination .next a")["href"]


@pytest.mark.django_db
def test_each_name_leads_on(editor: Client) -> None:
    bands = link("Bands")
    page = factories.article("Back pain")
    clicks(bands, 1, 0, page)
    clicks(bands, 2, 1)

    def followed(**asked: Any) -> list[BeautifulSoup]:
        anchors = soup(editor, **asked).select(".listing td.title a")
        return [soup(editor, anchor["href"]) for anchor in anchors]

    (history,) = followed(group="link", period="7")
    assert text(history.select_one(".clicks h2")) == "Bands"
    assert text(history.select_one("[aria-current=true]")) == "7 days"
    unknown, known = followed(group="page", ordering="-clicks")
    assert text(unknown.select_one(".clicks-sum strong")) == "2"
    assert text(known.select_one(".clicks-sum strong")) == "1"
    today, yesterday = followed(group="day")
    assert text(today.select_one(".clicks-sum strong")) == "1"
    assert text(yesterday.select_one(".clicks-sum strong")) == "2"


# -- nothing to tell ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_empty_report_says_what_to_do(editor: Client) -> None:
    assert "There are no paid links yet. Add the first one" in text(soup(editor))
    bands = link("Bands")
    assert "Nothing has been clicked yet." in text(soup(editor))
    assert soup(editor).select_one(f'.clicks a[href="{reverse(f"{LINKS}:list")}"]') is not None
    clicks(bands, 1, 50)
    assert "No clicks in this period. Choose a longer one." in text(soup(editor, period="7"))
    narrow = soup(editor, link=link("Ball").pk, period="90")
    everything = narrow.select_one(".clicks-empty a")
    assert text(soup(editor, everything["href"]).select_one(".clicks-sum strong")) == "1"
    for page in (soup(editor), narrow):
        assert page.svg is None or page.select_one(".clicks-chart") is None


# -- what cannot be asked -------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        ({"since": "tomorrow"}, "since", "Write the day as year-month-day"),
        ({"until": "2026-02-30"}, "until", "Write the day as year-month-day"),
        ({"since": "2020-03-02", "until": "2020-03-01"}, "until", "before the first one"),
        ({"since": "9999-12-31"}, "since", "yet to come"),
        ({"since": "0001-01-01"}, "since", "from the year 2000"),
        ({"until": "0001-01-01"}, "until", "from the year 2000"),
        ({"since": "2001-01-01"}, "since", "ten years at most"),
        ({"since": "\x00"}, "since", "Write the day as year-month-day"),
        ({"link": "99999999999999999999999"}, "link", "no such link"),
        ({"programme": "\x00"}, "programme", "no such programme"),
        ({"page": "7"}, "page", "Nothing was clicked on such a page."),
        ({"group": "visitor"}, "group", "Choose link, page or day."),
    ],
)
def test_what_is_unclear_is_told_at_its_field(editor: Client, asked: dict, field: str, message: str) -> None:
    clicks(link(), 1)
    page = soup(editor, **asked)
    wrong = page.select(".clicks-wrong")
    assert [message in text(box) for box in wrong] == [True]
    control = wrong[0].select_one(f"[name={field}]")
    assert control["aria-invalid"] == "true"
    if control.name == "input":
        assert control["value"] == next(iter(asked[name] for name in (field,)))
    assert page.select_one(".listing") is None
    assert editor.get(REPORT, asked | {"export": "csv"})["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_other_nonsense_shows_the_report(editor: Client) -> None:
    clicks(link("Bands"), 1)
    for query in (
        "p=-1",
        "p=999",
        "p=x%00",
        "ordering=%00",
        "group=day&ordering=before",
        "period=%00",
        "export=pdf",
    ):
        assert rows(editor, f"{REPORT}?{query}") != []


# -- the chart ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_chart_has_a_bar_for_each_day_with_clicks_a_title_and_its_numbers(editor: Client) -> None:
    bands = link()
    clicks(bands, 4, 0)
    clicks(bands, 1, 3)
    drawn = soup(editor, period="7").select_one("figure.clicks-chart")
    assert drawn.svg["role"] == "img"
    titles = {one["id"] for one in drawn.svg.find_all(["title", "desc"], recursive=False)}
    assert set(drawn.svg["aria-labelledby"].split()) == titles
    assert text(drawn.svg.title) == "Clicks on each day"
    assert "The most, 4:" in text(drawn.svg.desc)
    bars = drawn.select("rect")
    assert [int(bar["height"]) for bar in bars] == [250, 1000]
    numbers = [text(cell) for cell in drawn.select("table td")]
    assert numbers == ["0", "0", "0", "1", "0", "0", "4"]
    assert drawn.select("[style], script, foreignObject") == []


@pytest.mark.parametrize(
    ("days", "unit", "bars"),
    [(1, "day", 1), (100, "day", 100), (101, "week", 15), (742, "week", 107), (3653, "month", 121)],
)
def test_long_periods_are_drawn_in_weeks_and_months_that_leave_out_no_day(
    days: int, unit: str, bars: int
) -> None:
    last = date(2026, 11, 25)
    period = Period(last - timedelta(days=days - 1), last)
    every_day = {period.first + timedelta(days=number): 1 for number in range(-1, days + 1)}
    drawn = chart(period, every_day)
    assert (drawn.unit, len(drawn.bars), drawn.total) == (unit, bars, days)
    assert [bar.first for bar in drawn.bars[1:]] == [bar.last + timedelta(days=1) for bar in drawn.bars[:-1]]
    assert all(bar.y >= 0 and bar.y + bar.height == drawn.height for bar in drawn.bars)
    assert drawn.bars[-1].x + drawn.bar <= drawn.width


@pytest.mark.parametrize(
    ("most", "top"),
    [
        (0, 2),
        (1, 2),
        (3, 4),
        (9, 10),
        (10, 10),
        (11, 12),
        (37, 40),
        (99, 100),
        (101, 120),
        (1_234_567, 1_600_000),
    ],
)
def test_the_scale_ends_at_a_round_number_with_a_whole_half(most: int, top: int) -> None:
    day = date(2026, 1, 1)
    drawn = chart(Period(day, day), {day: most})
    assert (drawn.top, drawn.middle * 2) == (top, top)


def test_a_single_click_is_seen_beside_many() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 3)
    heights = [bar.height for bar in chart(Period(first, last), {first: 1, last: 100_000}).bars]
    assert heights[0] > 10
    assert heights[1:] == [0, 1000]


def test_named_periods_end_today_and_the_one_before_is_as_long() -> None:
    found = presets(date(2028, 2, 29))
    assert {name: period.days for name, period in found.items()} == {"7": 7, "30": 30, "90": 90, "year": 60}
    assert {period.last for period in found.values()} == {date(2028, 2, 29)}
    assert found["7"].before == Period(date(2028, 2, 16), date(2028, 2, 22))


# -- a link's own history -------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_link_has_a_history_of_its_own_clicks_pages_and_changes(editor: Client) -> None:
    bands, ball = link("Bands"), link("Ball")
    page = factories.article("Back pain", slug="back-pain")
    clicks(bands, 2, 0, page)
    clicks(bands, 3, 1)
    clicks(ball, 50, 0, page)
    edit = reverse(f"{LINKS}:edit", args=[bands.pk])
    form = soup(editor, edit).select("form [name]")
    sent = {one["name"]: one.get("value", "") for one in form if one.name == "input"}
    sent |= {"programme": bands.programme_id, "pitch": "Wide.", "notes": "", "is_on": "on"}
    assert editor.post(edit, sent).status_code == 302
    address = reverse("paid_link_report:history", args=[bands.pk])
    assert rows(editor, address) == [
        ["Unknown page", "3", "0", ""],
        ["Back pain", "2", "0", "/articles/back-pain/"],
    ]
    history = soup(editor, address)
    assert text(history.select_one(".clicks-sum strong")) == "5"
    assert len(history.select(".clicks-chart rect")) == 2
    _looks, changes = history.select(".clicks-changes")
    assert "Edit" in text(changes.li)
    assert text(changes.li).endswith("editor")
    assert "Nobody has changed it" in text(soup(editor, reverse("paid_link_report:history", args=[ball.pk])))
    for way in (edit, reverse(f"{LINKS}:list")):
        assert soup(editor, way).select_one(f'a[href="{address}"]') is not None


@pytest.mark.django_db
def test_report_and_history_tell_how_a_link_does_and_lead_to_all_looks(editor: Client) -> None:
    bands = link("Bands")
    clicks(bands, 2)
    history = reverse("paid_link_report:history", args=[bands.pk])
    assert "Nobody has looked yet." in text(soup(editor, history))
    LinkCheck.objects.create(link=bands, asked=bands.destination, verdict="gone", note="It was not there.")
    assert "Gone It was not there." in text(soup(editor, history))
    all_looks, health = reverse("link_health:history", args=[bands.pk]), reverse("link_health:index")
    assert soup(editor).select_one(f'header a[href="{health}"]')
    assert len(soup(editor, history).select(f'a[href="{all_looks}"]')) == 2
    assert soup(editor, all_looks).select_one(f'a[href="{history}"]')
    assert soup(editor, health).select_one(f'main a[href="{REPORT}"]')


@pytest.mark.django_db
def test_the_history_of_no_link_is_not_there(editor: Client) -> None:
    assert editor.get(reverse("paid_link_report:history", args=[10**18])).status_code == 404
    assert editor.get(f"{REPORT}99999999999999999999999/").status_code == 404


# -- who and how quick ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_keepers_of_links_see_it(client: Client) -> None:
    factories.home()
    addresses = [REPORT, f"{REPORT}?export=csv", reverse("paid_link_report:history", args=[link().pk])]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(factories.user("moderator", "Comment moderators"))
    for address in addresses:
        assert client.get(address).status_code == 403
    assert REPORT not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(factories.user("editor", "Editors"))
    assert REPORT in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("group", ["link", "page", "day", "history"])
def test_a_long_report_costs_as_many_queries_as_a_short_one(editor: Client, group: str) -> None:
    shop = programme()
    first = link(programme=shop)
    address = reverse("paid_link_report:history", args=[first.pk]) if group == "history" else REPORT
    asked = {} if group == "history" else {"group": group}
    counts = []
    for more in (1, 1, 6):
        for number in range(more):
            page = factories.article()
            clicks(link(programme=shop), 1, number, page)
            clicks(first, 1, len(counts) * 3 + number, page)
        with CaptureQueriesContext(connection) as queries:
            rows(editor, address, **asked)
        counts.append(len(queries))
    assert counts[1] == counts[2]
