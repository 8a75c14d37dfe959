"""Whatever a stranger sends, the answer is a page or a clear refusal, never a 500."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def stranger() -> Client:
    factories.article(slug="plank")
    factories.exercise(slug="bird-dog")
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *[(f"/articles/?page={page}", 404) for page in ("0", "-1", "2", "abc", "1e9", "%D9%A2", "9" * 40, "%00", "1.0")],
        *[(f"/exercises/?page={page}", 404) for page in ("0", "-1", "2", "abc", "%00")],
        ("/articles/?topic=nowhere", 404),
        ("/articles/?topic=%00", 404),
        ("/articles/?topic[]=x&unknown=1", 200),
        ("/articles/?page=1&page=1", 200),
        *[(f"/exercises/?{name}=nowhere", 404) for name in ("area", "level", "muscle", "equipment")],
        *[(f"/{name}/?{query}", 404) for name in ("articles", "exercises") for query in ("have=nowhere", "have=%00", "have=none&have=nowhere", "minutes=7", "minutes=-1", "minutes=%00", "minutes=%D9%A5", "have=none&topic=%00&area=%00")],
        *[(f"/{name}/?have=&minutes=&have=none", 200) for name in ("articles", "exercises")],
        ("/exercises/?area=%00", 404),
        ("/exercises/?area=", 200),
        ("/exercises/?area=hips", 200),
        ("/exercises/?equipment=none", 200),
        ("/articles/%00/", 404),
        ("/articles/plank%00/", 404),
        ("/%FF%FE/", 404),
        ("/" + "a/" * 500, 404),
        ("/" + "x" * 5000 + "/", 404),
        ("/articles/plank/print/", 200),
        ("/articles/plank/print/x/", 404),
        ("/articles/plank/follow/", 200),
        ("/articles/plank/follow/x/", 404),
        ("/exercises/bird-dog/follow/", 200),
        ("/articles/feed/", 200),
        ("/articles/feed/atom/", 200),
        ("/articles/feed/x/", 404),
        ("/exercises/bird-dog/print/", 404),
        ("/../../etc/passwd", 404),
        ("/search/?q=%00&page=1", 200),
        ("/search/?q=%FF", 200),
        ("/search/?page=%00", 404),
    ],
)  # fmt: skip
def test_odd_addresses_have_plain_answers(address: str, status: int, stranger: Client) -> None:
    assert stranger.get(address).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
def test_odd_methods_have_plain_answers(method: str, stranger: Client) -> None:
    for address in ("/", "/articles/plank/", "/search/", "/articles/feed/", "/robots.txt", "/sitemap.xml"):
        assert getattr(stranger, method)(address).status_code < 500


def test_head_answers_like_get_without_a_body(stranger: Client) -> None:
    for address in ("/", "/articles/", "/articles/plank/", "/search/?q=a", "/sitemap.xml"):
        response = stranger.head(address)
        assert (response.status_code, response.content) == (200, b"")


def test_odd_headers_change_nothing(stranger: Client) -> None:
    odd = {"accept-language": "x" * 3000 + ",\x01;q=z", "range": "bytes=5-1", "cookie": "sessionid=%00; a"}
    assert stranger.get("/articles/plank/", headers=odd).status_code == 200


@pytest.mark.parametrize("fate", ["unpublished", "private"])
def test_nothing_of_a_hidden_article_is_shown_anywhere(fate: str, stranger: Client) -> None:
    page = factories.article("Hidden heron", slug="heron")
    page = factories.publish(page)
    if fate == "unpublished":
        page.unpublish()
    else:
        page.view_restrictions.create(restriction_type="login")
    for address in ("/articles/heron/", "/articles/heron/print/"):
        response = stranger.get(address)
        assert response.status_code in (302, 404)
        assert b"Hidden heron" not in response.content
    for address in (
        "/",
        "/articles/",
        "/articles/feed/",
        "/articles/feed/atom/",
        "/sitemap.xml",
        "/search/?q=heron",
    ):
        text = stranger.get(address).content.decode()
        assert "Hidden heron" not in text
        assert "/articles/heron/" not in text


@pytest.mark.parametrize("slug", ["плечо", "肩-の-運動", "übung", "تمرين"])
def test_slugs_in_any_script_open_and_are_listed(slug: str, stranger: Client) -> None:
    page = factories.article("In another script", slug=slug)
    assert stranger.get(page.url).status_code == 200
    assert stranger.get(f"/articles/{slug}/").status_code == 200
    for address in ("/articles/", "/articles/feed/", "/sitemap.xml"):
        assert stranger.get(address).status_code == 200


def test_the_sitemap_lists_what_readers_may_open(stranger: Client) -> None:
    factories.article(slug="draft", live=False)
    root = ElementTree.fromstring(stranger.get("/sitemap.xml").content)
    places = [entry.findtext(f"{SITEMAP}loc") for entry in root]
    assert "http://localhost/articles/plank/" in places
    assert "http://localhost/exercises/bird-dog/" in places
    assert len(places) == len(set(places))
    assert not any("draft" in place for place in places)


def test_robots_are_told_where_the_sitemap_is(stranger: Client) -> None:
    text = stranger.get("/robots.txt").content.decode()
    assert "Sitemap: http://localhost/sitemap.xml" in text
    assert "Disallow: /admin/" in text


@pytest.mark.parametrize("kind", ["", "atom/"])
def test_feeds_name_authors_exercises_and_categories(kind: str, stranger: Client) -> None:
    factories.article(
        "Knees",
        slug="knees",
        authors=[factories.person("Jo Example", credentials="MD")],
        topics=[factories.topic("Stairs")],
    )
    feed = stranger.get(f"/articles/feed/{kind}").content.decode()
    ElementTree.fromstring(feed)
    for words in ("Knees", "Jo Example, MD", "Stairs", "Side plank", "http://localhost/articles/knees/"):
        assert words in feed


def test_a_form_from_elsewhere_is_refused_in_the_sites_own_look() -> None:
    address = factories.standard_page().url
    with CaptureQueriesContext(connection) as queries:
        response = Client(enforce_csrf_checks=True).post(address)
    assert response.status_code == 403
    assert "This could not be sent" in response.content.decode()
    assert "CSRF" not in response.content.decode()
    assert len(queries) == 0


@override_settings(ALLOWED_HOSTS=["localhost"])
def test_a_strange_host_is_refused_in_the_sites_own_look() -> None:
    response = Client(headers={"host": "evil.example"}).get("/")
    assert response.status_code == 400
    assert "This request made no sense to us" in response.content.decode()
