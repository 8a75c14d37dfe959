"""The list of articles: newest first, by topic, with feeds."""

from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from articles.models.article_page import ArticlePage, ArticleQuerySet
from articles.models.topic import Topic
from pages.listing import address
from pages.models import BasePage
from pages.readers import open_to_readers
from pages.structured_data import without_empty


class ArticleIndexPage(RoutablePageMixin, BasePage):
    """All articles; ?topic=, ?have= and ?minutes= narrow, ?page= turns; feed/ and feed/atom/ are feeds."""

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

    def get_topics(self, among: ArticleQuerySet | None = None) -> QuerySet[Topic]:
        """Topics that have an article to read, or one of `among`, with `article_count`."""
        articles = self.get_articles() if among is None else among
        visible = Q(articles__page__in=articles.order_by().values("pk"))
        return Topic.objects.annotate(article_count=Count("articles", filter=visible)).filter(
            article_count__gt=0
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Adds `listing` (see articles.listing.Listing), its `topic`, and what of the query is canonical."""
        from articles.listing import list_articles

        listing = list_articles(self, request.GET)
        self.topic = listing.topic
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "topic": listing.topic,
            "canonical_query": listing.canonical_query,
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
