"""An article for machines: schema.org Article, MedicalWebPage, VideoObject with Clips, ExercisePlan."""

from typing import Any

from django.http import HttpRequest

from articles.models.article_page import ArticlePage
from exercises.structured_data import plan_of
from pages.models import SiteSettings
from pages.structured_data import absolute, without_empty


def article_graph(page: ArticlePage, request: HttpRequest) -> list[dict]:
    """Everything the page visibly shows, except the breadcrumbs."""
    url = page.get_full_url(request)
    plans = [plan_of(exercise, f"{url}#{exercise.anchor}") for exercise in page.content.exercises]
    return [*_article(page, request, url), *_video(page, request, url), *plans]


def _article(page: ArticlePage, request: HttpRequest, url: str) -> list[dict]:
    image = _shown_picture(page)
    article = without_empty(
        {
            "@type": "Article",
            "@id": f"{url}#article",
            "headline": page.title,
            "description": page.standfirst,
            "datePublished": page.published_on.isoformat(),
            "dateModified": (page.updated_on or page.published_on).isoformat(),
            "author": [person.as_schema(request) for person in page.people],
            "publisher": {"@type": "Organization", "name": SiteSettings.for_request(request).name},
            "image": absolute(request, image.file.url) if image else "",
            "mainEntityOfPage": url,
        }
    )
    if not (page.reviewed_by and page.reviewed_by.live):
        return [article]
    reviewed = {
        "@type": "MedicalWebPage",
        "@id": url,
        "url": url,
        "name": page.title,
        "reviewedBy": page.reviewed_by.as_schema(request),
        "lastReviewed": page.reviewed_on.isoformat() if page.reviewed_on else "",
        "mainEntity": article,
    }
    return [without_empty(reviewed)]


def _video(page: ArticlePage, request: HttpRequest, url: str) -> list[dict]:
    video = page.content.video
    if not video:
        return []
    poster = _shown_picture(page)
    return [
        without_empty(
            {
                "@type": "VideoObject",
                "@id": f"{url}#video",
                "name": video.display_title or page.title,
                "description": page.standfirst,
                "uploadDate": page.published_on.isoformat(),
                "duration": video.iso_duration,
                "thumbnailUrl": absolute(request, poster.file.url) if poster else "",
                "embedUrl": video.hosted.embed_url if video.hosted else "",
                "contentUrl": "" if video.hosted else absolute(request, video["file"].url),
                "hasPart": [_clip(exercise, url) for exercise in page.content.chapters],
            }
        )
    ]


def _shown_picture(page: ArticlePage) -> Any:
    """The large picture that readers see: the video's own where it has one, else the lead image, or None."""
    video = page.content.video
    return (video.get("poster") if video else None) or page.lead_image


def _clip(exercise: Any, url: str) -> dict:
    return {
        "@type": "Clip",
        "name": exercise.name,
        "startOffset": exercise.clip.start,
        "endOffset": exercise.clip.end,
        "url": f"{url}#{exercise.anchor}",
    }
