"""Our own address of a link leads to its stored destination, and nowhere else."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from affiliates.models import AffiliateLink, DailyClicks
from tests import factories
from tests.affiliates.things import link, programme

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _site() -> None:
    factories.home()


def _redirected(**fields: Any) -> AffiliateLink:
    return link(programme=programme(may_redirect=True), **fields)


def test_it_leads_to_the_stored_destination(client: Client) -> None:
    ball = _redirected(destination="https://www.shop.example/ball?tag=plumb-20&x=ä")
    answer = client.get(f"/go/{ball.slug}/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "https://www.shop.example/ball?tag=plumb-20&x=%C3%A4",
    )


@pytest.mark.parametrize(
    "query", ["?to=https://evil.example", "?next=//evil.example", "?url=evil.example&u=1"]
)
def test_nothing_in_the_question_leads_anywhere_else(client: Client, query: str) -> None:
    ball = _redirected()
    assert client.get(f"/go/{ball.slug}/{query}")["Location"] == ball.destination
    assert (
        client.get(f"/go/{ball.slug}/", headers={"referer": "https://evil.example/"})["Location"]
        == ball.destination
    )


def test_it_stays_out_of_search_engines_and_caches(client: Client) -> None:
    ended = _redirected(is_on=False)
    for ball in (_redirected(), ended):
        answer = client.get(f"/go/{ball.slug}/")
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
    assert "Disallow: /go/" in client.get("/robots.txt").content.decode()


def test_the_shop_learns_the_site_but_not_the_page(client: Client) -> None:
    assert client.get(f"/go/{_redirected().slug}/")["Referrer-Policy"] == "strict-origin"


def test_the_page_that_leads_to_a_shop_may_tell_of_the_click(client: Client) -> None:
    # With "strict-origin" the browser would not say which page tells, and nothing would be counted.
    assert client.get(f"/go/{link().slug}/")["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_an_ended_link_leads_where_its_replacement_does(client: Client) -> None:
    new = _redirected()
    old = _redirected(is_on=False, replacement=new)
    assert client.get(f"/go/{old.slug}/")["Location"] == new.destination


def test_a_link_retired_for_good_is_gone_and_there_are_ways_on(client: Client) -> None:
    article = factories.article("Six exercises")
    answer = client.get(
        f"/go/{_redirected(is_on=False).slug}/", headers={"referer": f"http://testserver{article.url}"}
    )
    assert answer.status_code == 410
    main = BeautifulSoup(answer.content, "html.parser").main
    assert "This link has ended" in main.get_text()
    assert {"/", article.url} <= {anchor["href"] for anchor in main.find_all("a")}


def test_a_private_page_is_not_named_on_the_way_back(client: Client) -> None:
    secret = factories.standard_page("Secret plans")
    secret.view_restrictions.create(restriction_type="login")
    address = f"http://testserver{secret.url}"
    answer = client.get(f"/go/{_redirected(is_on=False).slug}/", headers={"referer": address})
    assert answer.status_code == 410
    assert "Secret plans" not in answer.content.decode()


def test_a_programme_that_wants_direct_links_gets_one_more_click_and_it_is_disclosed(client: Client) -> None:
    band = link()
    answer = client.get(f"/go/{band.slug}/")
    assert answer.status_code == 200
    main = BeautifulSoup(answer.content, "html.parser").main
    anchor = main.select_one("a[rel~=sponsored]")
    assert anchor["href"] == band.destination
    assert anchor in main.select_one(".disclosure").find_all_next("a")


@pytest.mark.parametrize(
    "slug",
    [
        "unknown",
        "%00",
        "a%00b",
        "%FF%FE",
        "..",
        "%2e%2e",
        "a%2Fb",
        "x" * 10_000,
        "ü" * 81,
        "%F0%9F%90%BB",
        "a b",
        "'--",
    ],
)
def test_what_is_no_link_is_not_found(client: Client, slug: str) -> None:
    _redirected()
    assert client.get(f"/go/{slug}/").status_code == 404
    assert client.post(f"/go/{slug[:90]}/clicked/", headers={"origin": "http://testserver"}).status_code in (
        204,
        404,
    )


def test_a_slug_may_have_letters_of_any_script(client: Client) -> None:
    ball = _redirected(slug="massageball-für-hüften")
    assert client.get("/go/massageball-f%C3%BCr-h%C3%BCften/")["Location"] == ball.destination
    assert client.get(ball.address)["Location"] == ball.destination


def test_asking_for_the_head_alone_leads_there_and_counts_nothing(client: Client) -> None:
    ball = _redirected()
    answer = client.head(f"/go/{ball.slug}/", headers={"user-agent": "Mozilla/5.0"})
    assert (answer.status_code, answer["Location"]) == (302, ball.destination)
    assert not DailyClicks.objects.exists()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_no_other_method_is_answered(method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"/go/{_redirected().slug}/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_following_a_link_takes_three_questions_to_the_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    ball = _redirected()
    headers = {"user-agent": "Mozilla/5.0"}
    client.get(f"/go/{ball.slug}/", headers=headers)
    with django_assert_num_queries(4):  # the link, and the click between the two ends of a savepoint
        assert client.get(f"/go/{ball.slug}/", headers=headers).status_code == 302
