"""Which bytes a Range header asks for; the table follows RFC 9110, section 14."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.ranges import ByteRange, RangeNotSatisfiable, parse_range

WHOLE = None
HUGE = "9" * 5000


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=0-1", ByteRange(0, 1)),
        ("bytes=0-", ByteRange(0, 99)),
        ("bytes=99-", ByteRange(99, 99)),
        ("bytes=40-49", ByteRange(40, 49)),
        ("bytes=40-400", ByteRange(40, 99)),
        (f"bytes=40-{HUGE}", ByteRange(40, 99)),
        ("bytes=-1", ByteRange(99, 99)),
        ("bytes=-400", ByteRange(0, 99)),
        (f"bytes=-{HUGE}", ByteRange(0, 99)),
        (" Bytes= 5-6 ", ByteRange(5, 6)),
    ],
)
def test_a_range_inside_the_file_is_cut_to_its_size(header: str, expected: ByteRange) -> None:
    assert parse_range(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", f"bytes={HUGE}-", "bytes=-0"])
def test_a_range_outside_the_file_cannot_be_satisfied(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_range(header, 100)


@pytest.mark.parametrize(
    "header",
    [
        "bytes=abc",
        "bytes=5-2",
        "bytes=-",
        "bytes=",
        "bytes",
        "",
        "items=0-5",
        "bytes=0-1,5-6",
        "bytes=1_0-20",
        "bytes=+1-2",
        "bytes=0x1-2",
        "bytes=٣-٤",
        "bytes=0-1\x00",
    ],
)
def test_what_is_no_single_range_asks_for_the_whole_file(header: str) -> None:
    assert parse_range(header, 100) is WHOLE


def test_an_empty_file_has_no_ranges() -> None:
    assert parse_range("bytes=0-0", 0) is WHOLE


@given(st.text(), st.integers(0, 10**12))
def test_any_header_gives_a_range_inside_the_file_or_none(header: str, size: int) -> None:
    try:
        part = parse_range("bytes=" + header, size)
    except RangeNotSatisfiable:
        return
    assert part is WHOLE or 0 <= part.first <= part.last < size
