"""Articles where another app's page shows them."""

from typing import Any

from django import template

from articles.models import ArticlePage

register = template.Library()


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


@register.simple_tag
def watch_url(video: Any, exercise: Any) -> str:
    """Where "watch this step" leads without scripts: the video at the exercise's clip."""
    return video.url_at(exercise.clip.start, exercise.clip.end)
