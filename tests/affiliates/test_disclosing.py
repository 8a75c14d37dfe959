"""The law of the house: a paid link in the output if and only if the disclosure comes before it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affiliates.disclosing import disclose
from tests import factories
from tests.affiliates.things import link, programme

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PLACE = "<template data-disclosure></template>"


@pytest.fixture
def request_() -> Any:
    """Somebody asks for a page of the default site."""
    factories.home()
    return RequestFactory().get("/", headers={"host": "localhost"})


def _page(body: str, place: bool = True) -> str:
    head = f"<header><h1>Title</h1>{PLACE if place else ''}</header>"
    return f"<body><nav><a href='/'>Home</a></nav><main>{head}{body}</main></body>"


def _read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_a_managed_link_gets_its_destination_a_label_and_the_disclosure_before_it(request_: Any) -> None:
    band = link(destination="https://www.shop.example/band?tag=plumb-20")
    soup = _read(disclose(_page(f'<p><a data-paid-link="{band.pk}">Bands</a></p>'), request_))
    anchor = soup.select_one("p a[rel]")
    assert (anchor["href"], anchor["rel"]) == (band.destination, ["sponsored", "nofollow", "noopener"])
    assert "paid link" in anchor.get_text()
    disclosure = soup.select_one(".disclosure")
    assert "may earn us a commission" in disclosure.get_text()
    assert "As a Shopper I earn." in disclosure.get_text()
    assert disclosure.find_parent("header")
    assert anchor in disclosure.find_all_next("a")


def test_a_page_without_a_paid_link_says_nothing(request_: Any) -> None:
    programme()
    html = disclose(_page('<p><a href="https://elsewhere.example/?tag=1">There</a></p>'), request_)
    assert ".disclosure" not in html
    assert "commission" not in html
    assert "data-disclosure" not in html


@pytest.mark.parametrize(
    "address",
    [
        "https://shop.example/a?tag=x",
        "http://WWW.Shop.Example/a?x=1&amp;TAG=y",
        "//shop.example/?tag=1",
        "https://shop.example:443/?tag=1#top",
    ],
)
def test_a_hand_typed_link_of_a_programme_counts_as_paid(request_: Any, address: str) -> None:
    programme()
    html = disclose(_page(f'<p><a href="{address}" rel="follow" class="x">Bands</a></p>'), request_)
    anchor = _read(html).select_one("p a.x")
    assert anchor["rel"] == ["sponsored", "nofollow", "noopener"]
    assert "commission" in html


@pytest.mark.parametrize(
    "address",
    [
        "https://shop.example/a",
        "https://shop.example/a?tag=",
        "https://notshop.example/?tag=1",
        "https://shop.example.evil.test/?tag=1",
        "https://[broken/?tag=1",
        "/shop.example/?tag=1",
        "mailto:a@shop.example?tag=1",
    ],
)
def test_other_links_are_left_alone(request_: Any, address: str) -> None:
    programme()
    page = _page(f'<p><a href="{address}">There</a></p>', place=False)
    assert disclose(page, request_) == page


def test_what_a_reader_wrote_is_no_link_of_ours(client: Client) -> None:
    programme()
    page = factories.article()
    factories.comment(page, "Mine are from https://shop.example/?tag=1")
    html = client.get(page.url).content.decode()
    (anchor,) = _read(html).select('.comment a[href*="shop.example"]')
    assert anchor["rel"] == ["ugc", "nofollow"]
    assert "commission" not in html
    assert "data-unpaid" not in html


@pytest.mark.parametrize("claim", ['rel="ugc"', "data-unpaid", 'data-unpaid="x"', 'rel="ugc nofollow"'])
def test_an_editors_link_cannot_claim_to_be_unpaid(request_: Any, claim: str) -> None:
    programme()
    html = disclose(_page(f'<p><a {claim} href="https://shop.example/?tag=1">bands</a></p>'), request_)
    assert "commission" in html
    assert _read(html).select_one("p a[rel]")["rel"] == ["sponsored", "nofollow", "noopener"]


@pytest.mark.parametrize("ended", [{"is_on": False}, {"expires_on": timezone.localdate()}])
def test_an_ended_link_turns_into_its_replacement(request_: Any, ended: dict) -> None:
    new = link(destination="https://www.shop.example/new?tag=1")
    newer = link(replacement=new, **ended)
    old = link(replacement=newer, **ended)
    soup = _read(disclose(_page(f'<p><a data-paid-link="{old.pk}">Bands</a></p>'), request_))
    assert soup.select_one("p a[rel]")["href"] == new.destination


def test_an_ended_link_without_replacement_is_plain_text_and_needs_no_disclosure(request_: Any) -> None:
    old = link(is_on=False)
    gone = link().pk
    type(old).objects.filter(pk=gone).delete()
    body = (
        f'<p>The <a data-paid-link="{old.pk}"><b>band</b> here</a>, <a data-paid-link="{gone}">this</a>.</p>'
    )
    html = disclose(_page(body), request_)
    assert "<p>The <b>band</b> here, this.</p>" in html
    assert "commission" not in html


def test_links_that_replace_each_other_in_a_circle_lead_nowhere(request_: Any) -> None:
    one = link(is_on=False)
    two = link(is_on=False, replacement=one)
    type(one).objects.filter(pk=one.pk).update(replacement=two)
    assert "<p>Bands</p>" in disclose(_page(f'<p><a data-paid-link="{one.pk}">Bands</a></p>'), request_)


def test_a_link_expires_with_the_start_of_its_day(request_: Any) -> None:
    tomorrow = link(expires_on=timezone.localdate() + timedelta(days=1))
    assert "commission" in disclose(_page(f'<a data-paid-link="{tomorrow.pk}">Bands</a>'), request_)


@pytest.mark.parametrize(("surface", "field"), [("print", "in_print"), ("feed", "in_feed")])
def test_a_programme_that_refuses_a_surface_is_not_linked_there(
    request_: Any, surface: Any, field: str
) -> None:
    band = link(programme=programme(**{field: False}))
    page = _page(f'<p><a data-paid-link="{band.pk}">Bands</a></p>')
    assert "<p>Bands</p>" in disclose(page, request_, surface)
    assert "commission" not in disclose(page, request_, surface)
    assert "commission" in disclose(page, request_, "page")


def test_a_link_before_the_place_is_disclosed_before_it_all_the_same(request_: Any) -> None:
    band = link()
    early = f'<body><a data-paid-link="{band.pk}">Early</a><main><h1>Title</h1>{PLACE}</main></body>'
    html = disclose(early, request_)
    assert html.index("commission") < html.index("Early")
    assert html.index("<body>") < html.index("commission")
    assert "data-disclosure" not in html


def test_a_hundred_links_cost_as_many_queries_as_one(request_: Any, django_assert_num_queries: Any) -> None:
    owner = programme()
    many = [link(programme=owner) for _number in range(100)]
    disclose(_page(f'<a data-paid-link="{many[0].pk}">One</a>'), request_)
    for few in (many[:1], many):
        page = _page("".join(f'<a data-paid-link="{one.pk}">Band</a>' for one in few))
        with django_assert_num_queries(1):
            disclose(page, request_)


ORDINARY = ["<p>Words &amp; more</p>", '<a href="/inside/">in</a>', '<a href="https://free.example/">out</a>']
TYPED = ['<a href="https://shop.example/?tag=1">typed</a>', "<a class='>' href='//shop.example/?tag=2'>q</a>"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), place=st.booleans(), surface=st.sampled_from(["page", "print", "feed"]))
def test_whatever_a_body_holds_the_law_is_kept(request_: Any, data: Any, place: bool, surface: Any) -> None:
    owner = programme(in_print=data.draw(st.booleans()), in_feed=data.draw(st.booleans()))
    current, ended = link(programme=owner), link(programme=owner, is_on=False)
    managed = [f'<a data-paid-link="{one.pk}">managed</a>' for one in (current, ended)]
    pieces = data.draw(st.lists(st.sampled_from([*ORDINARY, *TYPED, *managed]), max_size=8))
    html = disclose(_page("".join(pieces), place), request_, surface)
    paid = html.find("sponsored")
    disclosed = html.find("may earn us a commission")
    assert (paid == -1) == (disclosed == -1)
    assert disclosed <= paid
    soup = _read(html)
    assert not soup.select("[data-paid-link], template")
    assert len(soup.select("a")) == html.count("</a>") == html.count("<a ")
    owner.links.all().delete()
    owner.delete()
