"""What follows a saved or published article: its hosted video is asked for title and length, once."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.signals import page_published

from articles.models import ArticlePage, VideoRecord


def connect() -> None:
    """Subscribe; called once when the app is ready."""
    page_published.connect(fetch_details_after_publish, sender=ArticlePage)


def fetch_details_after_publish(instance: ArticlePage, **kwargs: Any) -> None:
    """Ask about the video, and once more where the provider gave no answer before."""
    fetch_details_of(instance, again=True)


def fetch_details_of(page: ArticlePage, again: bool = False) -> None:
    """Queue the fetch, unless fetching is switched off or the provider has been asked already.

    `again` asks also after a failure. The record of a video that is being asked about is empty.
    """
    from articles.tasks import fetch_video_details

    video = page.content.video
    if not settings.FETCH_VIDEO_DETAILS or not video or not video.hosted:
        return
    address = video.hosted
    record, is_new = VideoRecord.objects.get_or_create(provider=address.provider, video_id=address.video_id)
    if is_new or (again and not record.title):
        transaction.on_commit(
            partial(fetch_video_details.enqueue, address.provider, address.video_id, address.hash, page.pk)
        )
