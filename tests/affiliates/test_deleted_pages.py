"""A page that was clicked on can be deleted, and its clicks stay counted."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from affiliates.models import AffiliateLink, DailyClicks
from tests import factories
from tests.affiliates.things import link

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _counts(one: AffiliateLink) -> list[tuple[int | None, int]]:
    return list(DailyClicks.objects.filter(link=one).order_by("-day", "page").values_list("page", "count"))


def test_clicks_on_a_deleted_page_become_clicks_on_an_unknown_one() -> None:
    one, another, today = link(), link(), timezone.localdate()
    page, kept = factories.article(), factories.article()
    for shown, place, ago, count in (
        (one, page, 0, 1), (one, kept, 0, 2), (one, None, 0, 4), (one, page, 1, 8), (another, page, 0, 16),
    ):  # fmt: skip
        day = today - timedelta(days=ago)
        DailyClicks.objects.create(link=shown, day=day, count=count, page_id=place and place.pk)
    page.delete()
    assert sorted(_counts(one), key=str) == [(kept.pk, 2), (None, 5), (None, 8)]
    assert _counts(another) == [(None, 16)]


def test_two_pages_that_go_together_leave_one_sum() -> None:
    one, today = link(), timezone.localdate()
    for count in (1, 2):
        DailyClicks.objects.create(link=one, day=today, count=count, page_id=factories.article().pk)
    Page.objects.get(pk=factories.article_index().pk).delete()
    assert _counts(one) == [(None, 3)]
