"""The law of the house: a paid link in the output if and only if the disclosure comes before it."""

from datetime import timedelta
from time import perf_counter
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affiliates.current import current_links
from affiliates.disclosing import disclose
from affiliates.matching import Pattern, match
from affiliates.models import DisclosureSettings
from affiliates.places import PLACE
from pages.link_marks import MARK
from tests import factories
from tests.affiliates.things import link, programme

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


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
    html = disclose(_page(f'<p><a href="{address}" rel="follow" class="vh">Bands</a></p>'), request_)
    anchor = _read(html).select_one("p a[rel~=sponsored]")
    assert "class" not in anchor.attrs  # some hide what they are given to
    assert anchor["rel"] == ["sponsored", "nofollow", "noopener"]
    assert "commission" in html


@pytest.mark.parametrize(
    ("host", "stored"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("ｓｈｏｐ。example", "shop.example"),
        ("%73hop.example", "shop.example"),
        ("i❤.example", "xn--i-7iq.example"),
    ],
)
def test_a_host_counts_however_its_name_is_written(host: str, stored: str) -> None:
    pattern = Pattern("shop", (stored,), ("tag",))
    assert match(f"https://www.{host}/?tag=1", [pattern]) == "shop"
    assert match(f"https://{host}/?tag=1", [pattern._replace(hosts=("strasse.example",))]) is None


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


def test_a_reader_who_writes_our_own_address_of_a_link_earns_us_something_too(client: Client) -> None:
    ball = link(programme=programme(may_redirect=True))
    page = factories.article()
    factories.comment(page, f"I took http://localhost{ball.address}")
    soup = _read(client.get(page.url, headers={"host": "localhost"}).content.decode())
    assert "(paid link)" in soup.select_one(".comment .body a").get_text()
    assert soup.select_one(".head .disclosure")


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


def test_a_long_row_of_replacements_is_followed_to_its_end_with_one_query(
    django_assert_num_queries: Any,
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    here = new = link()
    for number in range(9):
        new = link(replacement=new, **({"expires_on": yesterday} if number % 2 else {"is_on": False}))
    by_slug, nowhere = link(is_on=False, replacement=new), link(is_on=False)
    with django_assert_num_queries(1):
        found = current_links([new.pk, here.pk, nowhere.pk, 10**18 - 1], slugs={by_slug.slug, "none"})
        assert {one.programme.label for one in found.values()} == {"paid link"}
    assert found == {new.pk: here, here.pk: here, by_slug.slug: here}


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
            html = disclose(page, request_)
        assert html.count('rel="sponsored nofollow noopener"') == len(few)


@pytest.mark.parametrize(
    "anchor",
    [
        '<a href="{0}">a <b>b</b> <i>c</i></a>',
        '<a href="{0}"><img src="/media/x.png" alt="A > B"></a>',
        "<A HREF='{0}' TITLE='a > b'>caps</A>",
        "<a href={0}>bare</a >",
        '<a/href="{0}">slash</a>',
        '<a\n title="it\'s \\"quoted\\""\n href = "{0}">lines</a>',
        '<a title=5" href="{0}">odd</a>',
        '<a href="{0}" href="/inside/">twice</a>',
        '<a href="{0}">never closed',
        '<a href="{0}"><a href="/inside/">inner</a></a>',
        '<a href="  {0}  ">spaces</a>',
        '<a href="ht\ntps:\\\\www.shop.example/?tag=1">line break and backslashes</a>',
        '<a href="https:shop.example/?tag=1">no slashes</a>',
        '<a href="https://you@shop.example./?tag=1">with a name</a>',
        '<a href="https://shop%2Eexample/?tag=1">escaped</a>',
        '<!-- a comment --><a href="{0}">after a comment</a>',
        '<a rel="follow" target="_blank" data-count="x" aria-label="Free" onclick="x()" href="{0}">claims</a>',
    ],
)
def test_a_link_is_found_however_it_is_written(request_: Any, anchor: str) -> None:
    programme()
    html = disclose(_page(f"<p>{anchor.format('https://shop.example/?tag=1')}</p>"), request_)
    main = _read(html).main
    paid = main.select_one("a[rel~=sponsored]")
    assert "(paid link)" in paid.get_text()
    assert paid in main.select_one(".disclosure").find_all_next("a")
    assert set(paid.attrs) == {"href", "rel"}
    assert html.count("<a ") <= html.count("</a>")


def test_text_that_only_looks_like_a_link_is_left_alone(request_: Any) -> None:
    programme()
    paid = '<a href="https://shop.example/?tag=1">x</a>'
    body = f"<!-- {paid} --><textarea>{paid}</textarea><script>'{paid}'</script><abbr>&lt;a</abbr>"
    assert disclose(_page(body, place=False), request_) == _page(body, place=False)


@pytest.mark.parametrize(
    "address",
    [
        "/go/{}/",
        "/go/{}",
        "http://localhost/go/{}/?x=1",
        "//localhost/go/{}/#top",
        "https://LOCALHOST/go/{}",
        "https://you@localhost.:443/go/{}/",
        "go/{}/",
        "../go/{}",
        "/articles/.%2E/go/{}/",
        "/./go/{}/",
    ],
)
def test_our_own_address_of_a_link_is_a_paid_link_when_somebody_types_it(request_: Any, address: str) -> None:
    through = link(programme=programme(may_redirect=True), slug="für-hüften")
    direct, ended = link(), link(is_on=False)
    for band in (through, direct, ended):
        typed = quote(address.format(band.slug), safe=":/?#=@%")
        soup = _read(disclose(_page(f'<p>Wear <a href="{typed}" rel="follow">bands</a>.</p>'), request_))
        anchor = soup.select_one("p a[rel]")
        if band is ended:
            assert "Wear bands." in soup.main.get_text()
            assert not soup.select(".disclosure")
        else:
            assert anchor["href"] == band.address
            assert anchor in soup.select_one(".disclosure").find_all_next("a")


@pytest.mark.parametrize(
    "address",
    [
        "/go/",
        "/going/x/",
        "/go/none-such/",
        "https://other.example/go/x/",
        "/go/%00/",
        "/go/x%00/",
        "/go/x.y/",
        "/articles/go/x/",
        "/go/../x/",
        "go:go/x/",
        "https://localhost//[/./go/x/",
        "https://localhost:8001/go/x/",
    ],
)
def test_what_only_resembles_our_address_is_not_paid(request_: Any, address: str) -> None:
    link(slug="x")
    html = disclose(_page(f'<p><a href="{address}">There</a></p>'), request_)
    assert "commission" not in html
    assert "There" in html


def test_each_programmes_sentence_is_said_once(request_: Any) -> None:
    one, two = (
        programme(sentence="As one we earn."),
        programme(hosts="other.example", sentence="As two we earn."),
    )
    same = programme(hosts="third.example", sentence="As two we earn.")
    silent, unused = programme(sentence=""), programme(sentence="Not here.")
    links = [link(programme=owner) for owner in (one, two, one, same, silent)]
    body = _page("".join(f'<a data-paid-link="{each.pk}">x</a>' for each in links))
    for surface in ("page", "print", "feed"):
        said = _read(disclose(body, request_, surface)).select_one(".disclosure")  # type: ignore[arg-type]
        assert "As one we earn. As two we earn." in " ".join(said.get_text().split())
    html = disclose(body, request_)
    assert (html.count("As one we earn."), html.count("As two we earn.")) == (1, 1)
    assert unused.sentence not in html
    assert html.index("As one") < html.index("As two") < html.index("sponsored")


def test_the_page_that_says_more_is_linked_while_readers_can_open_it(request_: Any) -> None:
    more = factories.standard_page("How we earn money")
    words = DisclosureSettings.for_request(request_)
    words.page = more
    words.save()
    body = _page(f'<a data-paid-link="{link().pk}">x</a>')
    again = RequestFactory().get("/", headers={"host": "localhost"})
    assert _read(disclose(body, again)).select_one(".disclosure a")["href"] == more.url
    more.unpublish()
    again = RequestFactory().get("/", headers={"host": "localhost"})
    assert not _read(disclose(body, again)).select(".disclosure a")


def test_label_and_sentence_are_shown_as_words_whatever_is_in_them(request_: Any) -> None:
    owner = programme(label="<b>ad</b>", sentence="R&D <script>")
    html = disclose(_page(f'<a data-paid-link="{link(programme=owner).pk}">x</a>'), request_)
    assert "(&lt;b&gt;ad&lt;/b&gt;)" in html
    assert "R&amp;D &lt;script&gt;" in html


def test_an_address_with_quotes_stays_inside_its_attribute(request_: Any) -> None:
    programme()
    typed = "https://shop.example/?tag=1&amp;q=&quot;&gt;&lt;b&gt;"
    html = disclose(_page(f'<p><a href="{typed}">x</a></p>'), request_)
    anchor = _read(html).select_one("p a[rel]")
    assert anchor["href"] == 'https://shop.example/?tag=1&q="><b>'
    assert set(anchor.attrs) == {"href", "rel"}
    managed = f'<a data-paid-link="{link().pk}" class="a&quot; onclick=&quot;x">x</a>'
    anchor = _read(disclose(_page(f"<p>{managed}</p>"), request_)).select_one("p a[rel]")
    assert set(anchor.attrs) == {"class", "href", "rel", "data-count"}


def test_a_page_of_many_links_is_read_quickly(request_: Any) -> None:
    programme()
    page = _page("<p>" + '<a href="/x/" title="y">z</a> <a <b "\' ' * 20_000)
    start = perf_counter()
    disclose(page, request_)
    assert perf_counter() - start < 5


ORDINARY = [
    "<p>Words &amp; more</p>",
    '<a href="/inside/">in</a>',
    '<a href="https://free.example/?tag=1" title="a > b"><b>out</b></a>',
    "<!-- <a href='https://shop.example/?tag=1'> -->",
    f'<a href="https://shop.example/?tag=1" rel="ugc nofollow" data-unpaid="{MARK}">a reader</a>',
    "<details><summary>Fold</summary><p>in it</p></details>",
]
TYPED = [
    '<a href="https://shop.example/?tag=1">typed</a>',
    "<a class='>' href='//shop.example/?tag=2'>q</a>",
    '<li><a rel="ugc" href="https://shop.example/?tag=1"><img alt="x > y" src="/x.png"></a></li>',
    '<details><p><A TARGET="_top" HREF="HTTPS://WWW.SHOP.EXAMPLE/?Tag=3">Fold</A></p></details>',
    "<p><a href=https://shop.example/?tag=4>never closed</p>",
]
AROUND = ["", '<a href="https://shop.example/?tag=9">menu</a>', '<a href="/">Home</a>']


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    place=st.booleans(),
    surface=st.sampled_from(["page", "print", "feed"]),
    header=st.sampled_from(AROUND),
    footer=st.sampled_from(AROUND),
)
def test_whatever_a_body_holds_the_law_is_kept(
    request_: Any, data: Any, place: bool, surface: Any, header: str, footer: str
) -> None:
    owner = programme(in_print=data.draw(st.booleans()), in_feed=data.draw(st.booleans()))
    current, ended = link(programme=owner), link(programme=owner, is_on=False)
    managed = [f'<a data-paid-link="{one.pk}"><i>managed</i></a>' for one in (current, ended)]
    managed += [f'<a href="/go/{one.slug}/">through us</a>' for one in (current, ended)]
    pieces = data.draw(st.lists(st.sampled_from([*ORDINARY, *TYPED, *managed]), max_size=8))
    page = (
        _page("".join(pieces), place)
        .replace("<nav>", f"<nav>{header}")
        .replace("</main>", f"</main>{footer}")
    )
    html = disclose(page, request_, surface)
    soup = _read(html)
    disclosures, paid = soup.select(".disclosure"), soup.select("a[rel~=sponsored]")
    assert len(disclosures) == (1 if paid else 0)
    links = soup.select("a")
    for anchor in paid:
        assert "(paid link)" in anchor.get_text()
        assert html.index('class="disclosure"') < html.index("sponsored")
    unmarked = [one for one in links if "shop.example" in one.get("href", "").lower() and one not in paid]
    assert all(one.get("rel") == ["ugc", "nofollow"] for one in unmarked)
    assert not soup.select("[data-paid-link], [data-unpaid], template")
    owner.links.all().delete()
    owner.delete()
