"""Rounds: which links are looked at, in turn, once a day, and what is kept of it."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from affiliates.health import rounds, tasks
from affiliates.models import AffiliateLink, HealthRound, LinkCheck
from config.serving.jobs import JOBS
from config.settings import base
from tests.affiliates.health.shop import Clock, Shop, hang_up, redirect, status, tools
from tests.affiliates.things import link

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
V = LinkCheck.Verdict


def shop_link(shop: Shop, path: str = "/x", host: str = "shop.example", **fields: Any) -> AffiliateLink:
    """A link to this machine's shop."""
    return link(destination=shop.at(path, host), **fields)


def looked(one: AffiliateLink, verdict: str = V.FINE, days: float = 0, **fields: Any) -> LinkCheck:
    """A look at the link's destination some days ago."""
    at = timezone.now() - timedelta(days=days)
    return LinkCheck.objects.create(
        link=one, verdict=verdict, checked_at=at, **{"asked": one.destination} | fields
    )


def test_what_a_shop_answers_is_stored_at_once(shop: Shop) -> None:
    one = shop_link(shop, "/x?tag=a")
    shop.pages["/x?tag=a"] = redirect("/y", 302)
    rounds.go_round(rounds.due(), tools(shop))
    check = one.checks.get()
    assert (check.verdict, check.status, check.final_address, check.asked, check.note) == (
        V.UNTAGGED, 200, shop.at("/y"), one.destination, "Lost: tag.",
    )  # fmt: skip


def test_verdicts_are_counted(shop: Shop) -> None:
    shop.pages |= {"/gone": status(404), "/closed": hang_up, "/robots": status(503)}
    for path in ("/gone", "/closed", "/robots", "/1", "/2"):
        shop_link(shop, path)
    assert rounds.go_round(rounds.due(), tools(shop)) == {
        "gone": 1,
        "unreachable": 1,
        "refused": 1,
        "fine": 2,
    }


def test_a_link_is_due_once_a_day_until_its_destination_changes(shop: Shop) -> None:
    one = shop_link(shop)
    assert list(rounds.due()) == [one]
    looked(one, days=1)
    assert list(rounds.due()) == [one]
    looked(one)
    assert not rounds.due()
    one.destination = shop.at("/new")
    one.save()
    assert list(rounds.due()) == [one]


def test_ended_links_are_not_asked_about(shop: Shop) -> None:
    shop_link(shop, is_on=False)
    shop_link(shop, expires_on=date(2020, 1, 1))
    later = shop_link(shop, expires_on=timezone.localdate() + timedelta(days=1))
    assert list(rounds.due()) == [later]


def test_those_come_first_that_nobody_has_looked_at_for_longest(shop: Shop) -> None:
    one, two, three = shop_link(shop), shop_link(shop), shop_link(shop)
    looked(one, days=2)
    looked(two, days=5)
    assert list(rounds.due()) == [three, two, one]


def test_hosts_take_turns(shop: Shop) -> None:
    for path in ("/a", "/b"):
        shop_link(shop, path)
    shop_link(shop, "/c", host="other.example")
    clock = Clock()
    rounds.go_round(rounds.due(), tools(shop, clock))
    assert shop.asked == ["HEAD /a", "HEAD /c", "HEAD /b"]
    assert clock.slept == [2.0]


def test_a_round_ends_in_time_and_the_next_one_goes_on(shop: Shop) -> None:
    for number in range(4):
        shop_link(shop, f"/{number}")
    rounds.go_round(rounds.due(), tools(shop), seconds=3)
    assert len(shop.asked) == 3, "at 0, 2 and 4 seconds would be too late for the fourth"
    rounds.go_round(rounds.due(), tools(shop), seconds=3)
    assert shop.asked == [f"HEAD /{number}" for number in range(4)]


def test_two_rounds_never_go_on_at_once(shop: Shop) -> None:
    shop_link(shop)
    turn = HealthRound.begin(timedelta(minutes=1))
    assert turn
    with pytest.raises(rounds.Busy):
        rounds.go_round(rounds.due(), tools(shop))
    HealthRound.end(turn)
    assert rounds.go_round(rounds.due(), tools(shop)).total() == 1
    assert HealthRound.objects.count() == 1


def test_a_round_that_was_killed_stands_in_the_way_for_minutes_only(shop: Shop) -> None:
    shop_link(shop)
    HealthRound.begin(rounds.TURN)
    assert timedelta(minutes=5) > rounds.TURN
    HealthRound.objects.update(until=timezone.now())
    assert rounds.go_round(rounds.due(), tools(shop)).total() == 1


def test_a_round_that_lost_its_turn_stops(shop: Shop) -> None:
    def another_takes_over(*asked: Any) -> list[str]:
        HealthRound.objects.update(until=timezone.now() + timedelta(hours=1))
        return ["127.0.0.1"]

    shop_link(shop, "/1")
    shop_link(shop, "/2")
    rounds.go_round(rounds.due(), tools(shop, resolve=another_takes_over))
    assert shop.asked == ["HEAD /1"]
    assert HealthRound.objects.get().until > timezone.now() + timedelta(minutes=50), "the other one's"


def test_a_link_deleted_while_it_was_looked_at_stops_nothing(shop: Shop) -> None:
    one, two = shop_link(shop, "/1"), shop_link(shop, "/2")
    links = list(rounds.due())
    AffiliateLink.objects.filter(pk=one.pk).delete()
    assert rounds.go_round(links, tools(shop)).total() == 1
    assert two.checks.count() == 1


def test_a_mistake_of_ours_with_one_link_is_logged_and_stops_no_other(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    def resolve(host: str, *more: Any) -> list[str]:
        return ["127.0.0.1"] if host == "shop.example" else 1 / 0  # type: ignore[return-value]

    wrong, right = shop_link(shop, host="wrong.example"), shop_link(shop)
    assert rounds.go_round(rounds.due(), tools(shop, resolve=resolve)) == {"fine": 1}
    assert right.checks.exists()
    assert [record.getMessage() for record in caplog.records] == [f"Paid link {wrong.pk} was not looked at."]


def test_very_long_addresses_and_notes_are_stored(shop: Shop) -> None:
    one = shop_link(shop)
    shop.pages["/x"] = redirect("/" + "y" * 3000, 302)
    rounds.go_round(rounds.due(), tools(shop))
    assert one.checks.get().final_address == ""


def test_looks_are_forgotten_after_90_days() -> None:
    one = link()
    looked(one, days=91)
    kept = looked(one, days=89)
    rounds.forget_old()
    assert list(LinkCheck.objects.all()) == [kept]


class TestJob:
    """What the scheduler does each minute."""

    @pytest.fixture(autouse=True)
    def _queue_of_the_running_site(self, settings: Any) -> None:
        settings.TASKS = base.TASKS
        settings.CHECK_PAID_LINKS = True

    def run(self) -> list[DBTaskResult]:
        """Run it; what waits for the worker."""
        (job,) = (job for job in JOBS if job.name == "check_paid_links")
        job.run()
        return list(DBTaskResult.objects.all())

    def test_it_leaves_the_looking_to_the_worker_and_mail_goes_first(self) -> None:
        link()
        (waiting,) = self.run()
        assert waiting.task_path == "affiliates.health.tasks.look_at_due"
        assert waiting.priority < 0
        assert not LinkCheck.objects.exists()

    def test_it_does_nothing_when_all_were_looked_at(self) -> None:
        looked(link())
        assert self.run() == []

    def test_it_does_nothing_where_it_is_switched_off(self, settings: Any) -> None:
        settings.CHECK_PAID_LINKS = False
        link()
        assert self.run() == []


def test_the_task_looks_at_what_is_due(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "Tools", lambda: tools(shop))
    shop_link(shop)
    assert tasks.look_at_due.func() == 1
    assert tasks.look_at_due.func() == 0
    HealthRound.begin(rounds.TURN)
    shop_link(shop)
    assert tasks.look_at_due.func() == 0


class TestCommand:
    """manage.py check_links."""

    @pytest.fixture(autouse=True)
    def _on_this_machine(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rounds, "Tools", lambda: tools(shop))

    def run(self, *arguments: str) -> list[str]:
        """Its lines."""
        out = StringIO()
        call_command("check_links", *arguments, stdout=out)
        return [" ".join(line.split()) for line in out.getvalue().splitlines()]

    def test_it_looks_at_what_is_due_and_prints_counts(self, shop: Shop) -> None:
        looked(shop_link(shop))
        shop.pages["/gone"] = status(410)
        shop_link(shop, "/gone")
        assert self.run() == ["1 Gone", "1 looked at"]
        assert self.run() == ["0 looked at"]

    def test_it_looks_at_all(self, shop: Shop) -> None:
        looked(shop_link(shop))
        shop_link(shop, is_on=False)
        assert self.run("--all") == ["1 Fine", "1 looked at"]

    def test_it_looks_at_one(self, shop: Shop) -> None:
        one, _two = shop_link(shop), shop_link(shop)
        assert self.run("--link", one.slug) == ["1 Fine", "1 looked at"]
        assert LinkCheck.objects.get().link == one

    def test_it_says_why_it_does_not(self, shop: Shop) -> None:
        with pytest.raises(CommandError, match="There is no paid link nothing"):
            self.run("--link", "nothing")
        with pytest.raises(CommandError, match="expired or not in use"):
            self.run("--link", shop_link(shop, is_on=False).slug)
        HealthRound.begin(rounds.TURN)
        with pytest.raises(CommandError, match="looked at already"):
            self.run()
