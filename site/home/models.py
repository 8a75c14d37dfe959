"""The home page."""

from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from articles.models import ArticleIndexPage, ArticlePage
from articles.models.article_page import topics_with_names
from comments.counting import with_comment_counts
from exercises.library import pictures_of_cards
from exercises.models import ExerciseIndexPage, ExercisePage
from pages.models import BasePage
from pages.readers import open_to_readers
from pages.routing import page_below

LATEST, SAMPLED = 6, 4


class HomePage(BasePage):
    """A lead article, the latest, the topics, a few exercises and what we promise."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "articles.ArticleIndexPage",
        "exercises.ExerciseIndexPage",
        "people.PeopleIndexPage",
        "pages.StandardPage",
    ]
    max_count = 1
    template = "home/home_page.html"

    lead_article = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("lead article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty for the newest."),
    )
    promise_heading = models.CharField(_("promise: heading"), max_length=120, blank=True)
    promise_text = RichTextField(
        _("promise: text"), blank=True, features=["bold", "italic", "link", "paid-link"]
    )

    content_panels = [
        *BasePage.content_panels,
        PageChooserPanel("lead_article"),
        MultiFieldPanel(
            [FieldPanel("promise_heading"), FieldPanel("promise_text")], heading=_("What we promise")
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("promise_text")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail's answer, found with fewer questions (see pages.routing)."""
        found = page_below(self, path_components) if path_components else None
        if found is None:
            return super().route(request, path_components)
        page, rest = found
        return page.route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Adds `lead`, `latest`, `topics`, `exercises` and the two index pages."""
        articles_index = open_to_readers(ArticleIndexPage.objects.child_of(self)).first()
        library = open_to_readers(ExerciseIndexPage.objects.child_of(self)).first()
        articles = self._articles(articles_index)
        return {
            **super().get_context(request, *args, **kwargs),
            "lead": articles[0] if articles else None,
            "latest": articles[1:],
            "topics": articles_index.get_topics() if articles_index else [],
            "articles_index": articles_index,
            "library": library,
            "exercises": self._exercises(library),
        }

    def get_structured_data(self, request: HttpRequest) -> list[dict]:
        """The site itself and where it can be searched."""
        url = self.get_full_url(request)
        return [{"@type": "WebSite", "@id": url, "url": url, "name": self.title}]

    def _articles(self, articles_index: Page | None) -> list[ArticlePage]:
        if articles_index is None:
            return []
        chosen = ExpressionWrapper(Q(pk=self.lead_article_id), models.BooleanField())
        articles = articles_index.get_articles().order_by(chosen.desc(), *ArticlePage.LISTING_ORDER)
        found = with_comment_counts(list(articles.for_cards()[: LATEST + 1]))
        prefetch_related_objects(found[:1], topics_with_names())
        return found

    def _exercises(self, library: Page | None) -> list[ExercisePage]:
        if library is None:
            return []
        entries = open_to_readers(ExercisePage.objects.child_of(library))
        newest = entries.order_by("-first_published_at", "pk")
        return list(newest.prefetch_related(*pictures_of_cards())[:SAMPLED])
