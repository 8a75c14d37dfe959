"""A dose says what the editor said, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.dose import MEASURES, Dose, Side, dose_errors

counts = st.integers(1, 20)
seconds = st.integers(1, 600)


@pytest.mark.parametrize(
    ("dose", "figure", "details"),
    [
        (Dose(sets=3, reps=10, side=Side.EACH, rest_seconds=30), "3 × 10", ["each side", "rest 30 s"]),
        (Dose(sets=3, duration_seconds=20), "3 × 20 s", []),
        (Dose(hold_seconds=40), "40 s", ["hold"]),
        (Dose(reps=5), "5 reps", []),
        (Dose(sets=1), "1 set", []),
        (Dose(side=Side.ALTERNATE), "", ["alternating sides"]),
        (Dose(), "", []),
    ],
)
def test_a_dose_reads_as_a_large_figure_and_small_print(dose: Dose, figure: str, details: list[str]) -> None:
    assert (dose.amount, dose.details) == (figure, details)


def test_a_dose_that_says_nothing_is_false() -> None:
    assert not Dose()
    assert not Dose.from_mapping({"sets": None, "side": "", "unknown": 3})
    assert Dose(reps=1)


@given(seconds, counts, seconds)
def test_each_side_takes_twice_the_work_and_the_same_rest(work: int, sets: int, rest: int) -> None:
    both = Dose(sets=sets, hold_seconds=work, rest_seconds=rest).total_seconds
    each = Dose(sets=sets, hold_seconds=work, rest_seconds=rest, side=Side.EACH).total_seconds
    assert each is not None
    assert both is not None
    assert each - both == work * sets


@given(counts, counts)
def test_repetitions_never_become_seconds(sets: int, reps: int) -> None:
    assert Dose(sets=sets, reps=reps).total_seconds is None


@given(st.fixed_dictionaries({name: st.none() | counts for name in MEASURES}), st.none() | counts)
def test_exactly_one_measure_is_accepted_once_there_are_sets(measures: dict, sets: int | None) -> None:
    given_measures = sum(1 for value in measures.values() if value)
    errors = dose_errors({**measures, "sets": sets})
    assert bool(errors) == (given_measures > 1 or (given_measures == 0 and sets is not None))


@given(st.fixed_dictionaries({name: st.none() | counts for name in MEASURES}))
def test_a_draft_may_have_sets_before_it_has_a_measure(measures: dict) -> None:
    given_measures = sum(1 for value in measures.values() if value)
    assert bool(dose_errors({**measures, "sets": 3}, complete=False)) == (given_measures > 1)


def test_a_dose_survives_being_stored() -> None:
    dose = Dose(sets=3, hold_seconds=20, side=Side.EACH, rest_seconds=30)
    assert Dose.from_mapping(dose.as_dict()) == dose
