"""Articles where another app's page shows them."""

from typing import Any, NamedTuple

from django import template

from articles.models import ArticleIndexPage, ArticlePage

register = template.Library()


class FeedLink(NamedTuple):
    """A feed's address, MIME type and name."""

    href: str
    mime_type: str
    label: str


@register.simple_tag
def articles_by(person: Any) -> list[ArticlePage]:
    """What `person` wrote, newest first, ready for cards."""
    return list(
        ArticlePage.objects.live().public().filter(authors__person=person).in_listing_order().for_cards()
    )


@register.simple_tag
def articles_reviewed_by(person: Any) -> list[ArticlePage]:
    """What `person` reviewed, newest first, ready for cards."""
    return list(ArticlePage.objects.live().public().filter(reviewed_by=person).in_listing_order().for_cards())


@register.simple_tag
def newest_articles(count: int = 3) -> list[ArticlePage]:
    """The newest articles, for pages that have none of their own (404, an empty search)."""
    return list(ArticlePage.objects.live().public().in_listing_order().for_cards()[:count])


@register.simple_tag(takes_context=True)
def article_feeds(context: dict) -> list[FeedLink]:
    """The feeds that a page's head announces; none before there is an article index."""
    index = ArticleIndexPage.objects.live().filter(view_restrictions=None).first()
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
