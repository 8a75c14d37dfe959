"""One spelling for each address."""

import pytest

from comments.mail.addresses import address_of


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
