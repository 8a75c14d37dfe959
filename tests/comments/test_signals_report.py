"""How the signals did: what they said, beside what people said."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from comments.deciding import decide
from comments.desk import signals_report
from comments.models import FilterSettings, Finding, Mode, State
from tests import factories
from tests.comments.desk_things import moderator, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(moderator())
    return client


def _found(state: State | None, name: str = "links", points: int = 40, **fields):
    """A comment in which a signal found something and that a person gave `state`."""
    in_shadow = fields.pop("in_shadow", False)
    comment = waiting(**fields)
    Finding.objects.create(comment=comment, name=name, points=points, in_shadow=in_shadow)
    if state:
        decide([comment.pk], state)
    return comment


def _rows(client: Client) -> dict[str, list[str]]:
    soup = BeautifulSoup(client.get(reverse("comments_desk:signals")).content, "html.parser")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in soup.select("tbody tr")
    ]
    return {row[0]: row[1:] for row in rows}


def test_it_counts_what_people_said_of_comments_a_signal_spoke_up_about(desk: Client) -> None:
    for state in (State.APPROVED, State.SPAM, State.SPAM, State.REJECTED, None):
        _found(state)
    _found(State.APPROVED, points=-30, name="learned")
    _found(State.SPAM, created_at=timezone.now() - timedelta(days=31))
    rows = _rows(desk)
    assert rows["Links"] == ["Counted", "5", "2", "1", "0", "0", "0"]
    assert rows["Learned from decisions"] == ["Counted", "0", "0", "0", "1", "0", "1"]
    assert rows["Akismet"] == ["Counted", "0", "0", "0", "0", "0", "0"]


def test_it_tells_what_a_signal_in_shadow_would_have_done(desk: Client) -> None:
    rules = FilterSettings.for_site(Site.objects.get(is_default_site=True))
    rules.rate_mode, rules.spam_from = Mode.SHADOW, 100
    rules.save()
    _found(State.APPROVED, "rate", 40, in_shadow=True, score=60)
    _found(State.SPAM, "rate", 40, in_shadow=True, score=99)
    _found(State.SPAM, "rate", 40, in_shadow=True, score=100)
    _found(State.SPAM, "rate", 39, in_shadow=True, score=60)
    ((label, row),) = (
        (label, row) for label, row in _rows(desk).items() if label.startswith("Many from one")
    )
    assert "filed 2 more comments as spam; people approved 1 of them." in label
    assert row[:4] == ["Shadow: recorded, not counted", "4", "3", "1"]


def test_it_costs_the_same_however_many_there_are_and_looks_at_the_newest(desk: Client, monkeypatch) -> None:
    page = factories.article()
    address = reverse("comments_desk:signals")
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    for _ in range(4):
        _found(State.SPAM, page=page)
    with CaptureQueriesContext(connection) as many:
        assert _rows(desk)["Links"][1] == "4"
    assert len(many) == len(few)
    monkeypatch.setattr(signals_report, "NEWEST", 3)
    assert _rows(desk)["Links"][1] == "3"


def test_only_moderators_see_it(client: Client) -> None:
    client.force_login(factories.user("editor", "Editors"))
    headers = {"x-requested-with": "XMLHttpRequest"}
    assert client.get(reverse("comments_desk:signals"), headers=headers).status_code == 403
