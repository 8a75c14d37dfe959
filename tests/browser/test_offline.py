"""A session on a reader's device: without a network, after a change, when it is gone; and as an app."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import BrowserContext, Page, expect
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from exercises.models.exercise_page import ExerciseImage
from pages.models import SiteMedia
from tests import factories
from tests.browser.watching import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READY = "Works without a network now."
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("plumbline.follow"));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return [names, requests.flat().map(({ url }) => new URL(url).pathname)];
}"""
# The same once this page's own copy is gone, or after five seconds; and what is still registered.
LEFT = """async () => {
  for (let wait = 0; wait < 100; wait += 1) {
    if (!(await caches.keys()).some((name) => name.endsWith(` ${location.pathname}`))) break;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  const registrations = await navigator.serviceWorker.getRegistrations();
  return [await caches.keys(), registrations.map(({ scope }) => new URL(scope).pathname)];
}"""
# What the worker answers when it is asked to keep these addresses.
ASK = """async (files) => {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  active.postMessage(files, [port2]);
  return new Promise((done) => { port1.onmessage = ({ data }) => done(data); });
}"""


def drawn(name: str) -> dict:
    """An exercise with a drawing that comes in several sizes."""
    entry = factories.exercise(name)
    entry.images.add(ExerciseImage(image=factories.image(size=(500, 300)), pose="end", alt_text=name))
    entry.save()
    return factories.exercise_block("", library=entry, dose={"sets": 1, "reps": 8})


def pictures(addresses: list[str]) -> list[str]:
    """Those of some addresses that are uploaded pictures."""
    return [address for address in addresses if address.startswith("/media/")]


@pytest.fixture(scope="module")
def browser_context_args(browser_context_args: dict) -> dict:
    """With service workers, which other tests do without."""
    return {**browser_context_args, "service_workers": "allow"}


@pytest.fixture
def article() -> ArticlePage:
    """Two drawn exercises."""
    return factories.article(
        "Six moves", body=[factories.exercise_list(drawn("Side plank"), drawn("Bird dog"))]
    )


@pytest.fixture
def phone(page: Page) -> Page:
    """A page of the size of a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def keep(page: Page, live_server: Any, followed: Any) -> None:
    """Opens the session and waits until the device has it."""
    page.goto(live_server.url + followed.follow_url)
    expect(page.locator("[data-offline]")).to_have_text(READY, timeout=15_000)


def test_a_session_opened_once_is_done_without_a_network_and_never_old_with_one(
    live_server: Any, phone: Page, context: BrowserContext, article: ArticlePage, monkeypatch: Any
) -> None:
    address = article.follow_url
    phone.goto(f"{live_server.url}/robots.txt")
    phone.evaluate(f"caches.open('plumbline.follow 0 {address}')")  # of an older version
    phone.evaluate("caches.open('plumbline.follow 0 /elsewhere/follow/')")
    keep(phone, live_server, article)
    names, files = phone.evaluate(KEPT)
    assert names == ["plumbline.follow 0 /elsewhere/follow/", f"plumbline.follow 1 {address}"]
    assert len(pictures(files)) == 2

    context.set_offline(True)
    phone.set_viewport_size({"width": 844, "height": 390})  # which wants larger pictures than those kept
    phone.reload()
    expect(phone.locator("[data-offline]")).to_contain_text("The site can’t be reached. This is the copy of")
    phone.get_by_role("button", name="Start", exact=True).click()
    expect(phone.locator("[data-stage] img")).not_to_have_js_property("naturalWidth", 0)
    for _exercise in range(2):
        phone.get_by_role("button", name="Start now").click()
        phone.get_by_role("button", name="Done", exact=True).click()
    expect(phone.get_by_role("heading", name="Done.")).to_be_visible()

    context.set_offline(False)
    article.title = "Five moves"
    article.body = [factories.exercise_list(drawn("Dead bug"))]
    factories.publish(article)
    phone.reload()
    expect(phone.get_by_role("heading", name="Five moves", exact=True)).to_be_visible()
    expect(phone.locator("[data-offline]")).to_have_text(READY, timeout=15_000)
    assert len(pictures(phone.evaluate(KEPT)[1])) == 1

    with monkeypatch.context() as patched:
        patched.setattr(ArticlePage, "followed_exercises", lambda page: 1 / 0)
        phone.reload()
        expect(phone.locator("[data-offline]")).to_contain_text("This is the copy of")
        expect(phone.get_by_role("link", name="Dead bug")).to_be_visible()

    article.unpublish()
    assert phone.reload().status == 404
    assert phone.evaluate(LEFT) == [["plumbline.follow 0 /elsewhere/follow/"], []]


def test_a_session_that_becomes_private_is_not_kept_any_longer(
    live_server: Any, phone: Page, article: ArticlePage
) -> None:
    keep(phone, live_server, article)
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="band")
    phone.reload()
    assert phone.evaluate(LEFT) == [[], []]
    phone.get_by_label("Password").fill("band")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Six moves", exact=True)).to_be_visible()
    expect(phone.get_by_role("button", name="Start", exact=True)).to_be_visible()
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate(LEFT) == [[], []]


def test_a_device_keeps_no_video_forgets_when_asked_and_may_be_full(
    live_server: Any, phone: Page, context: BrowserContext, article: ArticlePage
) -> None:
    clip = SiteMedia.objects.create(
        title="Clip", type="video", duration=5, file=ContentFile(b"film", "clip.mp4")
    )
    keep(phone, live_server, article)
    assert phone.evaluate(ASK, [clip.file.url, "/static/css/site.css", "/static/css/none.css"]) is True
    assert set(phone.evaluate(KEPT)[1]) == {"/static/css/site.css", article.follow_url}

    phone.get_by_role("button", name="Forget my progress").click()
    expect(phone.locator("[data-offline]")).to_have_text("")
    assert phone.evaluate(LEFT) == [[], []]

    # Also what is still on its way when it is asked.
    phone.add_init_script("""
      const { register } = ServiceWorkerContainer.prototype;
      const may = new Promise((done) => { window.letGo = done; });
      ServiceWorkerContainer.prototype.register = function (...all) { return may.then(() => register.apply(this, all)); };
      window.texts = [];
      addEventListener("DOMContentLoaded", () => {
        const line = document.querySelector("[data-offline]");
        new MutationObserver(() => texts.push(line.textContent)).observe(line, { childList: true });
      });
    """)
    phone.reload()
    phone.evaluate("import('/static/js/follow/follow.js').then(({ loaded }) => loaded)")
    phone.get_by_role("button", name="Forget my progress").click()
    phone.evaluate("letGo()")
    until(phone, f"texts.includes({READY!r}) && texts.at(-1) === ''")
    assert phone.evaluate(LEFT) == [[], []]

    chromium = context.new_cdp_session(phone)
    chromium.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": 1})
    phone.reload()
    phone.evaluate("letGo()")
    assert phone.evaluate(ASK, []) is False
    expect(phone.locator("[data-offline]")).to_have_text("")
    expect(phone.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_chromium_installs_a_session_as_an_app_and_follows_it_to_a_new_address(
    live_server: Any, page: Page, context: BrowserContext
) -> None:
    entry = factories.exercise()
    keep(page, live_server, entry)
    chromium = context.new_cdp_session(page)
    assert chromium.send("Page.getAppManifest")["errors"] == []
    errors = chromium.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] == ["in-incognito"]  # as every test is

    entry.slug = "moved"
    moved = factories.publish(entry)
    page.reload()
    expect(page).to_have_url(live_server.url + moved.follow_url)
    expect(page.locator("[data-offline]")).to_have_text(READY, timeout=15_000)
    page.goto(f"{live_server.url}/robots.txt")
    assert page.evaluate(LEFT) == [[f"plumbline.follow 1 {moved.follow_url}"], [moved.follow_url]]
