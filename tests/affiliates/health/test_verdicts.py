"""What is thought of a look, and of a row of looks."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st

from affiliates.health.following import Seen
from affiliates.health.standing import BAD, GOOD, standing
from affiliates.health.trouble import private, too_slow
from affiliates.health.verdicts import Judgement, judge
from affiliates.models import LinkCheck

V = LinkCheck.Verdict
ASKED = "https://www.shop.example/guns/7?tag=plumb-20"


def verdict(final: str = ASKED, permanent: str = "", asked: str = ASKED, status: int = 200) -> Judgement:
    """On a programme of shop.example, recognised by tag or ref."""
    return judge(Seen(asked, final, permanent or asked, status), ("shop.example",), ("tag", "ref"))


class TestPages:
    """What came was a page."""

    def test_the_page_that_was_asked_for_is_fine(self) -> None:
        assert verdict() == (V.FINE, "", "")

    @pytest.mark.parametrize(
        "final",
        ["https://shop.example/guns/7/?tag=plumb-20", "https://www.shop.example/guns/7?x=1&TAG=plumb-20"],
    )
    def test_the_same_page_in_other_words_is_fine(self, final: str) -> None:
        assert verdict(final, permanent=final).verdict == V.FINE

    def test_another_page_for_good_is_moved_and_told_where(self) -> None:
        new = "https://www.shop.example/pro/7?tag=plumb-20"
        assert verdict(new + "&s=1", permanent=new) == (V.MOVED, new, "")

    def test_another_page_for_now_is_fine(self) -> None:
        assert verdict("https://www.shop.example/pro/7?tag=plumb-20").verdict == V.FINE

    @pytest.mark.parametrize(
        "path", ["", "/", "/?tag=plumb-20", "/index.html", "/en/", "/de-at", "/en/home", "/#top", "//"]
    )
    def test_a_home_page_instead_of_a_product_is_told(self, path: str) -> None:
        assert verdict(f"https://www.shop.example{path}").verdict == V.HOME

    @pytest.mark.parametrize("path", ["/en/guns", "/home/garden/7", "/index/7", "/engines", "/p"])
    def test_other_pages_are_no_home_page(self, path: str) -> None:
        assert verdict(f"https://www.shop.example{path}?tag=a").verdict != V.HOME

    def test_a_home_page_that_was_asked_for_is_fine(self) -> None:
        asked = "https://shop.example/?tag=plumb-20"
        assert verdict("https://shop.example/en/?tag=plumb-20", asked=asked).verdict == V.FINE

    @pytest.mark.parametrize(
        "final", ["https://www.shop.example/guns/7", "https://www.shop.example/guns/7?tag="]
    )
    def test_a_tag_that_got_lost_is_told_by_name(self, final: str) -> None:
        assert verdict(final) == (V.UNTAGGED, final, "Lost: tag.")

    def test_a_tag_that_got_lost_matters_more_than_a_move(self) -> None:
        final = "https://www.shop.example/pro/7"
        assert verdict(final, permanent=final).verdict == V.UNTAGGED

    def test_upper_case_is_no_other_tag(self) -> None:
        asked = "https://www.shop.example/guns/7?TAG=plumb-20"
        assert verdict("https://www.shop.example/guns/7", asked=asked).verdict == V.UNTAGGED

    def test_a_destination_without_a_tag_loses_none(self) -> None:
        asked = "https://www.shop.example/guns/7?colour=red"
        assert verdict("https://www.shop.example/guns/7", asked=asked).verdict == V.FINE

    def test_a_network_whose_own_host_eats_the_tag_is_fine(self) -> None:
        asked = "https://clicks.network.example/go?ref=1&to=shoes"
        final = "https://www.shoemaker.test/red?awc=1"
        assert judge(Seen(asked, final, asked, 200), ("network.example",), ("ref",)).verdict == V.FINE

    def test_a_shop_that_sends_to_another_country_without_the_tag_is_told(self) -> None:
        asked, final = "https://www.megashop.com/x?tag=a", "https://www.megashop.de/x"
        assert judge(Seen(asked, final, asked, 200), ("megashop.com",), ("tag",)).verdict == V.UNTAGGED


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, V.GONE), (410, V.GONE), (403, V.REFUSED), (429, V.REFUSED), (503, V.REFUSED), (999, V.REFUSED),
        (500, V.UNREACHABLE), (502, V.UNREACHABLE), (400, V.UNREACHABLE), (304, V.UNREACHABLE),
    ],
)  # fmt: skip
def test_errors_are_told_apart(status: int, expected: str) -> None:
    assert verdict(status=status).verdict == expected


def test_trouble_is_told_in_words() -> None:
    assert judge(Seen(ASKED, ASKED, ASKED, trouble=too_slow())) == (
        V.UNREACHABLE,
        "",
        "No answer came in time.",
    )
    found = judge(Seen(ASKED, "https://inside.example/", ASKED, trouble=private("inside.example")))
    assert found == (V.FORBIDDEN, "https://inside.example/", "inside.example is in a private network.")


addresses = st.builds(
    "https://{}/{}?{}".format,
    st.sampled_from(["shop.example", "www.shop.example", "other.test", "shop.test"]),
    st.sampled_from(["", "en", "a", "a/", "b/c"]),
    st.sampled_from(["", "tag=1", "TAG=1", "tag=", "x=1", "ref=2&tag=1"]),
)


@given(addresses, addresses, addresses, st.integers(100, 999))
def test_a_verdict_says_what_is_so(asked: str, final: str, permanent: str, status: int) -> None:
    found = verdict(final, permanent, asked, status)
    given_to, left = (
        {name.lower() for name, _value in parse_qsl(urlsplit(one).query)} & {"tag", "ref"}
        for one in (asked, final)
    )
    if not 200 <= status < 300:
        assert found.verdict in {V.GONE, V.REFUSED, V.UNREACHABLE}
        return
    assert found.verdict in {V.FINE, V.MOVED, V.HOME, V.UNTAGGED}
    if found.verdict == V.UNTAGGED:
        assert given_to
        assert not given_to & left
    if found.verdict == V.HOME:
        assert urlsplit(asked).path.strip("/") not in ("", "en")
    if found.verdict == V.MOVED:
        assert found.address == permanent != asked


@given(addresses)
def test_a_page_that_answers_itself_is_fine(address: str) -> None:
    assert verdict(address, address, address).verdict == V.FINE


# -- a row of looks -----------------------------------------------------------------------------------

START = datetime(2026, 11, 1, 12, tzinfo=UTC)


def row(*verdicts: str, hours: int = 24) -> list[Any]:
    """Looks, one each `hours`; "accepted:home" is a person's."""
    return [
        SimpleNamespace(
            verdict=one.partition(":")[0], accepted=one.partition(":")[2],
            checked_at=START + timedelta(hours=hours * number),
        )
        for number, one in enumerate(verdicts)
    ]  # fmt: skip


def test_one_bad_look_is_not_enough() -> None:
    assert not standing(row("gone")).needs_a_person


def test_two_bad_looks_on_different_days_are() -> None:
    found = standing(row("fine", "gone", "unreachable"))
    assert found.is_broken
    assert found.since == START + timedelta(days=1)
    assert found.look
    assert found.look.verdict == "unreachable"


def test_two_bad_looks_on_one_day_are_not() -> None:
    assert not standing(row("gone", "gone", "gone", hours=1)).is_broken


def test_days_are_those_of_the_sites_time_zone() -> None:
    looks = row("gone", "gone", hours=-2)[::-1]  # 10 and 12 o'clock UTC, 23 and 1 o'clock in Auckland
    with timezone.override("Pacific/Auckland"):
        assert not standing(looks).is_broken, "where somebody reads the report is not where the site is"


@pytest.mark.parametrize("between", ["fine", "moved", "accepted:gone"])
def test_a_good_look_between_begins_anew(between: str) -> None:
    assert not standing(row("home", between, "home")).is_broken


def test_a_shop_that_refuses_robots_now_and_then_is_not_called_unreachable() -> None:
    assert not standing(row("unreachable", "refused", "unreachable")).is_broken


def test_a_refusal_says_nothing_about_a_page_that_is_gone() -> None:
    assert standing(row("gone", "refused", "gone")).is_broken


def test_a_shop_that_only_refuses_needs_nobody() -> None:
    assert not standing(row("refused", "refused", "refused")).needs_a_person


def test_a_moved_link_needs_a_person_at_once_without_being_broken() -> None:
    found = standing(row("fine", "moved", "moved"))
    assert found.needs_a_person
    assert not found.is_broken
    assert found.since == START + timedelta(days=1)
    assert not standing(row("moved", "fine")).needs_a_person


def test_what_a_person_accepted_stays_accepted_and_nothing_else_does() -> None:
    assert not standing(row("home", "home", "accepted:home", "home", "home")).needs_a_person
    assert standing(row("home", "home", "accepted:home", "gone", "gone")).is_broken
    assert not standing(row("moved", "accepted:moved", "moved")).needs_a_person


@given(st.lists(st.tuples(st.sampled_from(V.values), st.integers(0, 30)), max_size=12))
def test_broken_means_bad_on_two_days_and_nothing_good_since(looks: list[tuple[str, int]]) -> None:
    assume(all(verdict != V.ACCEPTED for verdict, _hours in looks))
    now, made = START, []
    for one, hours in looks:
        now += timedelta(hours=hours)
        made.append(SimpleNamespace(verdict=one, accepted="", checked_at=now))
    found = standing(made)
    last_good = max((number for number, one in enumerate(made) if one.verdict in GOOD), default=-1)
    bad_days = {one.checked_at.date() for one in made[last_good + 1 :] if one.verdict in BAD}
    if found.is_broken:
        assert len(bad_days) >= 2
    elif not any(one.verdict == V.REFUSED for one in made):
        assert len(bad_days) < 2
