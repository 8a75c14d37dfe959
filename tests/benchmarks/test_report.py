"""Tables line up, in a terminal and in Markdown."""

from tests.benchmarks.report import Table, milliseconds, rate

ROWS = [["home", "32.7"], ["article", "1204"]]


def test_words_stand_left_and_numbers_right() -> None:
    table = Table("Pages", ["page", "requests/s"], rows=ROWS)
    assert table.text().splitlines() == [
        "Pages",
        "",
        "page     requests/s",
        "home           32.7",
        "article        1204",
    ]


def test_markdown_says_which_columns_hold_numbers() -> None:
    table = Table("Pages", ["page", "requests/s"], rows=ROWS)
    assert table.markdown().splitlines() == [
        "### Pages",
        "",
        "| page    | requests/s |",
        "| ------- | ---------: |",
        "| home    |       32.7 |",
        "| article |       1204 |",
    ]


def test_a_number_shows_as_many_places_as_mean_something() -> None:
    assert [rate(32.66), rate(28134.2)] == ["32.7", "28134"]
    assert [milliseconds(0.034), milliseconds(28.6)] == ["0.03", "29"]
