"""Every place where an editor can type an address, on every page and in every form readers get it: disclosed first."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection
from django.db.models import URLField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import Block, ListBlock, RawHTMLBlock, RichTextBlock, StreamBlock, StructBlock, URLBlock
from wagtail.fields import RichTextField, StreamField

from affiliates.models import AffiliateProgramme, DisclosureSettings
from exercises.models import Equipment
from pages.models.site_settings import NavigationItem, SocialProfile
from people.models import PersonLink
from tests import factories
from tests.affiliates.things import link, programme

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ADDRESS = "https://shop.example/band?tag=plumb-20"
TYPED = f'<p>Wear <a href="{ADDRESS}">this band</a>.</p>'
ITEM_ID = "11111111-0000-4000-8000-000000000000"


def _item(value: dict) -> dict:
    return {"type": "item", "value": value, "id": ITEM_ID}


QUESTIONS = {
    "type": "questions",
    "value": {"heading": "Questions", "items": [_item({"question": "Which?", "answer": TYPED})]},
}
REFERENCES = {
    "type": "references",
    "value": {"heading": "References", "items": [_item({"text": "A band.", "address": ADDRESS})]},
}


def _home() -> str:
    home = factories.home()
    home.promise_heading, home.promise_text = "What we promise", TYPED
    home.save()
    return home.url


def _article(*blocks: dict) -> str:
    return factories.article(body=list(blocks)).url


def _standard(*blocks: dict) -> str:
    return factories.standard_page(body=list(blocks)).url


def _person_link() -> str:
    person = factories.person()
    PersonLink.objects.create(person=person, label="My shop", address=ADDRESS)
    return person.url


def _disclaimer() -> str:
    factories.home()
    factories.settings(disclaimer=factories.disclaimer(TYPED))
    return factories.exercise().url


def _footer() -> str:
    home = factories.home()
    SocialProfile.objects.create(settings=factories.settings(), label="Shop", address=ADDRESS)
    return home.url


def _navigation() -> str:
    home = factories.home()
    NavigationItem.objects.create(settings=factories.settings(), menu="header", label="Shop", address=ADDRESS)
    return home.url


def _session() -> str:
    exercises = factories.exercise_list(factories.exercise_block("Bird dog"))
    return factories.article(disclaimer=factories.disclaimer(TYPED), body=[exercises]).follow_url


# By the place where the address is typed: makes it, publishes it, and returns the address of a page that shows it.
PLACES: dict[str, Callable[[], str]] = {
    "home.HomePage.promise_text": _home,
    "articles.ArticlePage.body.paragraph": lambda: _article(factories.paragraph(TYPED)),
    "articles.ArticlePage.body.video.transcript": lambda: _article(factories.video(transcript=TYPED)),
    "articles.ArticlePage.body.questions.items.answer": lambda: _article(QUESTIONS),
    "articles.ArticlePage.body.references.items.address": lambda: _article(REFERENCES),
    "people.PersonPage.biography": lambda: factories.person(biography=TYPED).url,
    "people.PersonLink.address": _person_link,
    "pages.Disclaimer.text": _disclaimer,
    "pages.SocialProfile.address": _footer,
    "pages.StandardPage.body.paragraph": lambda: _standard(factories.paragraph(TYPED)),
    "pages.StandardPage.body.questions.items.answer": lambda: _standard(QUESTIONS),
    "pages.StandardPage.body.references.items.address": lambda: _standard(REFERENCES),
}
MORE = {
    "a menu": _navigation,
    "an article's own disclaimer": lambda: factories.article(disclaimer=factories.disclaimer(TYPED)).url,
    "the print sheet": lambda: factories.article(disclaimer=factories.disclaimer(TYPED)).print_url,
    "the session": _session,
}
# Pages of every other kind, which show a link only in what all pages have around them.
AROUND: dict[str, Callable[[], str]] = {
    "article index": lambda: factories.article_index().url,
    "library": lambda: factories.exercise_index().url,
    "exercise": lambda: factories.exercise().url,
    "people": lambda: factories.people_index().url,
    "person": lambda: factories.person().url,
    "search": lambda: "/search/?q=runners",
    "not found": lambda: "/nowhere/",
    "comment form": lambda: f"/comments/{factories.article().pk}/",
    "conversation": lambda: f"/comments/thread/{factories.comment(factories.article()).pk}/",
}


def _places() -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.app_label in ("articles", "exercises", "home", "pages", "people"):
            for field in model._meta.get_fields():
                name = f"{model._meta.label}.{field.name}"
                if isinstance(field, RichTextField | URLField):
                    yield name
                elif isinstance(field, StreamField):
                    yield from _in_block(field.stream_block, name)


def _in_block(block: Block, name: str) -> Iterator[str]:
    if isinstance(block, RichTextBlock | URLBlock | RawHTMLBlock):
        yield name
    elif isinstance(block, StreamBlock | StructBlock):
        for key, child in block.child_blocks.items():
            yield from _in_block(child, f"{name}.{key}")
    elif isinstance(block, ListBlock):
        yield from _in_block(block.child_block, name)


def _assert_disclosed(html: str, count: int = 1) -> None:
    """The law: as many paid links as there should be, each labelled, all after the one disclosure."""
    soup = BeautifulSoup(html, "html.parser")
    anchors = soup.select('a[href*="shop.example"]')
    assert len(anchors) == count
    (disclosure,) = soup.select(".disclosure")
    after = disclosure.find_all_next("a")
    for anchor in anchors:
        assert anchor["rel"] == ["sponsored", "nofollow", "noopener"]
        assert "(paid link)" in anchor.get_text()
        assert any(anchor is one for one in after)
    assert disclosure.find_parent(["details", "template", "nav"]) is None
    assert disclosure.find_parent(hidden=True) is None
    assert not soup.select("template[data-disclosure], template[data-paid-links-script]")


def _valid(html: str) -> bool:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [error for error in parser.errors if error[1] != "unknown"] == []


def test_every_place_where_an_address_can_be_typed_is_tried_below() -> None:
    assert sorted(PLACES) == sorted(_places())


@pytest.mark.parametrize("place", [*PLACES, *MORE])
def test_a_typed_paid_link_is_disclosed_first_and_labelled(place: str, client: Client) -> None:
    address = (PLACES | MORE)[place]()
    quiet = client.get(address).content.decode()
    assert "disclosure" not in quiet
    assert "sponsored" not in quiet
    programme()
    html = client.get(address).content.decode()
    # The menu stands in the header and, for phones, in the footer.
    _assert_disclosed(html, count=2 if place == "a menu" else 1)
    assert _valid(html)
    AffiliateProgramme.objects.all().delete()
    assert client.get(address).content.decode() == quiet


@pytest.mark.parametrize("page", AROUND)
def test_a_paid_link_in_the_footer_is_disclosed_on_every_page(page: str, client: Client) -> None:
    factories.home()
    programme()
    SocialProfile.objects.create(settings=factories.settings(), label="Shop", address=ADDRESS)
    html = client.get(AROUND[page]()).content.decode()
    _assert_disclosed(html)
    assert _valid(html)


def test_lists_and_search_results_show_words_of_a_link_but_no_link(client: Client) -> None:
    programme()
    person = factories.person("Robin Sample", biography=TYPED)
    factories.article("Bands for runners", body=[factories.paragraph(TYPED)], authors=[person])
    factories.standard_page("About bands", body=[factories.paragraph(TYPED)])
    addresses = ["/search/?q=bands", "/search/?q=wear", factories.home().url, factories.article_index().url,
                 factories.people_index().url]  # fmt: skip
    for address in addresses:
        html = client.get(address).content.decode()
        assert "shop.example" not in html
        assert "disclosure" not in html


def _with_equipment(count: int = 1) -> Any:
    first = Equipment.objects.count()
    equipment = [
        Equipment.objects.create(name=f"Band {number}", slug=f"band-{number}", paid_link=link())
        for number in range(first, first + count)
    ]
    entry = factories.exercise("Bird dog", equipment=equipment)
    block = factories.exercise_block("", library=entry)
    return factories.publish(factories.article("Six exercises", body=[factories.exercise_list(block)]))


def test_equipment_links_are_disclosed_on_page_print_and_exercise(client: Client) -> None:
    article = _with_equipment(2)
    for address in (article.url, article.print_url, factories.exercise_index().get_children().first().url):
        _assert_disclosed(client.get(address).content.decode(), count=2)


@pytest.mark.parametrize(
    ("address", "texts"), [("feed/", "item/description"), ("feed/atom/", "{*}entry/{*}summary")]
)
def test_each_item_of_a_feed_says_for_itself(client: Client, address: str, texts: str) -> None:
    _with_equipment(2)
    factories.article("Without")
    feed = ElementTree.fromstring(client.get(f"{factories.article_index().url}{address}").content)
    root = feed if feed.tag.endswith("feed") else feed.find("channel")
    quiet, paid = (text.text for text in root.findall(texts))
    _assert_disclosed(paid, count=2)
    assert "disclosure" not in quiet


def test_a_feed_says_it_in_the_sites_own_words_and_leads_through_our_whole_address(client: Client) -> None:
    article = _with_equipment()
    AffiliateProgramme.objects.update(may_redirect=True)
    words = DisclosureSettings.for_site(article.get_site())
    words.lead = "We get money for some of these."
    words.save()
    feed = client.get(f"{factories.article_index().url}feed/").content.decode()
    assert "We get money for some of these." in feed
    assert 'href="http://localhost/go/link-' in feed.replace("&quot;", '"').replace("&lt;", "<")


def test_a_feed_asks_for_all_its_links_at_once(client: Client) -> None:
    address = f"{factories.article_index().url}feed/"
    articles = [_with_equipment() for _number in range(3)]
    links = dict(Equipment.objects.values_list("pk", "paid_link"))
    client.get(address)  # the wording's row exists from then on
    Equipment.objects.update(paid_link=None)
    assert len(articles) == client.get(address).content.count(b"Band")
    with CaptureQueriesContext(connection) as quiet:
        client.get(address)
    for pk, paid in links.items():
        Equipment.objects.filter(pk=pk).update(paid_link=paid)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).content.count(b"sponsored") == 3
    assert len(asked) == len(quiet) + 2


@pytest.mark.parametrize("is_published", [True, False], ids=["text kept", "text of the library"])
def test_a_feed_asks_as_much_for_many_articles_with_exercises_as_for_one(
    client: Client, is_published: bool
) -> None:
    address = f"{factories.article_index().url}feed/"

    def add(name: str) -> None:
        thing = Equipment.objects.create(name=name, slug=name.lower(), paid_link=link())
        blocks = [
            factories.exercise_block("", library=factories.exercise(f"{name} {number}", equipment=[thing]))
            for number in range(2)
        ]
        lists = [factories.exercise_list(block) for block in blocks]
        article = factories.article(f"With {name}", body=[factories.paragraph("<p>x</p>"), *lists])
        if is_published:
            factories.publish(article)

    add("Band")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for name in ("Ball", "Mat", "Step"):
        add(name)
    with CaptureQueriesContext(connection) as four:
        feed = client.get(address).content.decode()
    assert [feed.count(f"{name} 1") for name in ("Band", "Ball", "Mat", "Step")] == [1, 1, 1, 1]
    assert len(four) == len(one)


def test_a_programme_that_refuses_print_and_feed_is_named_there_without_a_link(client: Client) -> None:
    article = _with_equipment()
    AffiliateProgramme.objects.update(in_print=False, in_feed=False)
    for address in (article.print_url, f"{factories.article_index().url}feed/"):
        html = client.get(address).content.decode()
        assert "Band 0" in html
        assert "shop.example" not in html
        assert "disclosure" not in html
    _assert_disclosed(client.get(article.url).content.decode())


def test_the_preview_shows_the_disclosure_as_readers_will_get_it() -> None:
    programme()
    page = factories.article(body=[factories.paragraph(TYPED)], live=False)
    answer = page.make_preview_request()
    assert answer.status_code == 200
    answer.render() if hasattr(answer, "render") and not answer.is_rendered else None
    _assert_disclosed(answer.content.decode())
    band = link()
    page.body = [("paragraph", f'<p><a linktype="paid" id="{band.pk}">Band</a></p>')]
    html = page.make_preview_request().content.decode()
    assert band.destination in html
    assert "data-count" not in html
    assert "paid-links.js" not in html


def test_taking_the_last_link_off_takes_the_disclosure_off(client: Client) -> None:
    page = factories.article(
        body=[factories.paragraph(f'<p><a linktype="paid" id="{link().pk}">Band</a></p>')]
    )
    assert "disclosure" in client.get(page.url).content.decode()
    page.body = [("paragraph", "<p>Band</p>")]
    factories.publish(page)
    assert "disclosure" not in client.get(page.url).content.decode()
