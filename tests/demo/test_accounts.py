"""The demo's sign-ins and the address it gives the site."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Site

from demo.accounts import add_accounts, demo_password, follow_password
from demo.address import follow_site_url
from demo.errors import DemoError
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Path:
    """Settings that keep a password in a file, not made yet."""
    settings.DEMO_PASSWORD = ""
    settings.DEMO_PASSWORD_FILE = tmp_path / "var" / "demo-password"
    return settings.DEMO_PASSWORD_FILE


def test_a_password_is_made_once_and_only_its_owner_can_read_the_file(kept: Path) -> None:
    password = demo_password()
    assert len(password) >= 12
    assert kept.read_text() == f"{password}\n"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert demo_password() == password


def test_a_given_password_is_kept_nowhere(kept: Path, settings: Settings) -> None:
    settings.DEMO_PASSWORD = "given"
    assert demo_password() == "given"
    assert not kept.exists()


def test_settings_that_keep_no_password_want_one(settings: Settings) -> None:
    settings.DEMO_PASSWORD, settings.DEMO_PASSWORD_FILE = "", None
    with pytest.raises(DemoError, match="DEMO_PASSWORD"):
        demo_password()


def test_an_account_made_by_hand_stays_as_it_is(kept: Path, settings: Settings) -> None:
    mine = factories.user("owner")
    accounts = add_accounts()
    settings.DEMO_PASSWORD = "another-password"
    assert follow_password() == 2
    mine.refresh_from_db()
    assert accounts["owner"] == mine
    assert mine.check_password("a-good-password")
    assert not mine.is_superuser


def test_a_new_demo_password_reaches_the_accounts_and_the_file(kept: Path, settings: Settings) -> None:
    add_accounts()
    settings.DEMO_PASSWORD = "another-password"
    assert follow_password() == 3
    assert get_user_model().objects.get(username="editor").check_password("another-password")
    assert kept.read_text() == "another-password\n"
    assert follow_password() == 0


def test_a_password_changed_by_hand_stays_without_a_given_one(kept: Path) -> None:
    editor = add_accounts()["editor"]
    editor.set_password("my-own-password")
    editor.save()
    assert follow_password() == 0
    editor.refresh_from_db()
    assert editor.check_password("my-own-password")


def test_a_missing_group_is_named(kept: Path) -> None:
    Group.objects.filter(name="Comment moderators").delete()
    with pytest.raises(DemoError, match="Comment moderators.*migrate"):
        add_accounts()


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("http://localhost:8500", "http://localhost:8500"),
        ("http://localhost", "http://localhost"),
        ("https://demo.example.org", "https://demo.example.org"),
    ],
)
def test_absolute_addresses_follow_site_url(address: str, root: str, settings: Settings) -> None:
    page = factories.home()
    settings.SITE_URL = address
    follow_site_url(Site.objects.get())
    assert page.get_full_url() == f"{root}/"


def test_a_host_that_somebody_chose_stays(settings: Settings) -> None:
    factories.home()
    Site.objects.update(hostname="www.example.org", port=443)
    settings.SITE_URL = "http://localhost:8500"
    assert not follow_site_url(Site.objects.get())
    assert Site.objects.get().root_url == "https://www.example.org"


def test_an_address_that_is_right_costs_no_write(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.home()
    settings.SITE_URL = "http://localhost"
    site = Site.objects.get()
    with django_assert_num_queries(0):
        assert not follow_site_url(site)
