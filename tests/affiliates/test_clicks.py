"""Clicks are counted by link, page and day; what no person did is not, and nothing else is kept."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from affiliates import clicks
from affiliates.models import AffiliateLink, DailyClicks
from exercises.models import Equipment
from tests import factories
from tests.affiliates.things import link, programme

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PERSON = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
HERE = "http://testserver"


@pytest.fixture(autouse=True)
def _site() -> None:
    factories.home()


@pytest.fixture
def ball() -> AffiliateLink:
    """A link through our own address."""
    return link("Ball", programme=programme(may_redirect=True))


@pytest.fixture
def band() -> AffiliateLink:
    """A link that must be direct."""
    return link("Band")


def _counted() -> list[tuple]:
    return list(DailyClicks.objects.order_by("pk").values_list("link", "page", "day", "count"))


def _go(client: Client, to: AffiliateLink, **headers: str) -> None:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    assert client.get(f"/go/{to.slug}/", headers=PERSON | told).status_code == 302


def _page_with(*links: AffiliateLink, **fields: Any) -> Any:
    anchors = "".join(f'<a linktype="paid" id="{one.pk}">One</a>' for one in links)
    return factories.article(body=[factories.paragraph(f"<p>{anchors}</p>")], **fields)


def _beacon(client: Client, address: str) -> str:
    (anchor,) = BeautifulSoup(client.get(address).content, "html.parser").select("a[data-count]")
    return anchor["data-count"]


def _tell(client: Client, beacon: str, page: str, **headers: str) -> None:
    told = {"referer": f"{HERE}{page}", "origin": HERE} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    answer = client.post(beacon, headers=PERSON | {name: value for name, value in told.items() if value})
    assert (answer.status_code, answer.content) == (204, b"")
    assert not answer.cookies


def test_each_click_is_one_more_for_the_link_the_page_and_the_day(
    client: Client, ball: AffiliateLink
) -> None:
    article, other = factories.article(), factories.standard_page()
    for page in (article, article, other):
        _go(client, ball, referer=f"{HERE}{page.url}")
    today = timezone.localdate()
    assert _counted() == [(ball.pk, article.pk, today, 2), (ball.pk, other.pk, today, 1)]


@pytest.mark.parametrize(
    "referer", ["", "https://elsewhere.example/articles/", f"{HERE}:81/", "nonsense", "http://[", f"{HERE}/no/such/",
                f"{HERE}/comments/1/", f"{HERE}/%00/", f"{HERE}/%FF/", f"{HERE}{'/a' * 500}/", "\x00"],
)  # fmt: skip
def test_a_click_from_anywhere_else_is_counted_without_a_page(
    client: Client, ball: AffiliateLink, referer: str
) -> None:
    for _click in range(3):
        _go(client, ball, referer=referer)
    assert _counted() == [(ball.pk, None, timezone.localdate(), 3)]


def test_a_page_is_known_by_all_its_addresses(client: Client, ball: AffiliateLink) -> None:
    article = factories.article(slug="sechs-übungen")
    for address in (article.url, f"{article.url}?comments=2", article.print_url):
        _go(client, ball, referer=f"{HERE}{address}")
    _go(client, ball, referer=f"{HERE}/?q=1")
    today = timezone.localdate()
    assert _counted() == [(ball.pk, article.pk, today, 3), (ball.pk, factories.home().pk, today, 1)]


def test_a_page_that_is_not_live_is_not_known(client: Client, ball: AffiliateLink) -> None:
    draft = factories.standard_page("Draft", live=False)
    _go(client, ball, referer=f"{HERE}/{draft.slug}/")
    assert [row[1] for row in _counted()] == [None]


def test_what_is_gone_from_below_a_page_is_not_that_page(client: Client, ball: AffiliateLink) -> None:
    article = factories.article()
    for address in (article.url, article.print_url):
        _go(client, ball, referer=f"{HERE}{address}nowhere/")
    article.unpublish()
    _go(client, ball, referer=f"{HERE}{article.url}")
    assert [row[1:2] + row[3:] for row in _counted()] == [(None, 3)]


def test_the_day_is_that_of_the_site(
    client: Client, ball: AffiliateLink, settings: Any, monkeypatch: Any
) -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
    monkeypatch.setattr(timezone, "now", lambda: late)
    with timezone.override("Asia/Tokyo"):
        clicks.count(ball.pk, None)
    with timezone.override("UTC"):
        clicks.count(ball.pk, None)
    assert [row[2] for row in _counted()] == [date(2026, 3, 2), date(2026, 3, 1)]


@pytest.mark.parametrize(
    "agent",
    ["", " ", "Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.5.0", "python-requests/2.32", "Wget/1.21",
     "facebookexternalhit/1.1", "Mozilla/5.0 (compatible; AhrefsBot/7.0)", "Mozilla/5.0 HeadlessChrome/130.0",
     "Scrapy/2.11 (+https://scrapy.org)", "http.rb/5.1.1 (Mastodon/4.2; +https://social.example/)", "GuzzleHttp/7",
     "Mozilla/5.0 (compatible; GoogleOther)", "Mozilla/5.0 Chrome/125.0 (compatible; Google-InspectionTool/1.0;)"],
)  # fmt: skip
def test_robots_are_led_on_but_not_counted(client: Client, ball: AffiliateLink, agent: str) -> None:
    _go(client, ball, user_agent=agent)
    assert _counted() == []


def test_a_telephone_called_cubot_is_no_robot(client: Client, ball: AffiliateLink) -> None:
    _go(client, ball, user_agent="Mozilla/5.0 (Linux; Android 9; CUBOT_X18) Chrome/130.0 Mobile")
    assert len(_counted()) == 1


@pytest.mark.parametrize(
    "header", [{"sec-purpose": "prefetch"}, {"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"},
               {"x-moz": "prefetch"}, {"x-purpose": "preview"}, {"sec-fetch-mode": "no-cors"},
               {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, {"sec-fetch-dest": "object"}],
)  # fmt: skip
def test_what_a_browser_loads_by_itself_is_not_counted(
    client: Client, ball: AffiliateLink, header: dict[str, str]
) -> None:
    _go(client, ball, **header)
    assert _counted() == []


def test_an_editor_who_tries_a_link_in_the_preview_is_not_counted(
    client: Client, ball: AffiliateLink
) -> None:
    _go(client, ball, referer=f"{HERE}/admin/pages/7/edit/preview/")
    assert _counted() == []


def test_the_click_on_an_ended_link_counts_for_what_it_led_to(client: Client, ball: AffiliateLink) -> None:
    old = link(programme=ball.programme, is_on=False, replacement=ball)
    _go(client, old)
    assert [row[0] for row in _counted()] == [ball.pk]


def test_a_direct_link_is_counted_when_its_page_tells_of_the_click(
    client: Client, band: AffiliateLink
) -> None:
    article = _page_with(band)
    beacon = _beacon(client, article.url)
    for _click in range(2):
        _tell(client, beacon, article.url)
    _tell(client, beacon, f"{article.url}?comments=2")
    assert _counted() == [(band.pk, article.pk, timezone.localdate(), 3)]


def test_a_browser_that_says_more_about_itself_is_understood_too(client: Client, band: AffiliateLink) -> None:
    article = _page_with(band)
    told = {"sec_fetch_site": "same-origin", "sec_fetch_mode": "no-cors", "origin": ""}
    _tell(client, _beacon(client, article.url), article.url, **told)
    assert len(_counted()) == 1


def test_the_print_sheet_tells_of_clicks_on_the_screen_for_its_article(
    client: Client, band: AffiliateLink
) -> None:
    thing = Equipment.objects.create(name="Band", slug="band", paid_link=band)
    block = factories.exercise_block("", library=factories.exercise(equipment=[thing]))
    article = factories.publish(factories.article(body=[factories.exercise_list(block)]))
    _tell(client, _beacon(client, article.print_url), article.print_url)
    assert _counted() == [(band.pk, article.pk, timezone.localdate(), 1)]


def test_what_is_no_page_of_the_tree_tells_of_clicks_without_a_page(
    client: Client, band: AffiliateLink
) -> None:
    address = f"/go/{band.slug}/"
    _tell(client, _beacon(client, address), address)
    assert _counted() == [(band.pk, None, timezone.localdate(), 1)]


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": ""}, {"sec_fetch_site": "cross-site"}, {"referer": ""},
                {"referer": "https://evil.example/"}, {"user_agent": "Googlebot"}, {"sec_purpose": "prefetch"}],
)  # fmt: skip
def test_what_another_site_or_a_robot_tells_is_not_counted(
    client: Client, band: AffiliateLink, headers: dict[str, str]
) -> None:
    article = _page_with(band)
    _tell(client, _beacon(client, article.url), article.url, **headers)
    assert _counted() == []


def test_only_the_page_that_shows_a_link_can_tell_of_it(client: Client, band: AffiliateLink) -> None:
    article, other, old = _page_with(band), factories.article(), link("Not there")
    beacon = _beacon(client, article.url)
    _tell(client, beacon, other.url)
    _tell(client, beacon.replace(band.slug, old.slug), article.url)
    for proof in ("", "x", "%00", "ä" * 5000):
        _tell(client, f"/go/{band.slug}/clicked/?on={proof}", article.url)
    assert _counted() == []


def test_a_link_through_our_own_address_is_not_counted_twice(client: Client, ball: AffiliateLink) -> None:
    article = _page_with(ball)
    html = client.get(article.url).content.decode()
    assert f'href="/go/{ball.slug}/"' in html
    assert "data-count" not in html
    assert "paid-links.js" not in html


def test_the_script_comes_only_with_a_link_that_needs_it(client: Client, band: AffiliateLink) -> None:
    assert "paid-links" not in client.get(factories.article().url).content.decode()
    html = client.get(_page_with(band).url).content.decode()
    assert html.count("paid-links.js") == 1
    assert "data-paid-links-script" not in html


def test_a_click_is_only_told_by_post(client: Client, band: AffiliateLink) -> None:
    beacon = _beacon(client, _page_with(band).url)
    for method in ("get", "head", "put", "delete"):
        assert getattr(client, method)(beacon).status_code == 405


def test_a_huge_body_is_not_read(client: Client, band: AffiliateLink) -> None:
    article = _page_with(band)
    beacon = urlsplit(_beacon(client, article.url))
    headers = PERSON | {"referer": f"{HERE}{article.url}", "origin": HERE}
    for content in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        answer = client.generic(
            "POST", beacon.geturl(), b"x" * 5_000_000, content_type=content, headers=headers
        )
        assert answer.status_code == 204


@pytest.mark.django_db(transaction=True)
def test_a_page_deleted_in_the_same_moment_is_unknown_and_a_deleted_link_counts_nothing(
    ball: AffiliateLink,
) -> None:
    page = factories.standard_page()
    key = page.pk
    page.delete()
    clicks.count(ball.pk, key)
    clicks.count(ball.pk + 1000, key)
    assert _counted() == [(ball.pk, None, timezone.localdate(), 1)]


def test_a_click_that_cannot_be_stored_is_in_nobodys_way(
    client: Client, ball: AffiliateLink, monkeypatch: Any, caplog: Any
) -> None:
    def refuse(*_keys: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(clicks, "_add", refuse)
    _go(client, ball)
    assert "was not counted" in caplog.text


def test_nothing_is_kept_but_numbers(client: Client, ball: AffiliateLink) -> None:
    answer = client.get(f"/go/{ball.slug}/", headers=PERSON)
    assert not answer.cookies
    assert {field.name for field in DailyClicks._meta.get_fields()} == {"id", "link", "page", "day", "count"}


def test_one_click_is_one_statement(ball: AffiliateLink, django_assert_num_queries: Any) -> None:
    page = factories.standard_page()
    for key in (None, page.pk):
        with django_assert_num_queries(3) as asked:  # with the savepoint in which a test counts
            clicks.count(ball.pk, key)
        assert [query["sql"].split()[0] for query in asked.captured_queries] == [
            "SAVEPOINT",
            "INSERT",
            "RELEASE",
        ]
