"""What is said of a run of posts."""

from tests.benchmarks.comments import Posted, table
from tests.benchmarks.machine import _seconds
from tests.faults.posting import Answer, posts

ACCEPTED, REFUSED = (303, "/comments/yours/secret/"), (429, "")


def _posted(waited: float, *ends: tuple[int, str], seconds: float = 1.0) -> Posted:
    post = posts(29, 1)[0]
    answers = [Answer(post, 0.0, waited, status, location) for status, location in ends]
    return Posted(answers, seconds, generator=0.05, server=0.012)


def test_only_what_was_led_on_to_the_writers_page_counts_as_accepted() -> None:
    posted = _posted(0.1, ACCEPTED, REFUSED, ACCEPTED, (303, "/admin/login/"), seconds=2.0)
    assert (posted.per_second, posted.errors) == (1.0, 2)


def test_a_missed_target_is_told() -> None:
    met = _posted(0.1, *[ACCEPTED] * 200), _posted(0.299, ACCEPTED)
    missed = _posted(0.1, *[ACCEPTED] * 199), _posted(0.3, ACCEPTED)
    rows = table({"SQLite": met, "PostgreSQL": missed}).rows
    assert [row[-1] for row in rows] == ["met", "met", "MISSED", "MISSED"]
    assert rows[0][:-1] == ["SQLite", "32 at once", "200", "200", "100", "100", "100", "0", "0.06", "5%"]


def test_processor_time_is_read_as_linux_and_macos_write_it() -> None:
    assert [_seconds(clock) for clock in ("1-00:00:02", "00:01:05", "61:04.5")] == [86_402, 65, 3_664.5]
