"""How links do, in the admin: the panel on its home, the report, the history, a person's word."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from affiliates.health.looks import concerns
from affiliates.models import AffiliateLink, LinkCheck
from tests import factories
from tests.affiliates.things import link

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
HOME = "wagtailadmin_home"
INDEX = "link_health:index"


@pytest.fixture
def editor(client: Client) -> Client:
    factories.home()
    client.force_login(factories.user("editor", "Editors"))
    return client


def looks(one: AffiliateLink, *verdicts: str, **fields: Any) -> None:
    """One a day, the last one today."""
    for days, verdict in enumerate(reversed(verdicts)):
        LinkCheck.objects.create(
            link=one,
            verdict=verdict,
            checked_at=timezone.now() - timedelta(days=days),
            **{"asked": one.destination} | fields,
        )


def text(client: Client, name: str, *args: Any, select: str = "main") -> str:
    """What a page says."""
    soup = BeautifulSoup(client.get(reverse(name, args=args)).content, "html.parser")
    return " ".join(" ".join(part.get_text(" ", strip=True) for part in soup.select(select)).split())


class TestPanel:
    """On the admin's home."""

    def test_it_names_what_needs_a_person_and_what_to_do(self, editor: Client) -> None:
        looks(link("Bands"), "fine", "gone", "gone")
        looks(link("Gun"), "moved", final_address="https://shop.example/new")
        looks(link("Mat"), "fine")
        found = text(editor, HOME, select=".link-health")
        since = timezone.localdate() - timedelta(days=1)
        assert found.startswith("2 links need a person Bands : Gone since")
        assert f"{since:%m/%d/%Y}" in found or str(since) in found
        assert "Choose another destination or a replacement." in found
        assert "Gun : Moved to another address" in found
        assert "Mat" not in found

    def test_nothing_is_there_when_nothing_needs_a_person(self, editor: Client) -> None:
        looks(link(), "fine", "gone")
        looks(link(), "refused", "refused", "refused")
        link()
        assert text(editor, HOME, select=".link-health") == ""

    def test_people_who_may_not_change_links_do_not_see_it(self, client: Client) -> None:
        factories.home()
        looks(link(), "gone", "gone")
        client.force_login(factories.user("moderator", "Comment moderators"))
        assert text(client, HOME, select=".link-health") == ""
        assert "Health of paid links" not in client.get(reverse(HOME)).content.decode()

    def test_a_corrected_destination_ends_it_at_once(self, editor: Client) -> None:
        one = link()
        looks(one, "gone", "gone")
        assert concerns()
        one.destination = "https://www.shop.example/other?tag=plumb-20"
        one.save()
        assert not concerns()

    @pytest.mark.parametrize("ended", [{"is_on": False}, {"expires_on": "2020-01-01"}])
    def test_an_ended_link_needs_nobody(self, ended: dict[str, Any]) -> None:
        one = link()
        looks(one, "gone", "gone")
        AffiliateLink.objects.update(**ended)
        assert not concerns()

    def test_many_links_cost_as_many_queries_as_one(self) -> None:
        looks(link(), "gone", "gone")
        with CaptureQueriesContext(
            connection,
        ) as one:
            assert len(concerns()) == 1
        for _number in range(5):
            looks(link(), "home", "refused", "home")
        with CaptureQueriesContext(connection) as many:
            assert len(concerns()) == 6
        assert len(many) == len(one) == 2


class TestReport:
    """All links, and one."""

    def test_it_tells_the_last_look_at_each_link_in_use(self, editor: Client) -> None:
        looks(link("Bands"), "gone", "unreachable", note="There is no host shop.example.")
        looks(link("Mat"), "gone", "fine")
        link("New")
        looks(link("Old", is_on=False), "gone", "gone")
        found = text(editor, INDEX, select=".link-health tbody")
        assert "Bands" in found
        assert "There is no host shop.example." in found
        assert "Mat" in found
        assert "Fine" in found
        assert "New not yet" in found
        assert "Old" not in found
        assert "1 link needs a person" in text(editor, INDEX)

    def test_a_long_list_costs_as_many_queries_as_a_short_one(self, editor: Client) -> None:
        looks(link(), "gone", "gone")
        editor.get(reverse(INDEX))
        with CaptureQueriesContext(connection) as short:
            editor.get(reverse(INDEX))
        for _number in range(60):
            looks(link(), "fine")
        looks(link(), "gone", "gone")
        with CaptureQueriesContext(connection) as long:
            assert "Page 1 of 2" in text(editor, INDEX)
        assert len(long) == len(short)

    @pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "%00"])
    def test_strange_pages_are_the_nearest_one(self, editor: Client, number: str) -> None:
        link()
        assert editor.get(f"{reverse(INDEX)}?p={number}").status_code == 200

    def test_the_history_tells_every_look(self, editor: Client) -> None:
        one = link("Bands")
        looks(one, "gone", asked="https://www.shop.example/before", status=404)
        looks(one, "home", final_address="https://www.shop.example/")
        found = text(editor, "link_health:history", one.pk)
        assert "Gone The destination was another one then: https://www.shop.example/before 404" in found
        assert "Leads to a home page → https://www.shop.example/" in found

    def test_the_form_of_a_link_tells_how_it_does(self, editor: Client) -> None:
        form = "wagtailsnippets_affiliates_affiliatelink:edit"
        one, two, new = link(), link(), link()
        looks(one, "gone", "gone")
        looks(two, "gone", "refused")
        assert "Choose another destination or a replacement." in text(editor, form, one.pk)
        assert "Refused to robots" in text(editor, form, two.pk)
        assert "Nobody has looked yet." in text(editor, form, new.pk)
        assert "Nobody has looked yet." not in text(editor, form, two.pk)

    def test_an_address_from_a_shop_is_never_a_link_or_markup(self, editor: Client) -> None:
        one = link()
        looks(one, "moved", final_address='https://shop.example/"><script>alert(1)</script>')
        answer = editor.get(reverse("link_health:history", args=[one.pk])).content.decode()
        assert "<script>alert(1)" not in answer

    def test_the_menu_has_it_among_the_reports(self, editor: Client) -> None:
        assert reverse(INDEX) in editor.get(reverse(HOME)).content.decode()

    @pytest.mark.parametrize("name", [INDEX, "link_health:history"])
    def test_people_who_may_not_change_links_are_sent_away(self, client: Client, name: str) -> None:
        factories.home()
        address = reverse(name, args=[link().pk] if name != INDEX else [])
        assert client.get(address).status_code == 302
        client.force_login(factories.user("moderator", "Comment moderators"))
        assert client.get(address).headers["Location"] == reverse(HOME)


class TestAPersonsWord:
    """It is fine, says somebody who looked."""

    def accept(self, client: Client, one: AffiliateLink, verdict: str) -> str:
        """Press the button; what is said then."""
        address = reverse("link_health:accept", args=[one.pk])
        answer = client.post(address, {"verdict": verdict}, follow=True)
        return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())

    def test_it_counts_while_the_link_stays_like_that(self, editor: Client) -> None:
        one = link("Bands")
        looks(one, "home", "home")
        assert "“Bands” counts as fine while it stays like this." in self.accept(editor, one, "home")
        assert not concerns()
        looks(one, "home")
        assert not concerns()
        assert "Fine, says a person (Leads to a home page) editor" in text(
            editor, "link_health:history", one.pk
        )
        assert one.checks.filter(verdict="accepted").count() == 1

    @pytest.mark.parametrize("verdict", ["gone", "", "\x00", "accepted"])
    def test_it_does_not_count_for_what_was_not_seen(self, editor: Client, verdict: str) -> None:
        one = link("Bands")
        looks(one, "home", "home")
        assert "“Bands” has changed meanwhile." in self.accept(editor, one, verdict)
        assert len(concerns()) == 1

    def test_only_people_who_may_change_links_have_one(self, client: Client) -> None:
        factories.home()
        one = link()
        looks(one, "home", "home")
        client.force_login(factories.user("moderator", "Comment moderators"))
        self.accept(client, one, "home")
        assert len(concerns()) == 1

    def test_asking_for_the_address_changes_nothing(self, editor: Client) -> None:
        one = link()
        looks(one, "home", "home")
        assert editor.get(reverse("link_health:accept", args=[one.pk])).status_code == 405
        assert len(concerns()) == 1
