"""Tasks that talk to video providers, so that neither saving nor reading ever waits for one."""

from typing import Any

from django.conf import settings
from django_tasks import task

from articles.models import ArticlePage, VideoRecord
from articles.video.addresses import VideoAddress
from articles.video.details import DetailsUnavailable, fetch_details


@task(backend="background")
def fetch_video_details(provider: str, video_id: str, hash: str = "", page_id: int | None = None) -> str:
    """Ask the provider once for title and length (seconds); what it says, or why it did not, is kept.

    The figures of the article `page_id`, which lists show, are counted anew.
    """
    found: dict[str, Any] = {"title": "", "duration": None, "problem": ""}
    try:
        details = fetch_details(VideoAddress(provider, video_id, hash), referer=settings.SITE_URL)  # type: ignore[arg-type]
        found |= {"title": details.title, "duration": details.duration}
    except DetailsUnavailable as error:
        found["problem"] = str(error)[:200]
    record, _ = VideoRecord.objects.update_or_create(provider=provider, video_id=video_id, defaults=found)
    page = ArticlePage.objects.filter(pk=page_id).first() if page_id else None
    if page:
        ArticlePage.objects.filter(pk=page.pk).update(**page.content.figures())
    return record.problem or record.title
