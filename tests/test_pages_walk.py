"""Every page type, as a stranger gets it: status, valid HTML, structured data, no cookie, no third party."""

import json
import re
from collections.abc import Callable

import extruct
import html5lib
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from comments.models import Comment, State
from tests import factories

pytestmark = pytest.mark.django_db


def _article() -> object:
    band = factories.equipment("Loop band", detail="Light", icon="band")
    entry = factories.exercise("Bird dog", equipment=[band])
    lists = factories.exercise_list(
        factories.exercise_block(
            "Side plank", clip={"start": 5, "end": 20}, dose={"sets": 3, "reps": 8}, stop_if="it hurts."
        ),
        factories.exercise_block("", library=entry, clip={"start": 20, "end": 40}),
    )
    body = [
        factories.paragraph(),
        {"type": "heading", "value": "Before you begin"},
        {"type": "quote", "value": {"text": "It needs better company.", "speaker_name": "Alex", "speaker_role": "PT"}},
        {"type": "picture", "value": {"picture": {"image": factories.image().pk, "alt_text": "A runner"}, "caption": "Late"}},
        factories.video(),
        lists,
        {"type": "safety_note", "value": {"heading": "Ask first", "items": "Pain at night.\nNumbness."}},
        {"type": "questions", "value": {"heading": "Questions", "items": [_item({"question": "When?", "answer": "<p>Now.</p>"})]}},
        {"type": "table", "value": {"first_row_is_table_header": True, "first_col_is_header": False, "table_caption": "Weeks",
                                    "data": [["Week", "Sets"], ["1", "2"]]}},
        {"type": "references", "value": {"heading": "References", "items": [_item({"text": "Sample A.", "address": "https://example.org/a"})]}},
    ]  # fmt: skip
    factories.settings(disclaimer=factories.disclaimer())
    reviewer = factories.person("Jo Example", credentials="MD")
    return factories.article("Six exercises", body=body, topics=[factories.topic()], lead_image=factories.image(),
                             lead_image_decorative=True, reviewed_by=reviewer)  # fmt: skip


def _item(value: dict) -> dict:
    return {"type": "item", "value": value, "id": "11111111-0000-4000-8000-000000000000"}


def _conversation() -> Comment:
    """A comment with an author's reply and a reply to what was removed."""
    account = factories.user("writer")
    article = factories.article(authors=[factories.person(account=account)])
    root = factories.comment(article, "My hips tip.\n\nSee https://example.org/hips.")
    answer = factories.comment(article, "Lower first.", parent=root, account=account)
    gone = factories.comment(article, "Gone", parent=answer, state=State.ERASED)
    factories.comment(article, "That was rude.", parent=gone)
    return root


def _with_page(comment: Comment, address: str) -> str:
    return address.format(comment=comment.pk, page=comment.page_id)


PAGES: dict[str, Callable[[], str]] = {
    "home": lambda: (_article(), factories.home().url)[1],
    "empty home": lambda: factories.home().url,
    "article": lambda: _article().url,
    "print sheet": lambda: _article().print_url,
    "article index": lambda: (_article(), factories.article_index().url)[1],
    "what fits": lambda: (_article(), f"{factories.article_index().url}?have=loop-band&minutes=5")[1],
    "empty article index": lambda: factories.article_index().url,
    "exercise": lambda: (
        factories.exercise(muscles=[factories.muscle()], equipment=[factories.equipment()]).url
    ),
    "library": lambda: (factories.exercise(muscles=[factories.muscle()]), factories.exercise_index().url)[1],
    "empty library": lambda: factories.exercise_index().url,
    "person": lambda: _article().people[0].url,
    "people": lambda: (factories.person(), factories.people_index().url)[1],
    "standard page": lambda: factories.standard_page().url,
    "search": lambda: (_article(), "/search/?q=exercises")[1],
    "empty search": lambda: (factories.home(), "/search/")[1],
    "fruitless search": lambda: (factories.home(), "/search/?q=zzzz")[1],
    "article with comments": lambda: _conversation().page.url,
    "conversation": lambda: _with_page(_conversation(), "/comments/thread/{comment}/"),
    "comment form": lambda: _with_page(_conversation(), "/comments/{page}/"),
    "reply form": lambda: _with_page(_conversation(), "/comments/{page}/reply/{comment}/"),
    "repeated comment": lambda: _with_page(_conversation(), "/comments/{page}/received/"),
    "not found": lambda: (factories.home(), "/no/such/page/")[1],
}


@pytest.fixture(params=PAGES)
def answer(request: pytest.FixtureRequest, client: Client) -> tuple[str, object]:
    """The name of a page and a stranger's answer to it."""
    return request.param, client.get(PAGES[request.param]())


def test_a_stranger_gets_a_whole_page(answer: tuple) -> None:
    name, response = answer
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == (404 if name == "not found" else 200)
    assert len(soup.find_all("h1")) == 1
    assert soup.html["lang"] == "en"
    assert soup.title.text.strip() != ""
    assert len(soup.find_all("main")) == 1
    assert response.cookies == {}
    _assert_valid(response.content.decode())
    _assert_unique_ids(soup)
    _assert_headings_in_order(soup)
    _assert_nothing_third_party(soup)


def _assert_valid(html: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    # html5lib predates `light-dark` era elements but knows the grammar: nesting, doctype, entities.
    assert [error for error in parser.errors if error[1] != "unknown"] == []


def _assert_unique_ids(soup: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    inside = {tag["href"][1:] for tag in soup.find_all("a", href=re.compile("^#."))}
    assert inside <= set(ids), f"links lead nowhere: {inside - set(ids)}"


def _assert_headings_in_order(soup: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert all(lower <= higher + 1 for higher, lower in zip(levels, levels[1:], strict=False)), levels


def _assert_nothing_third_party(soup: BeautifulSoup) -> None:
    loaded = [
        tag.get("src") or tag.get("data-src") or ""
        for tag in soup.find_all(["img", "script", "iframe", "source", "video"])
    ]
    loaded += [tag["href"] for tag in soup.find_all("link", rel=["stylesheet", "preload", "icon"])]
    assert [address for address in loaded if "//" in address] == []
    assert soup.find_all("iframe") == []
    assert soup.find_all(style=True) == []
    assert [
        tag
        for tag in soup.find_all("script")
        if not tag.get("src") and tag.get("type") != "application/ld+json"
    ] == []


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("home", {"WebSite"}),
        ("article", {"MedicalWebPage", "VideoObject", "ExercisePlan", "BreadcrumbList"}),
        ("exercise", {"WebPage", "ExercisePlan", "BreadcrumbList"}),
        ("person", {"ProfilePage", "BreadcrumbList"}),
        ("library", {"WebPage", "BreadcrumbList"}),
        ("standard page", {"WebPage", "BreadcrumbList"}),
    ],
)
def test_machines_read_the_same_page(name: str, types: set[str], client: Client) -> None:
    html = client.get(PAGES[name]()).content.decode()
    (graph,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert {one["@type"] for one in graph["@graph"]} == types
    assert json.loads(json.dumps(graph))["@context"] == "https://schema.org"


@pytest.mark.parametrize(
    "name", ["home", "article", "exercise", "person", "library", "standard page", "people", "article index"]
)
def test_sharing_and_following_work_on_every_page(name: str, client: Client) -> None:
    soup = BeautifulSoup(client.get(PAGES[name]()).content, "html.parser")
    assert soup.find("link", rel="canonical")["href"].startswith("http://localhost")
    assert soup.find("meta", property="og:title")["content"]
    assert soup.find("meta", attrs={"name": "description"})["content"]


@pytest.mark.parametrize(("address", "canonical"), [("/search/?q=hips", "/search/"), ("/nowhere/", "")])
def test_search_and_404_can_be_shared_and_stay_out_of_search_engines(
    address: str, canonical: str, client: Client
) -> None:
    factories.home()
    soup = BeautifulSoup(client.get(address, headers={"host": "other.localhost"}).content, "html.parser")
    assert [tag["href"] for tag in soup.find_all("link", rel="canonical")] == (
        [f"http://localhost{canonical}"] if canonical else []
    )
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("meta", property="og:title")["content"]
    assert soup.find("meta", property="og:image")["content"].startswith("http://localhost/")


def test_the_print_sheet_announces_the_feeds(client: Client) -> None:
    soup = BeautifulSoup(client.get(_article().print_url).content, "html.parser")
    assert [link["href"] for link in soup.find_all("link", rel="alternate")] == [
        "http://localhost/articles/feed/",
        "http://localhost/articles/feed/atom/",
    ]


def test_two_strangers_get_the_same_bytes() -> None:
    address = _article().url
    one, other = (
        Client(headers={"user-agent": "A"}),
        Client(headers={"user-agent": "B", "accept-language": "de"}),
    )
    assert one.get(address).content == other.get(address).content


def test_an_article_reads_in_the_order_a_reader_needs(client: Client) -> None:
    soup = BeautifulSoup(client.get(_article().url).content, "html.parser")
    text = soup.main.get_text(" ", strip=True)
    order = [
        "Six exercises",
        "PT, DPT",
        "Jo Example",
        "Hips that share",
        "The routine",
        "What you’ll need",
        "Lift from the core.",
        "References",
        "General information, not advice",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places), dict(zip(order, places, strict=True))


def test_each_exercise_is_a_card_with_an_anchor_and_a_way_to_watch_it(client: Client) -> None:
    page = _article()
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    for exercise in page.content.exercises:
        card = soup.find(id=exercise.anchor)
        assert exercise.name in card.get_text()
        watch = card.find("a", attrs={"data-watch": True})
        assert (int(watch["data-start"]), int(watch["data-end"])) == (exercise.clip.start, exercise.clip.end)
        assert watch["href"].startswith("https://www.youtube.com/watch?v=")


def test_card_print_sheet_feed_and_machines_tell_of_the_same_exercises(client: Client) -> None:
    page = _article()
    names = [exercise.name for exercise in page.content.exercises]
    html = client.get(page.url).content.decode()
    cards = [
        card.find(["h3"]).get_text(strip=True) for card in BeautifulSoup(html, "html.parser").select(".step")
    ]
    sheet = BeautifulSoup(client.get(page.print_url).content, "html.parser").get_text(" ")
    feed = client.get(factories.article_index().url + "feed/").content.decode()
    graph = extruct.extract(html, syntaxes=["json-ld"])["json-ld"][0]["@graph"]
    assert cards == names
    assert [one["name"] for one in graph if one["@type"] == "ExercisePlan"] == names
    assert all(name in sheet and name in feed for name in names)
    for exercise in page.content.exercises:
        assert all(step in html and step in sheet for step in exercise.instructions)
