"""Where a link is shown, however far away, and that nothing that is shown can be deleted."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from affiliates.drafts import uses_of
from affiliates.models import AffiliateLink, AffiliateProgramme
from affiliates.usage import uses
from pages.models import SiteSettings
from tests import editing, factories
from tests.affiliates.things import LINK_ADMIN as LINK
from tests.affiliates.things import PROGRAMME_ADMIN as PROGRAMME
from tests.affiliates.things import link, programme

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _found(one: AffiliateLink) -> list[str]:
    return [
        " < ".join([str(use.user), *(str(thing) for thing in reversed(use.through))]) for use in uses_of(one)
    ]


def _callout(one: AffiliateLink) -> dict:
    return {"type": "callout", "value": {"text": "See them", "link": one.pk, "style": "line"}}


def _product(one: AffiliateLink) -> dict:
    return {"type": "product", "value": {"link": one.pk, "button": "See it"}}


def _in_text(one: AffiliateLink) -> dict:
    return factories.paragraph(f'<p>See <a linktype="paid" id="{one.pk}">bands</a>.</p>')


@pytest.mark.parametrize("place", [_callout, _product, _in_text])
def test_the_page_of_a_block_or_a_text_uses_a_link(place: Any) -> None:
    bands, other = link("Bands"), link("Other")
    factories.article("With it", body=[place(bands)])
    factories.article("With another", body=[place(other)])
    assert _found(bands) == ["With it"]


def test_an_answer_uses_a_link() -> None:
    bands = link("Bands")
    answer = {"question": "Which?", "answer": f'<p><a linktype="paid" id="{bands.pk}">These</a></p>'}
    questions = {
        "type": "questions",
        "value": {"heading": "", "items": [{"type": "item", "value": answer, "id": "1"}]},
    }
    factories.standard_page("Questions", body=[questions])
    assert _found(bands) == ["Questions"]


def test_equipment_leads_to_library_exercises_and_the_articles_that_show_them() -> None:
    bands = link("Bands")
    band = factories.equipment("Loop band", paid_link=bands)
    entry = factories.exercise("Side step", equipment=[band])
    factories.article("Chosen", body=[factories.exercise_list(factories.exercise_block("", library=entry))])
    typed = factories.exercise_block("Own", equipment=[{"id": band.pk, "name": "Loop band"}])
    factories.article("Typed", body=[factories.exercise_list(typed)])
    factories.article("Neither")
    assert _found(bands) == ["Chosen < Side step < Loop band", "Side step < Loop band", "Typed < Loop band"]


def test_an_article_that_keeps_older_library_text_uses_what_that_text_needs() -> None:
    bands = link("Bands")
    band = factories.equipment("Loop band", paid_link=bands)
    entry = factories.exercise("Side step", equipment=[band])
    body = [factories.exercise_list(factories.exercise_block("", library=entry))]
    factories.publish(factories.article("Kept", body=body))
    entry.equipment_items.all().delete()
    entry.save()
    assert _found(bands) == ["Kept < Loop band"]


def test_a_mere_link_to_a_page_is_no_use_of_what_that_page_shows() -> None:
    bands = link("Bands")
    entry = factories.exercise("Side step", equipment=[factories.equipment(paid_link=bands)])
    harder = factories.exercise("Harder", easier_page=entry)
    shown = factories.article("Shows it", body=[_callout(bands)])
    for page in (entry, shown):
        factories.article(
            "Links", body=[factories.paragraph(f'<p><a linktype="page" id="{page.pk}">x</a></p>')]
        )
    assert harder.easier_page == entry
    assert _found(bands) == ["Shows it", "Side step < Loop band"]


def test_a_link_that_stands_in_for_others_is_used_where_they_are() -> None:
    new = link("New")
    newer = link("Newer", replacement=new)
    old = link("Old", replacement=newer)
    factories.article("Old page", body=[_callout(old)])
    assert _found(new) == ["Old page < Old < Newer"]
    assert _found(newer) == ["Old page < Old"]


def test_a_link_at_the_end_of_a_long_row_of_replacements_is_used_where_the_first_is() -> None:
    end = one = link("End")
    for number in range(15):
        one = link(f"Earlier {number}", replacement=one)
    factories.article("Old page", body=[_callout(one)])
    assert [str(use.user) for use in uses_of(end)] == ["Old page"]


def test_links_that_replace_each_other_in_a_circle_are_no_trouble() -> None:
    one = link("One")
    two = link("Two", replacement=one)
    AffiliateLink.objects.filter(pk=one.pk).update(replacement=two)
    one.refresh_from_db()
    one.save()
    factories.article("Page", body=[_callout(one)])
    assert (_found(one), _found(two)) == (["Page"], ["Page < One"])


def test_a_disclaimer_of_the_whole_site_shows_its_link_on_every_page() -> None:
    bands = link("Bands")
    factories.home()
    text = f'<p>As with <a linktype="paid" id="{bands.pk}">these</a>.</p>'
    factories.settings(disclaimer=factories.disclaimer(text))
    (use,) = uses_of(bands)
    assert isinstance(use.user, SiteSettings)
    assert (use.is_page, use.name) == (False, "Site settings")


def _shown_through_everything(number: int) -> AffiliateLink:
    """A link that stands in for another, which equipment of a library exercise leads to."""
    new = link(f"New {number}")
    band = factories.equipment(f"Band {number}", paid_link=link(f"Old {number}", replacement=new))
    entry = factories.exercise(f"Entry {number}", equipment=[band])
    factories.article(body=[factories.exercise_list(factories.exercise_block("", library=entry))])
    return new


def test_many_links_cost_as_many_queries_as_one() -> None:
    links = [_shown_through_everything(number) for number in range(5)]
    uses(links)  # content types are remembered from then on
    counts = []
    for some in (links[:1], links):
        with CaptureQueriesContext(connection) as queries:
            found = uses(some)
        assert {len(group) for group in found.values()} == {2}
        counts.append(len(queries))
    assert counts[0] == counts[1] < 10


def test_deleting_a_used_link_is_refused_with_its_pages(editor: Client) -> None:
    bands = link("Bands")
    entry = factories.exercise("Side step", equipment=[factories.equipment(paid_link=bands)])
    factories.article("An article", body=[_callout(bands)])
    address = reverse(f"{LINK}:delete", args=[bands.pk])
    for response in (editor.get(address), editor.post(address)):
        told = editing.told(response)
        assert "“Bands” was not deleted: 2 pages use it: An article, Side step." in told
        assert editing.edit_address(entry) in told
        assert response.status_code == 302
    assert AffiliateLink.objects.filter(pk=bands.pk).exists()


def _change(page: Any, **fields: Any) -> None:
    """An unpublished change of a live page."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()


def test_what_a_live_page_shows_only_in_an_unpublished_change_is_not_deleted(editor: Client) -> None:
    bands, other = link("Bands"), link("Other")
    band = factories.equipment("Loop band", paid_link=bands)
    entry = factories.exercise("Side step", equipment=[band])
    articles = [factories.article(title) for title in ("Callout", "Library", "A mere link")]
    link_to_it = factories.paragraph(f'<p><a linktype="page" id="{entry.pk}">x</a></p>')
    library = factories.exercise_list(factories.exercise_block("", library=entry))
    for page, block in zip(articles, (_callout(bands), library, link_to_it), strict=True):
        _change(page, body=page.body.stream_block.to_python([block]))
    assert _found(bands) == ["Callout", "Library < Side step < Loop band", "Side step < Loop band"]
    assert [use.is_change for use in uses_of(bands)] == [True, True, False]
    assert _found(other) == []
    told = editing.told(editor.post(reverse(f"{LINK}:delete", args=[bands.pk])))
    assert "“Bands” was not deleted: 3 pages use it: Callout, Library, Side step." in told
    assert "Unpublished change" in editor.get(reverse(f"{LINK}:usage", args=[bands.pk])).content.decode()
    form = editor.get(reverse(f"{LINK}:edit", args=[bands.pk])).content.decode()
    assert form.count("(unpublished change)") == 2


def test_deleting_several_is_refused_while_one_of_them_is_used(editor: Client) -> None:
    used, free = link("Used"), link("Free")
    factories.article("An article", body=[_callout(used)])
    address = reverse("wagtail_bulk_action", args=["affiliates", "affiliatelink", "delete"])
    address += f"?id={free.pk}&id={used.pk}"
    told = editing.told(editor.post(address))
    assert "“Used” was not deleted: 1 page uses it: An article." in told
    assert "Free" not in told
    assert AffiliateLink.objects.count() == 2
    more = [link(f"Used {number}") for number in range(6)]
    factories.article("All", body=[_callout(one) for one in more])
    response = editor.post(address + "".join(f"&id={one.pk}" for one in more))
    assert "2 more are needed." in editing.told(response)


def test_a_link_that_nothing_shows_can_be_deleted(editor: Client) -> None:
    free, other = link("Free"), link("Other")
    band = factories.equipment(paid_link=free)
    address = reverse(f"{LINK}:delete", args=[free.pk])
    assert "Are you sure" in editor.get(address).content.decode()
    editor.post(address)
    assert list(AffiliateLink.objects.all()) == [other]
    band.refresh_from_db()
    assert band.paid_link is None


def test_a_page_without_the_link_lets_it_be_deleted(editor: Client) -> None:
    bands = link("Bands")
    page = factories.article("An article", body=[_callout(bands)])
    page.body = [("paragraph", "<p>Without.</p>")]
    page.save()
    editor.post(reverse(f"{LINK}:delete", args=[bands.pk]))
    assert not AffiliateLink.objects.exists()


def test_a_programme_with_links_is_not_deleted(editor: Client) -> None:
    shop = programme(name="Sample shop")
    bands = link("Bands", programme=shop)
    response = editor.post(reverse(f"{PROGRAMME}:delete", args=[shop.pk]))
    told = editing.told(response)
    assert "“Sample shop” was not deleted: it pays for 1 link: Bands." in told
    assert reverse(f"{LINK}:edit", args=[bands.pk]) in told
    bands.delete()
    editor.post(reverse(f"{PROGRAMME}:delete", args=[shop.pk]))
    assert not AffiliateProgramme.objects.exists()
