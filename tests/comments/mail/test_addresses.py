"""One spelling for each address."""

import pytest

from comments.mail.addresses import address_of
from comments.models import Correspondent
from comments.privacy.erasure import erase_all
from comments.privacy.stored import correspondents_of
from tests.comments.mail.posting import reader


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nia@example.org", "nia@example.org"),
        (" Nia@EXAMPLE.org ", "nia@example.org"),
        ("nia@EXÄMPLE.org", "nia@xn--exmple-cua.org"),
        ("nia@xn--exmple-cua.org", "nia@xn--exmple-cua.org"),
        ("nia+runs@example.org", "nia+runs@example.org"),
    ],
)
def test_however_it_is_typed_it_is_the_same(typed: str, kept: str) -> None:
    assert address_of(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nia",
        "@example.org",
        '"a,b"@example.org',
        "nia@example.org, bo@example.org",
        "nia@example.org\nBcc: bo@example.org",
        "nia@" + "x" * 70 + ".org",
        "a" * 60 + "@" + ".".join(["ä" * 40] * 5) + ".org",
        "nia\0@example.org",
    ],
)
def test_what_is_not_one_plain_address_gets_no_mail(typed: str) -> None:
    assert address_of(typed) == ""


@pytest.mark.django_db
def test_its_owner_finds_and_erases_what_is_known_of_it_by_either_spelling() -> None:
    for typed in ("nia@exämple.org", "Nia@xn--exmple-cua.org"):
        reader("nia@exämple.org")
        assert correspondents_of(typed).count() == 1
        erase_all(typed)
        assert not Correspondent.objects.exists()
