"""What becomes of a reader's words."""

import pytest

from comments.text import Segment, fingerprint_of, paragraphs_of, says_something, segments_of, tidy


@pytest.mark.parametrize(
    ("line", "href"),
    [
        ("See https://example.org/a_(b), or not", "https://example.org/a_(b)"),
        ("(https://example.org)", "https://example.org"),
        ("https://example.org/?q=1&r=2!", "https://example.org/?q=1&r=2"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("HTTP://EXAMPLE.org.", "HTTP://EXAMPLE.org"),
    ],
)
def test_an_address_is_a_link_without_the_end_of_the_sentence(line: str, href: str) -> None:
    segments = segments_of(line)
    assert [segment.href for segment in segments if segment.href] == [href]
    assert "".join(segment.text for segment in segments) == line


@pytest.mark.parametrize(
    "line",
    ["javascript:alert(1)", "data:text/html,x", "www.example.org", "http://", "http://[", "a@example.org"],
)
def test_nothing_else_is_a_link(line: str) -> None:
    assert segments_of(line) == [Segment(line)]


def test_empty_lines_part_paragraphs_and_line_ends_stay() -> None:
    assert paragraphs_of("one\r\ntwo\r\n\r\n \r\nthree\n") == [
        [[Segment("one")], [Segment("two")]],
        [[Segment("three")]],
    ]


def test_invisible_controls_go_and_joiners_stay() -> None:
    assert tidy("a\x07b\x1b[0m\u200bc\td\re\x85") == "ab[0mc\td\ne"
    assert tidy("می\u200cخواهم 👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"


def test_marks_and_space_alone_say_nothing() -> None:
    assert not says_something(" \u0301\u200d\n\t\u3000")
    assert not says_something("\u3164\u115f\u1160\uffa0 \u2800")
    assert says_something("\u3164가")
    assert says_something("👍")
    assert says_something("?")


def test_the_same_words_have_the_same_fingerprint_however_spaced() -> None:
    assert fingerprint_of("Good  one\n") == fingerprint_of(" good one")
    assert fingerprint_of("Good one") != fingerprint_of("Good two")
