"""What an article's page shows besides the article's own fields, in a constant number of queries."""

from typing import Any

from django.http import HttpRequest

from articles.models.article_page import ArticlePage
from pages.models import SiteSettings
from pages.pictures import prefetch

RELATED = 3


def article_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Keys: content, exercises, video, needed, chapters, people, reviewer, disclaimer, related."""
    content = page.content
    prefetch([page.lead_image, *(person.portrait for person in page.people), *_body_pictures(content)])
    reviewer = page.reviewed_by if page.reviewed_by and page.reviewed_by.live else None
    return {
        "content": content,
        "exercises": content.exercises,
        "video": content.video,
        "needed": content.needed,
        "chapters": content.chapters,
        "people": page.people,
        "reviewer": reviewer,
        "disclaimer": page.disclaimer or SiteSettings.for_request(request).disclaimer,
        "related": related_articles(page),
    }


def related_articles(page: ArticlePage) -> list[ArticlePage]:
    """Up to three other articles, those of the same topic first, newest first."""
    siblings = ArticlePage.objects.sibling_of(page, inclusive=False).live().public().in_listing_order()
    topic = page.main_topic
    same = list(siblings.filter(topics__topic=topic).for_cards()[:RELATED]) if topic else []
    if len(same) == RELATED:
        return same
    others = siblings.exclude(pk__in=[article.pk for article in same])
    return same + list(others.for_cards()[: RELATED - len(same)])


def _body_pictures(content: Any) -> list[Any]:
    pictures = [block.value["picture"] for block in content.stream if block.block_type == "picture"]
    return [picture for picture in [*pictures, content.video and content.video.get("poster")] if picture]
