"""What an editor is told when a link or a programme cannot be as it was typed."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from affiliates.destinations import MAX_LENGTH, tidy_destination
from affiliates.models import AffiliateLink, AffiliateProgramme
from tests import editing
from tests.affiliates.things import LINK_ADMIN as LINK
from tests.affiliates.things import PROGRAMME_ADMIN as PROGRAMME
from tests.affiliates.things import link, programme

pytestmark = pytest.mark.django_db


def _typed(**changes: Any) -> dict[str, Any]:
    fields = {
        "name": "Loop bands", "slug": "loop-bands", "destination": "https://shop.example/bands?tag=plumb-20",
        "programme": "", "is_on": "on", "expires_on": "", "replacement": "", "pitch": "", "image": "", "notes": "",
    }  # fmt: skip
    return fields | changes


def _add(editor: Client, **changes: Any) -> Any:
    if "programme" not in changes:
        changes["programme"] = programme().pk
    return editor.post(reverse(f"{LINK}:add"), _typed(**changes))


def _errors(response: Any) -> dict[str, str]:
    assert response.status_code == 200
    return {name: " ".join(texts) for name, texts in response.context["form"].errors.items()}


def test_a_link_is_saved_as_it_was_typed(editor: Client) -> None:
    response = _add(editor, destination=" https://Shop.Example:443/bands?tag=plumb-20 ")
    assert response.status_code == 302
    saved = AffiliateLink.objects.get()
    assert (saved.slug, saved.destination) == ("loop-bands", "https://shop.example/bands?tag=plumb-20")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://shop.example/", "Start the address with https://"),
        ("shop.example/bands", "Start the address with https://"),
        ("javascript:alert(1)", "Start the address with https://"),
        ("//shop.example/", "Start the address with https://"),
        ("https://me:secret@shop.example/", "Take the name and password"),
        ("https://shop.example@evil.example/", "Take the name and password"),
        ("https://127.0.0.1/", "private network"),
        ("https://10.1.2.3/", "private network"),
        ("https://169.254.169.254/latest", "private network"),
        ("https://[::1]/", "private network"),
        ("https://[fe80::1]/", "private network"),
        ("https://[::ffff:192.168.1.1]/", "private network"),
        ("https://１２７.0.0.1/", "private network"),
        ("https://localhost/", "private network"),
        ("https://shop.localhost/", "private network"),
        ("https://printer.local/", "private network"),
        ("https://db.internal/", "private network"),
        ("https://127.1/", "is no host"),
        ("https://2130706433/", "is no host"),
        ("https://0x7f.1/", "is no host"),
        ("https://shop/", "is no host"),
        ("https://shop..example/", "is no host"),
        ("https://-shop.example/", "is no host"),
        ("https:///bands", "no host"),
        ("https://", "no host"),
        (f"https://{'a' * 64}.example/", "is no host"),
        ("https://shop.example:99999/", "no address of a web page"),
        ("https://[broken/", "no address of a web page"),
        ("https://shop.example/a b", "a space or another character"),
        ("https://shop.example\\@evil.example/", "a space or another character"),
        ("https://shop.example/\x7f", "a space or another character"),
        ("https://shop.example/\r\nSet-Cookie:x", "a space or another character"),
        ("https://shop.example/\x00", "a space or another character"),
    ],
)  # fmt: skip
def test_where_no_reader_may_be_led_is_told_in_plain_words(address: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        tidy_destination(address)
    assert told in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://shop.example/", "Start the address with https://"),
        ("https://10.1.2.3/", "private network"),
        ("https://shop.example/\x00", "ull characters"),
        ("https://shop.example/" + "a" * 10_000, "at most 2000 characters"),
        ("", "required"),
    ],
    ids=["not https", "private", "NUL", "long", "none"],
)
def test_a_bad_destination_is_told_at_its_field(editor: Client, address: str, told: str) -> None:
    errors = _errors(_add(editor, destination=address))
    assert list(errors) == ["destination"]
    assert told in errors["destination"]
    assert not AffiliateLink.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://bücher.example/?tag=1", "https://xn--bcher-kva.example/?tag=1"),
        # Where browsers go; the older standard would lead to another shop, strasse.example.
        ("https://Straße.example/", "https://xn--strae-oqa.example/"),
        ("https://i❤.example/", "https://xn--i-7iq.example/"),
        ("https://shop.example:8443/a", "https://shop.example:8443/a"),
        ("https://shop.example./a#size", "https://shop.example/a#size"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ("https://shop.example/straße?q=ä", "https://shop.example/straße?q=ä"),
    ],
)
def test_unusual_but_good_addresses_are_kept(typed: str, kept: str) -> None:
    bands = link(destination=typed)
    bands.full_clean()
    assert bands.destination == kept


def test_an_address_that_grows_too_long_in_the_letters_of_the_dns_is_told() -> None:
    address = "https://bücher.example/"
    with pytest.raises(ValidationError, match="longer than 2000"):
        tidy_destination(address + "a" * (MAX_LENGTH - len(address)))


def test_a_slug_that_exists_is_told(editor: Client) -> None:
    link(slug="loop-bands")
    assert _errors(_add(editor))["slug"] == "Another paid link has this slug. Choose another one."


def test_a_missing_programme_is_told(editor: Client) -> None:
    assert _errors(_add(editor, programme="")) == {"programme": "Choose the programme that pays for it."}


@pytest.mark.postgres
@pytest.mark.parametrize("length", [1, 2, 7])
def test_a_link_that_replaces_itself_in_a_circle_is_told(editor: Client, length: int) -> None:
    last = first = link("First")
    for number in range(length - 1):
        last = link(f"Next {number}", replacement=last)
    address = reverse(f"{LINK}:edit", args=[first.pk])
    typed = _typed(name="First", slug=first.slug, programme=first.programme_id, replacement=last.pk)
    told = _errors(editor.post(address, typed))["replacement"]
    assert told.startswith("The replacements lead in a circle: First → ")
    assert told.endswith("→ First. Choose another one.")
    assert told.count("→") == length
    first.refresh_from_db()
    assert first.replacement is None


def test_a_row_of_replacements_that_ends_is_fine(editor: Client) -> None:
    end = link("End")
    assert _add(editor, replacement=link("Middle", replacement=end).pk).status_code == 302


def test_a_day_in_the_past_is_warned_of_and_saved(editor: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    response = _add(editor, expires_on=yesterday.isoformat())
    assert "“Loop bands” has expired already, so it leads nowhere." in editing.told(response)
    assert AffiliateLink.objects.get().expires_on == yesterday
    new = link("New bands")
    response = _add(editor, expires_on=yesterday.isoformat(), slug="more", replacement=new.pk)
    assert "readers get its replacement, “New bands”." in editing.told(response)


def test_a_day_to_come_is_not_warned_of(editor: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "expired" not in editing.told(_add(editor, expires_on=tomorrow.isoformat()))


@pytest.mark.postgres
@pytest.mark.parametrize("bad", ["\x00", "a" * 10_000, "😀"], ids=["NUL", "long", "picture"])
def test_nothing_typed_anywhere_breaks_the_form(editor: Client, bad: str) -> None:
    paying = programme().pk
    for field in ("name", "slug", "pitch", "notes", "programme", "expires_on"):
        typed = {"slug": f"bands-{field.replace('_', '-')}", "programme": paying} | {field: bad}
        assert _add(editor, **typed).status_code in (200, 302), field


def _add_programme(editor: Client, **changes: Any) -> Any:
    typed = {"name": "Sample shop", "sentence": "", "label": "paid link", "hosts": "", "parameters": ""}
    return editor.post(reverse(f"{PROGRAMME}:add"), typed | changes)


def test_hosts_and_parameters_may_be_pasted_as_they_stand_in_an_address(editor: Client) -> None:
    hosts = "https://www.Shop.example/bands\n\nshop.example\nbücher.example"
    assert _add_programme(editor, hosts=hosts, parameters="?tag=plumb-20\n&Ref").status_code == 302
    saved = AffiliateProgramme.objects.get()
    assert saved.hosts.splitlines() == ["shop.example", "xn--bcher-kva.example"]
    assert saved.parameters.splitlines() == ["tag", "ref"]


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("hosts", "shop.example\ncom", "“com” is no host"),
        ("hosts", "localhost", "private network"),
        ("hosts", "shop example", "is no host"),
        ("parameters", "tag\na b", "“a b” is no name of a parameter"),
        ("parameters", "=x", "is no name of a parameter"),
        ("name", "Taken", "There is a programme with this name."),
    ],
)  # fmt: skip
def test_what_would_recognise_nothing_is_told_at_its_field(
    editor: Client, field: str, typed: str, told: str
) -> None:
    programme(name="Taken")
    assert told in unescape(_errors(_add_programme(editor, **{field: typed}))[field])
