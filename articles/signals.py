"""What follows a published article: its hosted video is asked for title and length."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.signals import page_published

from articles.models import ArticlePage


def connect() -> None:
    """Subscribe; called once when the app is ready."""
    page_published.connect(fetch_details_after_publish, sender=ArticlePage)


def fetch_details_after_publish(instance: ArticlePage, **kwargs: Any) -> None:
    """Queue the fetch unless the details are known or fetching is switched off."""
    from articles.tasks import fetch_video_details

    video = instance.content.video
    if (
        settings.FETCH_VIDEO_DETAILS
        and video
        and video.hosted
        and (video.record is None or video.record.problem)
    ):
        address = video.hosted
        transaction.on_commit(
            partial(fetch_video_details.enqueue, address.provider, address.video_id, address.hash)
        )
