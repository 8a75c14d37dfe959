"""The list of articles: newest first, by topic, with feeds."""

from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from articles.models.article_page import ArticlePage, ArticleQuerySet
from articles.models.topic import Topic
from comments.counting import with_comment_counts
from pages.listing import Option, address, page_of
from pages.models import BasePage
from pages.readers import open_to_readers
from pages.structured_data import without_empty


class ArticleIndexPage(RoutablePageMixin, BasePage):
    """All articles; ?topic= narrows, ?page= turns, feed/ and feed/atom/ are the feeds."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.ArticlePage"]
    max_count_per_parent = 1
    template = "articles/article_index_page.html"
    summary_field = "introduction"
    per_page = 12

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    # The topic that a reader chose, while one page is served.
    topic: Topic | None = None

    class Meta:
        verbose_name = _("article index")

    def get_articles(self) -> ArticleQuerySet:
        """The articles a reader may open, newest first: the one query behind list, topics and feeds."""
        return open_to_readers(ArticlePage.objects.child_of(self)).in_listing_order()

    def get_topics(self) -> QuerySet[Topic]:
        """Topics that have an article to read, with `article_count`."""
        visible = Q(articles__page__in=self.get_articles().order_by().values("pk"))
        return Topic.objects.annotate(article_count=Count("articles", filter=visible)).filter(
            article_count__gt=0
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Adds `articles` (one page), `topics` as options, the chosen `topic` and the `query` to keep."""
        topics = list(self.get_topics())
        topic = self.topic = _chosen(topics, request.GET.get("topic", ""))
        articles = self.get_articles()
        if topic:
            articles = articles.filter(topics__topic=topic)
        shown = page_of(articles.for_cards(), request.GET, self.per_page)
        with_comment_counts(list(shown))
        chosen = {"topic": topic.slug} if topic else {}
        return {
            **super().get_context(request, *args, **kwargs),
            "articles": shown,
            "topic": topic,
            "topics": [
                Option(one.name, one.article_count, address({"topic": one.slug}), one == topic)
                for one in topics
            ],
            "query": address(chosen).rstrip("?"),
            "canonical_query": address(chosen, page=_turned(shown)).rstrip("?"),
        }

    def get_route_paths(self) -> list[str]:
        """The feeds' old addresses lead on, too."""
        return [*super().get_route_paths(), "/feed/", "/feed/atom/"]

    def get_structured_data(self, request: HttpRequest) -> list[dict]:
        """Of a topic's page the topic: its name, description and address."""
        page, trail = super().get_structured_data(request)
        if not self.topic:
            return [page, trail]
        url = self.get_full_url(request) + address({"topic": self.topic.slug})
        about = {"@id": url, "url": url, "name": self.topic.name, "description": self.topic.description}
        steps = trail["itemListElement"]
        step = {"@type": "ListItem", "position": len(steps) + 1, "name": self.topic.name, "item": url}
        return [without_empty({**page, **about}), {**trail, "itemListElement": [*steps, step]}]

    @path("feed/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        """RSS 2.0."""
        from articles.feeds import RssFeed

        return RssFeed(self)(request)

    @path("feed/atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """Atom 1.0."""
        from articles.feeds import AtomFeed

        return AtomFeed(self)(request)


def _turned(shown: Any) -> str:
    """The number of a page as the address says it; the first is not said."""
    return str(shown.number) if shown.number > 1 else ""


def _chosen(topics: list[Topic], slug: str) -> Topic | None:
    if not slug:
        return None
    for topic in topics:
        if topic.slug == slug:
            return topic
    raise Http404(_("There is no such topic."))
