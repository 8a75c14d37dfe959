"""What an article's page shows besides the article's own fields, in a constant number of queries."""

from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.http import HttpRequest

from articles.models.article_page import (
    ArticlePage,
    ArticleTopic,
    authors_with_persons,
    topics_with_names,
)
from comments.reading import comments_context
from pages.models import Disclaimer, SiteSettings
from pages.pictures import prefetch
from pages.readers import open_to_readers

RELATED = 3


def article_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """What the article and its print sheet show.

    Keys: content, exercises, video, needed, chapters, people, reviewer, disclaimer.
    """
    content = page.content
    return {
        "content": content,
        "exercises": content.exercises,
        "video": content.video,
        "needed": content.needed,
        "chapters": content.chapters,
        "people": page.people,
        "reviewer": page.reviewed_by if page.reviewed_by and page.reviewed_by.live else None,
        "disclaimer": Disclaimer.first_live(page.disclaimer, SiteSettings.for_request(request).disclaimer),
    }


def reading_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """`article_context` with the `related` articles; people and pictures of both are fetched together."""
    if page.pk:  # the preview of a page that is not saved yet has its own
        prefetch_related_objects([page], topics_with_names())
    related = related_articles(page)
    prefetch_related_objects([one for one in (page, *related) if one.pk], authors_with_persons())
    context = article_context(page, request)
    portraits = [person.portrait for person in page.people]
    leads = [article.lead_image for article in (page, *related)]
    prefetch([*leads, *portraits, *page.content.images])
    return {**context, "related": related, **comments_context(page, request)}


def sheet_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """`article_context` with the pictures of the exercises."""
    prefetch(page.content.images)
    return article_context(page, request)


def session_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """`article_context` with the `related` articles and the address of the print sheet."""
    if page.pk:  # the preview of a page that is not saved yet has its own
        prefetch_related_objects([page], topics_with_names())
    return {
        **article_context(page, request),
        "related": related_articles(page),
        "print_url": page.print_url,
        "total_seconds": page.content.total_seconds,
    }


def related_articles(page: ArticlePage) -> list[ArticlePage]:
    """Up to three other articles, those of the same topic first, newest first."""
    same_topic = ArticleTopic.objects.filter(page=OuterRef("pk"), topic=page.main_topic)
    siblings = open_to_readers(ArticlePage.objects.sibling_of(page, inclusive=False))
    ordered = siblings.order_by(Exists(same_topic).desc(), *ArticlePage.LISTING_ORDER)
    return list(ordered.with_lead_image()[:RELATED])
