"""The library by what a reader has, together with its other filters."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exercises.dose import MAX_SECONDS, MAX_SETS, Dose, Side, minutes_of, seconds_of
from exercises.fitting import dose_seconds
from exercises.models import ExercisePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

seconds = st.none() | st.integers(0, MAX_SECONDS)


@pytest.fixture
def entry() -> ExercisePage:
    return factories.exercise()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sets=st.none() | st.integers(0, MAX_SETS),
    measures=st.tuples(seconds, seconds),
    side=st.sampled_from(["", *Side.values]),
    rest=seconds,
)
@example(sets=MAX_SETS, measures=(MAX_SECONDS, None), side="each", rest=MAX_SECONDS)
def test_the_database_counts_a_doses_time_as_the_card_does(
    entry: ExercisePage, sets: int | None, measures: tuple, side: str, rest: int | None
) -> None:
    dose = {
        "sets": sets, "hold_seconds": measures[0], "duration_seconds": measures[1], "side": side,
        "rest_seconds": rest,
    }  # fmt: skip
    ExercisePage.objects.filter(pk=entry.pk).update(**dose)
    counted = ExercisePage.objects.values_list(dose_seconds()).get(pk=entry.pk)[0]
    assert counted == Dose.from_mapping(dose).total_seconds


@given(st.integers(0, 10**6), st.integers(1, 600))
def test_what_reads_as_no_more_minutes_fits_into_them(time: int, minutes: int) -> None:
    assert (minutes_of(time) <= minutes) == (time <= seconds_of(minutes))


@pytest.fixture
def library(client: Client) -> str:
    mat, band, wall = (factories.equipment(name) for name in ("Mat", "Loop band", "Wall"))
    factories.exercise("Bare hold", hold_seconds=40)
    factories.exercise("Mat hold", equipment=[mat], hold_seconds=100, level="advanced")
    factories.exercise("Mat and band", equipment=[mat, band], reps=10, body_area="back-and-core")
    factories.exercise("Wall and mat", equipment=[mat, wall], hold_seconds=40)
    return factories.exercise_index().url


def _soup(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("have=none", ["Bare hold"]),
        ("have=mat", ["Bare hold", "Mat hold"]),
        ("have=mat&have=loop-band", ["Bare hold", "Mat and band", "Mat hold"]),
        ("have=mat&have=loop-band&equipment=mat", ["Mat and band", "Mat hold"]),
        ("have=mat&minutes=1", ["Bare hold"]),
        ("have=mat&have=loop-band&minutes=own", ["Mat and band"]),
    ],
)
def test_the_library_lists_what_needs_nothing_else(
    library: str, client: Client, query: str, titles: list[str]
) -> None:
    soup = _soup(client, f"{library}?{query}")
    assert [heading.get_text(strip=True) for heading in soup.select(".card h3")] == titles


def test_filters_are_counted_and_kept_beside_what_a_reader_has(library: str, client: Client) -> None:
    soup = _soup(client, f"{library}?have=mat&have=loop-band&minutes=2&level=advanced")
    areas = soup.select("[aria-labelledby=filter-area] a")
    assert [(a.get_text(" ", strip=True), a["href"]) for a in areas] == [
        ("Hips 1", "?level=advanced&have=loop-band&have=mat&minutes=2&area=hips")
    ]
    assert [a["href"] for a in soup.select(".applied a")] == [
        "?have=loop-band&have=mat&minutes=2",
        "?level=advanced&have=mat&minutes=2",
        "?level=advanced&have=loop-band&minutes=2",
        "?level=advanced&have=loop-band&have=mat",
        library,
    ]
    assert soup.select_one("[rel=canonical]")["href"].endswith(library)
    assert soup.select_one(".own-pace") is None  # the only one without a time is for beginners


def test_cards_of_the_library_tell_the_time_or_that_there_is_none(library: str, client: Client) -> None:
    cards = {
        card.h3.get_text(strip=True): " ".join(card.select_one(".info").get_text().split())
        for card in _soup(client, library).select(".card")
    }
    assert cards["Mat hold"].endswith("Mat · about 2 min")
    assert cards["Mat and band"].endswith("at your own pace")
