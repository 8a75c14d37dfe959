"""The owner's settings: navigation that leads somewhere, or says what is missing."""

import pytest
from django.core.exceptions import ValidationError

from pages.models import NavigationItem
from pages.navigation import menus_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_menus_keep_their_order_and_leave_out_pages_readers_cannot_open() -> None:
    settings = factories.settings()
    index, draft = factories.article_index(), factories.standard_page("Draft", live=False)
    settings.navigation.add(
        NavigationItem(menu="header", label="Articles", page=index, sort_order=0),
        NavigationItem(menu="header", label="Draft", page=draft, sort_order=1),
        NavigationItem(menu="footer-read", label="Mail", address="mailto:desk@example.com", sort_order=2),
    )
    settings.save()
    menus = menus_of(settings)
    assert [(link.label, link.href) for link in menus["header"]] == [("Articles", "/articles/")]
    assert [link.href for link in menus["footer_read"]] == ["mailto:desk@example.com"]
    assert menus["footer_about"] == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.com", "//example.com"])
def test_a_link_that_leads_nowhere_safe_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NavigationItem(label="Odd", address=address).clean()
    assert list(refused.value.message_dict) == ["address"]


def test_a_link_has_exactly_one_destination() -> None:
    with pytest.raises(ValidationError):
        NavigationItem(label="None").clean()
    with pytest.raises(ValidationError):
        NavigationItem(label="Both", address="/x/", page=factories.article_index()).clean()
