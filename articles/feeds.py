"""RSS and Atom of an article index."""

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import get_current_timezone, make_aware

from affiliates.disclosing import disclose_each
from articles.body import resolve_together
from articles.models import ArticleIndexPage, ArticlePage
from articles.models.article_page import authors_with_persons, topics_with_names
from pages.models import SiteSettings

LENGTH = 20


class RssFeed(Feed):
    """The newest articles with standfirst, author and the exercises in short."""

    path = "feed/"

    def __init__(self, index: ArticleIndexPage) -> None:
        self.index = index
        self.descriptions: dict[int, str] = {}

    def get_object(self, request: HttpRequest) -> HttpRequest:
        """Feeds are asked through the index page; the request builds the addresses."""
        return request

    def title(self, request: HttpRequest) -> str:
        """The site's name."""
        return SiteSettings.for_request(request).name

    def description(self, request: HttpRequest) -> str:
        """The site's strapline."""
        return SiteSettings.for_request(request).strapline or self.index.title

    subtitle = description

    def link(self, request: HttpRequest) -> str:
        """The index."""
        return self.index.get_full_url(request)

    def feed_url(self, request: HttpRequest) -> str:
        """The feed's own address on the site's host, whatever host it was asked with."""
        return f"{self.index.get_full_url(request)}{self.path}"

    def items(self, request: HttpRequest) -> list[ArticlePage]:
        """The same articles as the index shows."""
        articles = self.index.get_articles().prefetch_related(authors_with_persons(), topics_with_names())
        found = list(articles[:LENGTH])
        resolve_together([article.content for article in found])
        self.descriptions = _descriptions(found, request)
        return found

    def item_title(self, item: ArticlePage) -> str:
        """The title."""
        return item.title

    def item_description(self, item: ArticlePage) -> str:
        """Standfirst, what is needed and a numbered list of the exercises, from the page's own records."""
        return self.descriptions[item.pk]

    def item_link(self, item: ArticlePage) -> str:
        """The article."""
        return item.get_full_url()

    def item_author_name(self, item: ArticlePage) -> str:
        """The authors with credentials."""
        return ", ".join(link.person.name_with_credentials for link in item.authors.all())

    def item_pubdate(self, item: ArticlePage) -> datetime:
        """The published date."""
        return _midnight(item.published_on)

    def item_updateddate(self, item: ArticlePage) -> datetime:
        """The updated date, else the published one."""
        return _midnight(item.updated_on or item.published_on)

    def item_categories(self, item: ArticlePage) -> list[str]:
        """The topics."""
        return [link.topic.name for link in item.topics.all()]


class AtomFeed(RssFeed):
    """The same as Atom 1.0."""

    feed_type = Atom1Feed
    path = "feed/atom/"


def _descriptions(articles: list[ArticlePage], request: HttpRequest) -> dict[int, str]:
    """By key. Paid links are disclosed in each, since feed readers show them one by one."""
    texts = [
        render_to_string(
            "articles/_feed_item.html",
            {"page": article, "needed": article.content.needed, "exercises": article.content.exercises},
        )
        for article in articles
    ]
    return dict(zip([article.pk for article in articles], disclose_each(texts, request, "feed"), strict=True))


def _midnight(day: Any) -> datetime:
    return make_aware(datetime.combine(day, time.min), get_current_timezone())
