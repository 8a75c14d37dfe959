"""Paid links in the admin: the lists, the form, the chooser, what is told of typed links, the preview."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from affiliates.checks import hints_for
from affiliates.models import AffiliateLink, DailyClicks
from affiliates.typed_links import typed_links
from tests import editing, factories
from tests.affiliates.things import LINK_ADMIN as LINK
from tests.affiliates.things import PROGRAMME_ADMIN as PROGRAMME
from tests.affiliates.things import link, programme

pytestmark = pytest.mark.django_db

TYPED = '<p><a href="https://www.shop.example/bands?tag=plumb-20">Bands</a> and <a href="https://free.example/">more</a></p>'
HINT = (
    "“Bands” leads to www.shop.example, which pays a commission. "
    "Choose the managed link instead, so that it can be counted and replaced."
)  # fmt: skip


def _callout(one: AffiliateLink) -> dict:
    return {"type": "callout", "value": {"text": "See the bands", "link": one.pk, "style": "box"}}


def _product(one: AffiliateLink) -> dict:
    return {"type": "product", "value": {"link": one.pk, "button": "See it at the shop"}}


def _rows(editor: Client, query: str = "") -> dict[str, str]:
    soup = BeautifulSoup(editor.get(reverse(f"{LINK}:list") + query).content, "html.parser")
    found = [
        [" ".join(cell.get_text(" ", strip=True).split()) for cell in row.select("td")]
        for row in soup.select("tbody tr")
    ]
    return {cells[1].split(" Edit")[0]: " | ".join(cells[2:]) for cells in found}


@pytest.mark.postgres
def test_the_list_tells_how_each_link_stands_where_it_is_used_and_how_often_clicked(editor: Client) -> None:
    today = timezone.localdate()
    shop = programme(name="Sample shop")
    bands = link("Bands", programme=shop)
    link("Until", programme=shop, expires_on=today + timedelta(days=1))
    link("Gone", programme=shop, expires_on=today)
    link("Off", programme=shop, is_on=False)
    link("Old", programme=shop, is_on=False, replacement=bands)
    factories.article(body=[_callout(bands)])
    around = link("Around", programme=shop)
    words = factories.disclaimer(f'<p>As with <a linktype="paid" id="{around.pk}">these</a>.</p>')
    factories.settings(disclaimer=words)
    for days, count in ((0, 3), (29, 4), (31, 50)):
        DailyClicks.objects.create(link=bands, day=today - timedelta(days=days), count=count)
    rows = _rows(editor)
    assert rows["Bands"] == "Sample shop | In use | 1 page | 7"
    assert rows["Around"] == "Sample shop | In use | Every page | 0"
    assert rows["Until"].startswith("Sample shop | In use until ")
    assert rows["Gone"] == "Sample shop | Expired: plain text | – | 0"
    assert rows["Off"] == "Sample shop | Off: plain text | – | 0"
    assert rows["Old"] == "Sample shop | Off: replaced by Bands | – | 0"


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?state=current", {"Bands", "Until"}),
        ("?state=expired", {"Gone"}),
        ("?state=off", {"Off"}),
        ("?q=band", {"Bands"}),
        ("?q=plumb-99", {"Until"}),
        ("?q=Sample", {"Bands"}),
        ("?q=%00", set()),
        ("?state=nonsense", {"Bands", "Until", "Gone", "Off"}),
        ("?q=off&state=off", {"Off"}),
    ],
)  # fmt: skip
def test_the_list_is_filtered_and_searched(editor: Client, query: str, shown: set[str]) -> None:
    today = timezone.localdate()
    link("Bands", slug="b", programme=programme(name="Sample shop"))
    link("Until", expires_on=today + timedelta(days=1), destination="https://shop.example/?tag=plumb-99")
    link("Gone", expires_on=today)
    link("Off", is_on=False, expires_on=today)
    if query == "?q=%00":
        assert editor.get(reverse(f"{LINK}:list") + query).status_code == 200
    else:
        assert set(_rows(editor, query)) == shown


def test_a_long_list_costs_as_many_queries_as_a_short_one(editor: Client) -> None:
    shop = programme()
    counts = []
    for more in (2, 2, 6):
        for number in range(more):
            one = link(programme=shop, is_on=number % 2 == 0)
            factories.article(body=[_callout(one)])
        with CaptureQueriesContext(connection) as queries:
            _rows(editor)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_programmes_tell_their_links(editor: Client) -> None:
    link(programme=programme(name="Sample shop"))
    for name in (LINK, PROGRAMME):  # on a phone
        assert b"wide-listing.css" in editor.get(reverse(f"{name}:list")).content
    text = BeautifulSoup(editor.get(reverse(f"{PROGRAMME}:list")).content, "html.parser").get_text(
        " ", strip=True
    )
    assert "Sample shop" in text
    assert editor.get(reverse(f"{PROGRAMME}:list") + "?q=shop").status_code == 200


def test_the_form_and_its_own_page_tell_where_a_link_is_used(editor: Client) -> None:
    bands = link("Bands")
    entry = factories.exercise("Side step", equipment=[factories.equipment(paid_link=bands)])
    draft = factories.article("A draft", body=[_callout(bands)], live=False)
    for name in ("edit", "usage"):
        response = editor.get(reverse(f"{LINK}:{name}", args=[bands.pk]))
        soup = BeautifulSoup(response.content, "html.parser")
        text = " ".join(soup.get_text(" ", strip=True).split())
        for page in (entry, draft):
            assert soup.find("a", href=editing.edit_address(page)).get_text(strip=True) == page.title
        assert "Loop band" in text
        assert "raft" in text
    assert "No page shows it yet." in editor.get(reverse(f"{LINK}:edit", args=[link().pk])).content.decode()
    assert "No page shows it yet." not in editor.get(reverse(f"{LINK}:add")).content.decode()


def test_the_chooser_tells_programme_and_state(editor: Client) -> None:
    link("Old", programme=programme(name="Sample shop"), is_on=False, replacement=link("Bands"))
    for view in ("choose", "choose_results"):
        address = reverse(AffiliateLink.snippet_viewset.chooser_viewset.get_url_name(view))
        response = editor.get(address, {"q": "old"})
        text = response.json()["html"] if view == "choose" else response.content.decode()
        assert "Sample shop" in text
        assert "Off: replaced by Bands" in text


STRANGE = ["abc", "999999", "9" * 30, "9" * 18, "-1", "1.5", "\x00", "٣"]


@pytest.mark.postgres
def test_a_number_that_no_link_has_is_as_if_nothing_was_chosen(editor: Client) -> None:
    bands = link("Bands")
    page = factories.article(body=[_callout(bands), _product(bands)])
    address = editing.edit_address(page)
    form = editing.form_data(editor, address)
    choosers = [name for name in form if name.endswith("-link")]
    assert len(choosers) == 2
    for sent in STRANGE[:4]:
        response = editor.post(address, form | dict.fromkeys(choosers, sent) | editing.PUBLISH)
        assert response.context["form"].has_error("body"), sent
    editor.post(address, form | dict.fromkeys(choosers, sent))
    draft = page.revisions.latest("pk").as_object()
    assert [block.value["link"] for block in draft.body] == [None, None]


@pytest.mark.postgres
def test_a_number_that_no_link_has_is_told_at_its_field(editor: Client) -> None:
    shop, equipment = programme(), reverse("wagtailsnippets_exercises_equipment:add")
    choose = AffiliateLink.snippet_viewset.chooser_viewset.get_url_name
    for sent in STRANGE:
        bands = {"name": "Bands", "slug": "bands", "programme": shop.pk, "replacement": sent}
        assert editor.post(reverse(f"{LINK}:add"), bands).context["form"].has_error("replacement"), sent
        band = {"name": "Band", "slug": "band", "paid_link": sent}
        assert editor.post(equipment, band).context["form"].has_error("paid_link"), sent
        assert editor.get(reverse(choose("chosen"), args=[sent])).status_code == 404, sent
    found = editor.get(reverse(choose("chosen_multiple")), {"id": [*STRANGE, link().pk]})
    assert len(found.json()["result"]) == 1


def test_somebody_without_the_right_finds_no_paid_links(client: Client) -> None:
    factories.home()
    client.force_login(factories.user("moderator", "Comment moderators"))
    assert client.get(reverse(f"{LINK}:list")).status_code == 302
    assert client.get(reverse(f"{PROGRAMME}:list")).status_code == 302


@pytest.mark.parametrize("action", [editing.DRAFT, editing.PUBLISH], ids=["saving", "publishing"])
def test_a_typed_link_that_pays_is_told_after(editor: Client, action: dict[str, str]) -> None:
    programme()
    for page in (
        factories.article(body=[factories.paragraph(TYPED)], live=False),
        factories.standard_page(body=[factories.paragraph(TYPED)], live=False),
    ):
        told = editing.told(editing.save(editor, page, action))
        assert HINT in told
        assert "free.example" not in told


def test_of_many_typed_links_a_few_are_told_and_the_rest_counted(editor: Client) -> None:
    programme()
    links = "".join(f'<p><a href="https://shop.example/{n}?tag=1">Band {n}</a></p>' for n in range(12))
    page = factories.article(body=[factories.paragraph(links)], live=False)
    told = editing.told(editing.save(editor, page))
    assert told.count("pays a commission") == 5
    assert "7 more such links. The checks panel lists them all." in told


def test_saving_in_the_background_tells_nothing(editor: Client) -> None:
    programme()
    page = factories.article(body=[factories.paragraph(TYPED)], live=False)
    assert editing.told(editing.autosave(editor, page)) == ""


def test_the_checks_panel_tells_of_typed_links(editor: Client) -> None:
    programme()
    person = factories.person(biography=TYPED)
    assert HINT in editor.get(editing.edit_address(person)).content.decode()
    assert "data-paid-link-hints" not in editor.get(editing.edit_address(factories.person())).content.decode()


def test_typed_links_are_found_in_every_kind_of_block() -> None:
    programme()
    paid = "https://shop.example/?tag=1"
    item = {"question": "Which?", "answer": f'<p><a href="{paid}&amp;q">A &amp; B</a></p>'}
    body = [
        {"type": "questions", "value": {"heading": "", "items": [{"type": "item", "value": item, "id": "1"}]}},
        {"type": "references", "value": {"heading": "", "items": [
            {"type": "item", "value": {"text": "A test", "address": f"{paid}&r"}, "id": "2"}]}},
        factories.exercise_list(factories.exercise_block("Own")),
    ]  # fmt: skip
    page = factories.article(body=body)
    assert typed_links(page) == [(f"{paid}&q", "A & B"), (f"{paid}&r", f"{paid}&r")]
    assert len(hints_for(page)) == 2


def test_a_typed_link_in_a_disclaimer_is_told_after(editor: Client) -> None:
    programme()
    words = factories.disclaimer("<p>Nothing.</p>")
    text = ContentstateConverter(["link"]).from_database_format(TYPED)
    address = reverse("wagtailsnippets_pages_disclaimer:edit", args=[words.pk])
    assert HINT in editing.told(editor.post(address, {"title": "Ours", "text": text}))


@pytest.mark.parametrize(
    "address",
    [
        "https:/www.shop.example?tag=1",
        "https:www.shop.example/?tag=1",
        "https:\\\\www.shop.example\\[x?tag=1",
        "//www.shop.example\\[?tag=1",
        "https://www.shop.exa\nmple/?tag=1",
    ],
)
def test_an_address_that_only_browsers_understand_is_told_and_marked(editor: Client, address: str) -> None:
    programme()
    page = factories.article(body=[factories.paragraph(f'<p><a href="{address}">Bands</a></p>')])
    assert hints_for(page) == [HINT]
    assert editor.get(editing.edit_address(page)).status_code == 200
    assert b"(paid link)" in editor.get(page.url).content


@pytest.mark.parametrize("address", ["/go/bands/", "http://localhost/go/bands/"])
def test_a_copied_address_of_our_own_is_told(address: str) -> None:
    factories.home()
    page = factories.article(body=[factories.paragraph(f'<p><a href="{address}">Bands</a></p>')])
    assert hints_for(page) == [HINT.replace("www.shop.example", address)]


@pytest.mark.parametrize(
    "address", ["https://other.example/go/bands/", "/gone/", "https://[broken", "mailto:a@b.example"]
)
def test_other_links_are_not_told(address: str) -> None:
    programme()
    assert (
        hints_for(factories.article(body=[factories.paragraph(f'<p><a href="{address}">Bands</a></p>')]))
        == []
    )


def _card(client: Client, one: AffiliateLink) -> Any:
    page = factories.article(body=[_product(one)])
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def test_a_product_card_shows_picture_name_pitch_and_button(client: Client) -> None:
    bands = link("Loop bands", pitch="Wide enough not to roll.", image=factories.image())
    soup = _card(client, bands)
    card = soup.select_one("aside.product")
    assert card.select_one(".product-name").get_text(strip=True) == "Loop bands"
    assert card.select_one(".product-pitch").get_text(strip=True) == "Wide enough not to roll."
    assert card.img["alt"] == ""
    assert card.a["href"] == bands.destination
    assert "See it at the shop" in card.a.get_text()
    assert "paid link" in card.a.get_text()
    assert soup.select_one(".disclosure") is not None
    assert "data-paid-product" not in str(soup)


def test_the_card_of_an_ended_product_is_that_of_its_replacement(client: Client) -> None:
    new = link("New bands", pitch="Newer.")
    card = _card(client, link("Old bands", is_on=False, replacement=new)).select_one("aside.product")
    assert card.select_one(".product-name").get_text(strip=True) == "New bands"
    assert card.a["href"] == new.destination


def test_without_a_replacement_the_card_goes_and_the_disclosure_with_it(client: Client) -> None:
    soup = _card(client, link("Old bands", is_on=False))
    assert soup.select_one("aside.product") is None
    assert "See it at the shop" not in soup.get_text()
    assert soup.select_one(".disclosure") is None


@pytest.mark.postgres
def test_many_cards_cost_as_many_queries_as_one(client: Client) -> None:
    shop = programme()
    links = [link(f"Bands {number}", programme=shop, image=factories.image()) for number in range(8)]
    one, eight = (factories.article(body=[_product(each) for each in some]) for some in (links[:1], links))
    client.get(one.url)  # content types and site roots are remembered from then on
    counts = []
    for page in (one, eight):
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_equipment_with_a_link_is_a_paid_link_on_page_and_print_sheet(client: Client) -> None:
    bands = link("Loop bands")
    entry = factories.exercise("Side step", equipment=[factories.equipment(paid_link=bands)])
    body = [factories.exercise_list(factories.exercise_block("", library=entry))]
    article = factories.article(body=body)
    for address in (entry.url, article.url, article.print_url):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        (anchor,) = soup.select('a[rel~="sponsored"]')
        assert anchor["href"] == bands.destination
        assert anchor.get_text(" ", strip=True).startswith("Loop band")
        assert anchor in soup.select_one(".disclosure").find_all_next("a")


def test_the_preview_of_unsaved_changes_shows_the_disclosure(editor: Client) -> None:
    bands = link("Loop bands")
    page = factories.article(body=[factories.paragraph()])
    data = editing.form_data(
        editor, editing.edit_address(page), body=[factories.paragraph(), _callout(bands)]
    )
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(address, data).json() == {"is_valid": True, "is_available": True}
    soup = BeautifulSoup(editor.get(address).content, "html.parser")
    assert soup.select_one(".callout a")["href"] == bands.destination
    assert soup.select_one(".callout a") in soup.select_one(".disclosure").find_all_next("a")


@pytest.mark.parametrize(
    ("name", "words"), [("callout", "See the bands we use"), ("product", "Loop bands, a set of three")]
)
def test_the_block_picker_shows_the_real_thing(editor: Client, name: str, words: str) -> None:
    block = type(factories.article()).body.field.stream_block.child_blocks[name]
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    soup = BeautifulSoup(response.content, "html.parser")
    assert words in soup.main.get_text()
    assert "(paid link)" in soup.main.a.get_text()


def test_the_comparison_of_versions_names_the_link(editor: Client) -> None:
    page = factories.article(body=[_callout(link("Loop bands"))])
    first = page.save_revision()
    page.body = [_callout(link("Long bands"))]
    second = page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    text = editor.get(address).content.decode()
    assert "Long bands" in text
    assert "Loop bands" in text


def test_the_form_offers_choosers_a_calendar_and_a_slug_from_the_name(editor: Client) -> None:
    soup = BeautifulSoup(editor.get(reverse(f"{LINK}:add")).content, "html.parser")
    assert [soup.select_one(f"#id_{name}-chooser") is not None for name in ("image", "replacement")] == [
        True,
        True,
    ]
    assert 'initDateChooser("id_expires_on"' in str(soup)
    assert "w-slug" in soup.select_one("#id_slug")["data-controller"]
    assert "#id_slug" in soup.select_one("#id_name")["data-w-sync-target-value"]
