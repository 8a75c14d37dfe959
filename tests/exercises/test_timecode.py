import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.timecode import LONGEST, TimecodeError, format_timecode, iso8601_duration, parse_timecode

any_time = st.integers(min_value=0, max_value=LONGEST)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("0", 0),
        ("95", 95),
        ("0:00", 0),
        ("1:35", 95),
        ("01:05", 65),
        ("90:00", 5400),
        ("1:02:03", 3723),
        ("0:00:07", 7),
        ("24:00:00", LONGEST),
        ("86400", LONGEST),
        ("  1:35\n", 95),
        ("\N{NO-BREAK SPACE}1:35", 95),
    ],
)
def test_times_are_read_the_way_people_type_them(typed, seconds):
    assert parse_timecode(typed) == seconds


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "shape"),
        ("abc", "shape"),
        (":", "shape"),
        ("1:", "shape"),
        (":30", "shape"),
        ("1:5", "shape"),
        ("1:005", "shape"),
        ("1:2:03", "shape"),
        ("1:90:00", "sixty"),
        ("1:2:3:4", "shape"),
        ("-1:00", "shape"),
        ("+95", "shape"),
        ("1.5", "shape"),
        ("1,5", "shape"),
        ("1 : 35", "shape"),
        ("95s", "shape"),
        ("1e3", "shape"),
        ("1_000", "shape"),
        ("\uff11:\uff13\uff15", "shape"),  # full-width digits
        ("\u0661:\u0663\u0665", "shape"),  # Arabic-Indic digits
        ("1\uff1a35", "shape"),  # full-width colon
        ("9" * 5000, "shape"),
        ("1:75", "sixty"),
        ("1:60:00", "sixty"),
        ("1:00:60", "sixty"),
        ("86401", "too_long"),
        ("1441:00", "too_long"),
        ("24:00:01", "too_long"),
    ],
)
def test_nonsense_is_refused_with_a_reason(typed, code):
    with pytest.raises(TimecodeError) as refusal:
        parse_timecode(typed)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


@given(any_time)
def test_a_formatted_time_reads_back_as_itself(seconds):
    assert parse_timecode(format_timecode(seconds)) == seconds


@given(any_time)
def test_plain_seconds_read_back_as_themselves(seconds):
    assert parse_timecode(str(seconds)) == seconds


@given(st.text() | st.text("0123456789: "))
def test_any_text_is_a_time_or_refused(text):
    try:
        seconds = parse_timecode(text)
    except TimecodeError:
        return
    assert 0 <= seconds <= LONGEST


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (5, "0:05"), (95, "1:35"), (3723, "1:02:03")])
def test_times_are_shown_as_a_player_shows_them(seconds, shown):
    assert format_timecode(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (LONGEST, "PT24H"),
        (0, "PT0S"),
        (5, "PT5S"),
        (60, "PT1M"),
        (95, "PT1M35S"),
        (3600, "PT1H"),
        (3723, "PT1H2M3S"),
    ],
)
def test_machines_get_iso_8601_durations(seconds, written):
    assert iso8601_duration(seconds) == written


@given(any_time)
def test_an_iso_8601_duration_adds_up_to_its_seconds(seconds):
    hours, minutes, rest = re.fullmatch(
        r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", iso8601_duration(seconds)
    ).groups("0")
    assert int(hours) * 3600 + int(minutes) * 60 + int(rest) == seconds


@pytest.mark.parametrize("write", [format_timecode, iso8601_duration])
def test_a_negative_time_is_never_written(write):
    with pytest.raises(ValueError, match="negative"):
        write(-1)
