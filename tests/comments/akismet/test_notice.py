"""Readers are told of Akismet exactly where it is on."""

from typing import Any

import pytest
from bs4 import Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.comments.akismet.played import PlayedAkismet
from tests.comments.akismet.things import rules
from tests.comments.writing import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _notice(address: str) -> Tag | None:
    form = soup_of(Client().get(address)).find("form", id="write")
    return next((one for one in form.select("p.fine") if "Akismet" in one.text), None) if form else None


def _places() -> list[str]:
    """An article, an exercise, and the form's own page."""
    article = factories.article()
    return [article.url, factories.exercise().url, f"/comments/{article.pk}/"]


def test_there_is_no_word_of_akismet_while_it_is_off(settings: Any) -> None:
    settings.AKISMET_KEY = ""
    assert [_notice(place) for place in _places()] == [None, None, None]


def test_with_a_key_every_form_says_so_and_leads_to_akismets_own_notice(played: PlayedAkismet) -> None:
    for place in _places():
        notice = _notice(place)
        assert notice
        assert "This site uses Akismet" in notice.text
        assert notice.a["href"] == "https://automattic.com/privacy-notice/"
    assert played.heard == []


def test_it_leads_to_the_sites_privacy_page(played: PlayedAkismet) -> None:
    page = factories.standard_page("Privacy")
    factories.settings(privacy_page=page)
    assert _notice(factories.article().url).a["href"] == page.url


def test_a_privacy_page_that_nobody_can_read_is_not_led_to(played: PlayedAkismet) -> None:
    page = factories.standard_page("Privacy", live=False)
    factories.settings(privacy_page=page)
    assert _notice(factories.article().url).a["href"].startswith("https://automattic.com/")


@pytest.mark.parametrize(("mode", "is_said"), [("counted", True), ("shadow", True), ("off", False)])
def test_the_site_says_so_as_long_as_it_asks(played: PlayedAkismet, mode: str, is_said: bool) -> None:
    article = factories.article()
    rules(akismet_mode=mode)
    assert bool(_notice(article.url)) == is_said


def test_a_closed_conversation_says_nothing(played: PlayedAkismet) -> None:
    article = factories.article(comments="closed")
    assert "Akismet" not in Client().get(article.url).content.decode()


def test_the_notice_costs_one_query_and_nothing_without_a_key(
    played: PlayedAkismet, settings: Any, client: Client
) -> None:
    article = factories.article()
    factories.settings(privacy_page=factories.standard_page("Privacy"))
    counts = []
    for key in ("a-key", ""):
        settings.AKISMET_KEY = key
        client.get(article.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(article.url)
        counts.append(len(queries))
    assert counts[0] == counts[1] + 1
