"""Articles where another app's page shows them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import template
from wagtail.models import Page

from articles.models import ArticleIndexPage, ArticlePage
from articles.models.article_page import ArticleQuerySet
from comments.counting import with_comment_counts
from pages.readers import open_to_readers

register = template.Library()


class FeedLink(NamedTuple):
    """A feed's address, MIME type and name."""

    href: str
    mime_type: str
    label: str


@register.simple_tag
def articles_by(person: Any) -> list[ArticlePage]:
    """What `person` wrote, newest first, ready for cards."""
    return _cards(ArticlePage.objects.filter(authors__person=person))


@register.simple_tag
def articles_reviewed_by(person: Any) -> list[ArticlePage]:
    """What `person` reviewed, newest first, ready for cards."""
    return _cards(ArticlePage.objects.filter(reviewed_by=person))


@register.simple_tag
def articles_among(pages: Sequence[Page]) -> list[ArticlePage]:
    """Those of `pages` that are articles, newest first, ready for cards."""
    keys = [page.pk for page in pages]
    return _cards(ArticlePage.objects.filter(pk__in=keys)) if keys else []


@register.simple_tag
def newest_articles(count: int = 3) -> list[ArticlePage]:
    """The newest articles, for pages that have none of their own (404, an empty search)."""
    return _cards(ArticlePage.objects.all(), count)


@register.simple_tag(takes_context=True)
def article_feeds(context: dict) -> list[FeedLink]:
    """The feeds that a page's head announces; none before there is an article index."""
    index = _index_above(context.get("page")) or open_to_readers(ArticleIndexPage.objects.all()).first()
    if index is None:
        return []
    url = index.get_full_url(context["request"])
    return [
        FeedLink(f"{url}feed/", "application/rss+xml", "RSS"),
        FeedLink(f"{url}feed/atom/", "application/atom+xml", "Atom"),
    ]


@register.simple_tag
def watch_url(video: Any, exercise: Any) -> str:
    """Where "watch this step" leads without scripts: the video at the exercise's clip."""
    return video.url_at(exercise.clip.start, exercise.clip.end)


def _index_above(page: Page | None) -> Page | None:
    """The article index that `page` is, or that it knows as its parent; asks the database nothing."""
    line = [page, getattr(page, "_cached_parent_obj", None)]
    return next((step for step in line if step and step.specific_class is ArticleIndexPage), None)


def _cards(articles: ArticleQuerySet, count: int | None = None) -> list[ArticlePage]:
    return with_comment_counts(list(open_to_readers(articles).in_listing_order().for_cards()[:count]))
