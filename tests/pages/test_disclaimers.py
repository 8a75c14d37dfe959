"""A disclaimer can be prepared before readers see it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pages.models import Disclaimer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def wording() -> Disclaimer:
    disclaimer = factories.disclaimer("<p>The wording of today.</p>")
    factories.home()
    factories.settings(disclaimer=disclaimer)
    return disclaimer


def _page() -> str:
    return Client().get(factories.article().url).content.decode()


def _fill(editor: Client, disclaimer: Disclaimer, **more: str) -> None:
    text = (
        '{"blocks": [{"text": "The wording of tomorrow.", "type": "unstyled", "key": "a"}], "entityMap": {}}'
    )
    address = reverse("wagtailsnippets_pages_disclaimer:edit", args=[disclaimer.pk])
    assert editor.post(address, {"title": "Please note", "text": text} | more).status_code == 302


def test_an_editors_draft_stays_out_of_sight_until_it_is_published(
    client: Client, wording: Disclaimer
) -> None:
    client.force_login(factories.user("editor", "Editors"))
    _fill(client, wording)
    assert "The wording of today." in _page()
    _fill(client, wording, **{"action-publish": "action-publish"})
    assert "The wording of tomorrow." in _page()


def test_an_editor_can_schedule_a_wording(client: Client, wording: Disclaimer) -> None:
    client.force_login(factories.user("editor", "Editors"))
    later = timezone.now() + timedelta(days=1)
    _fill(client, wording, go_live_at=f"{later:%Y-%m-%d %H:%M}", **{"action-publish": "action-publish"})
    revision = wording.revisions.get(approved_go_live_at__isnull=False)
    assert "The wording of today." in _page()
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert "The wording of tomorrow." in _page()


def test_a_wording_that_was_taken_down_is_not_shown(wording: Disclaimer) -> None:
    own = factories.disclaimer("<p>Only for this one.</p>")
    page = factories.article(disclaimer=own)
    own.unpublish()
    html = Client().get(page.url).content.decode()
    assert "Only for this one." not in html
    assert "The wording of today." in html
