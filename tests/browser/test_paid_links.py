"""A paid link by each of the four ways: disclosed in view, labelled, clicked and counted once, and gone again."""

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from affiliates.models import AffiliateLink, DailyClicks
from exercises.models import Equipment
from tests import factories
from tests.affiliates.things import link, programme
from tests.browser import placing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AGENT = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
WAYS = ["callout", "card", "text", "equipment"]
# How each is found on the page, in the order in which a reader meets them.
PLACES = {
    "text": ".prose a[rel~=sponsored]",
    "equipment": ".needs a[rel~=sponsored]",
    "callout": ".callout a[rel~=sponsored]",
    "card": ".product a[rel~=sponsored]",
}


class Shop(BaseHTTPRequestHandler):
    """Answers everything with a page."""

    def do_GET(self) -> None:
        """A page."""
        body = f"<!DOCTYPE html><title>Shop</title><h1>{self.path.split('?')[0]}</h1>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    """Another origin on this machine that sells things."""
    server = HTTPServer(("127.0.0.1", 0), Shop)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def links(shop: str) -> dict[str, AffiliateLink]:
    """One link for each way; two programmes want direct links, two allow our own address."""
    factories.home()
    through = programme("Network", may_redirect=True, sentence="")
    direct = programme("Shop", sentence="As a Shopper I earn.")
    owners = {"callout": through, "card": direct, "text": direct, "equipment": through}
    return {
        way: link(
            way, slug=way, programme=owners[way], pitch="Wide enough.", destination=f"{shop}/{way}?tag=1"
        )
        for way in WAYS
    }


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that does not say that it is driven by a program."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, user_agent=AGENT)
    yield context.new_page()
    context.close()


def _article(links: dict[str, AffiliateLink]) -> Any:
    thing = Equipment.objects.create(name="Loop band", slug="loop-band", paid_link=links["equipment"])
    entry = factories.exercise("Bird dog", equipment=[thing])
    text = f'<p>Wear <a linktype="paid" id="{links["text"].pk}">a band</a>.</p>'
    body = [
        factories.paragraph(text),
        factories.exercise_list(factories.exercise_block("", library=entry)),
        {"type": "callout", "value": {"text": "See the bands", "link": links["callout"].pk, "style": "box"}},
        {"type": "product", "value": {"link": links["card"].pk, "button": "To the shop"}},
    ]
    return factories.publish(
        factories.article("Six exercises to decrease back pain in runners (video)", body=body)
    )


def _counted(way: str) -> list[tuple]:
    return list(DailyClicks.objects.filter(link__slug=way).values_list("page", "count"))


def _wait_for(way: str, rows: list[tuple]) -> None:
    end = time.monotonic() + 10
    while _counted(way) != rows and time.monotonic() < end:
        time.sleep(0.05)
    assert _counted(way) == rows


def _written_by_an_editor(page: Page, address: str, links: dict[str, AffiliateLink]) -> Any:
    """The same article, whose links an editor places and publishes in the admin."""
    thing = Equipment.objects.create(name="Loop band", slug="loop-band")
    entry = factories.exercise("Bird dog", equipment=[thing])
    body = [
        factories.paragraph("<p>Bands help.</p>"),
        factories.exercise_list(factories.exercise_block("", library=entry)),
    ]
    article = factories.article("Six exercises", body=body, live=False)
    factories.user("editor", "Editors")
    placing.sign_in(page, address)
    placing.link_equipment(page, address, thing, links["equipment"].name)
    page.goto(f"{address}{reverse('wagtailadmin_pages:edit', args=[article.pk])}")
    placing.link_first_word(page, links["text"].name)
    placing.add_callout(page, 2, "See the bands", links["callout"].name)
    placing.add_product(page, 3, links["card"].name)
    placing.publish(page)
    article.refresh_from_db()
    return article


def test_what_an_editor_places_in_four_ways_is_disclosed_labelled_and_counted_once(
    live_server: Any, page: Page, phone: Page, links: dict[str, AffiliateLink], client: Client, settings: Any
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # see test_editor_to_reader
    article = _written_by_an_editor(page, live_server.url, links)
    address = live_server.url + article.url
    phone.goto(live_server.url + article.print_url)
    expect(phone.locator(".disclosure ~ .needs a[rel~=sponsored]")).to_have_text("Loop band (paid link)")
    feed = client.get(f"{factories.article_index().url}feed/").content.decode()
    assert feed.index("may earn us a commission") < feed.index("Loop band") < feed.index("(paid link)")
    for way, place in PLACES.items():
        phone.goto(address)
        anchor = phone.locator(f".head:has(.disclosure) ~ * {place}")
        expect(anchor).to_have_count(1)
        expect(anchor).to_have_accessible_name(re.compile(r"\w \(paid link\)$"))
        expect(anchor.get_by_text("(paid link)")).to_be_visible()
        anchor.click()
        expect(phone.get_by_role("heading")).to_have_text(f"/{way}")
        _wait_for(way, [(article.pk, 1)])
    assert DailyClicks.objects.count() == len(WAYS)
    client.force_login(get_user_model().objects.get(username="editor"))
    reported = BeautifulSoup(client.get(reverse("paid_link_report:clicks")).content, "html.parser")
    cells = [row.select("td") for row in reported.select(".listing tbody tr")]
    names = sorted(one.name for one in links.values())
    assert sorted(cell[0].get_text(strip=True) for cell in cells) == names
    assert {cell[1].get_text(strip=True) for cell in cells} == {"1"}


def test_the_disclosure_stands_before_the_first_on_page_and_print(
    live_server: Any, phone: Page, links: dict[str, AffiliateLink]
) -> None:
    article = _article(links)
    for path, count in ((article.url, 4), (article.print_url, 1)):
        phone.goto(live_server.url + path)
        expect(phone.locator(".disclosure")).to_contain_text("may earn us a commission")
        expect(phone.locator("a[rel~=sponsored]")).to_have_count(count)
        assert phone.evaluate(
            "document.querySelector('.disclosure').compareDocumentPosition("
            "document.querySelector('a[rel~=sponsored]')) & Node.DOCUMENT_POSITION_FOLLOWING"
        )
        result = Axe().run(phone)
        assert result.violations_count == 0, result.generate_report()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_disclosure_is_in_view_on_a_small_phone_without_a_click(
    live_server: Any, browser: Browser, links: dict[str, AffiliateLink], scheme: Any
) -> None:
    article = _article(links)
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    for path in (article.url, factories.exercise_index().get_children().first().url, "/go/text/"):
        page.goto(live_server.url + path)
        box = page.locator(".disclosure").bounding_box()
        assert box["y"] > 0
        assert box["y"] + box["height"] < 740
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert Axe().run(page).violations_count == 0
    AffiliateLink.objects.filter(slug="text").update(is_on=False)
    page.goto(f"{live_server.url}/go/text/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link has ended")
    assert Axe().run(page).violations_count == 0
    context.close()


def test_a_click_with_the_middle_button_or_by_keys_counts_too_and_a_double_click_once(
    live_server: Any, phone: Page, links: dict[str, AffiliateLink]
) -> None:
    article = _article(links)
    phone.goto(live_server.url + article.url)
    told: list[str] = []
    phone.on("request", lambda request: told.append(request.url) if "/clicked/" in request.url else None)
    anchor = phone.locator(PLACES["text"])
    anchor.click(button="right")
    with phone.context.expect_page():
        anchor.click(button="middle")
    _wait_for("text", [(article.pk, 1)])
    anchor.focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading")).to_have_text("/text")
    _wait_for("text", [(article.pk, 2)])
    phone.goto(live_server.url + article.url)
    phone.route("**/text?tag=1", lambda route: route.abort())
    phone.locator(PLACES["text"]).dblclick()
    _wait_for("text", [(article.pk, 3)])
    phone.wait_for_timeout(200)
    assert len(told) == 3
    phone.goto(f"{live_server.url}/go/card/")
    phone.locator("main a[rel~=sponsored]").click()
    _wait_for("card", [(None, 1)])


def test_without_scripts_links_work_and_those_through_our_address_are_counted(
    live_server: Any, browser: Browser, links: dict[str, AffiliateLink]
) -> None:
    article = _article(links)
    context = browser.new_context(java_script_enabled=False, user_agent=AGENT)
    page = context.new_page()
    for way in ("card", "callout"):
        page.goto(live_server.url + article.url)
        page.locator(PLACES[way]).click()
        expect(page.get_by_role("heading")).to_have_text(f"/{way}")
    _wait_for("callout", [(article.pk, 1)])
    assert _counted("card") == []
    context.close()


def test_taking_the_last_link_off_takes_the_disclosure_off(
    live_server: Any, phone: Page, links: dict[str, AffiliateLink]
) -> None:
    article = _article(links)
    phone.goto(live_server.url + article.url)
    expect(phone.locator(".disclosure")).to_be_visible()
    Equipment.objects.update(paid_link=None)
    article.body = [("paragraph", "<p>No band.</p>")]
    factories.publish(article)
    phone.reload()
    expect(phone.get_by_text("No band.")).to_be_visible()
    expect(phone.locator(".disclosure")).to_have_count(0)
    expect(phone.locator("script[src*='paid-links']")).to_have_count(0)
