"""The article: what an editor writes and a reader gets."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager, Revision
from wagtail.query import PageQuerySet
from wagtail.search import index

from articles.blocks import ArticleBodyBlock, new_article_body
from articles.body import Body, resolve_together
from comments.models import Step, TakesComments
from exercises.models import Followed
from exercises.records import Exercise
from exercises.resolve import keep_library_text
from pages.models import BasePage
from pages.pictures import prefetch


class ArticleQuerySet(PageQuerySet):
    """Named queries, so that page, feed and home ask for the same things."""

    def in_listing_order(self) -> "ArticleQuerySet":
        """Newest first, always the same way."""
        return self.order_by(*ArticlePage.LISTING_ORDER)

    def with_lead_image(self) -> "ArticleQuerySet":
        """The articles without their bodies, each with its lead image."""
        return self.defer_streamfields().select_related("lead_image")

    def for_cards(self) -> "ArticleQuerySet":
        """What a card shows."""
        return self.with_lead_image().prefetch_related("lead_image__renditions", authors_with_persons())


def authors_with_persons() -> Prefetch:
    """The authors of some articles and who they are, with one query for all."""
    return Prefetch("authors", ArticleAuthor.objects.select_related("person__portrait"))


def topics_with_names() -> Prefetch:
    """The topics of some articles, with one query for all."""
    return Prefetch("topics", ArticleTopic.objects.select_related("topic"))


class ArticlePage(Followed, BasePage, TakesComments):
    """An article with its people, body and derived figures.

    `exercise_count`, `video_seconds`, `routine_seconds` and `reading_minutes` are counted from
    the body at every save, so that lists need not read bodies; None means "not known". So are
    `needs`, the equipment that lists are filtered by.
    """

    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types: list[str] = []
    template = "articles/article_page.html"
    summary_field = "standfirst"
    commented_since = "published_on"
    served_with = ("lead_image", "reviewed_by", "disclaimer")

    LISTING_ORDER = ("-published_on", "-pk")

    standfirst = models.TextField(
        _("standfirst"), max_length=400, help_text=_("One or two sentences under the title.")
    )
    lead_image = models.ForeignKey(
        "pages.SiteImage", verbose_name=_("lead image"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    lead_image_alt = models.CharField(_("alternative text"), max_length=250, blank=True)
    lead_image_decorative = models.BooleanField(_("lead image is decorative"), default=False)
    published_on = models.DateField(_("published"), default=timezone.localdate, db_index=True)
    updated_on = models.DateField(_("updated"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "people.PersonPage", verbose_name=_("reviewed by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="reviewed_articles",
    )  # fmt: skip
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    tags = ClusterTaggableManager(through="articles.ArticleTag", blank=True, verbose_name=_("tags"))
    body = StreamField(ArticleBodyBlock(), default=new_article_body, verbose_name=_("body"))
    disclaimer = models.ForeignKey(
        "pages.Disclaimer", verbose_name=_("disclaimer"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("Leave empty for the site's own."),
    )  # fmt: skip
    exercise_count = models.PositiveSmallIntegerField(_("exercises"), default=0, editable=False)
    video_seconds = models.PositiveIntegerField(_("video length"), null=True, editable=False)
    routine_seconds = models.PositiveIntegerField(_("routine length"), null=True, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(_("reading time"), default=1, editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("standfirst"),
        InlinePanel("authors", heading=_("Authors"), label=_("author")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("lead_image"),
                FieldRowPanel([FieldPanel("lead_image_alt"), FieldPanel("lead_image_decorative")]),
            ],
            heading=_("Lead image"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("updated_on")]),
                PageChooserPanel("reviewed_by"),
                FieldPanel("reviewed_on"),
            ],
            heading=_("Dates and review"),
        ),
        InlinePanel("topics", heading=_("Topics"), label=_("topic")),
        FieldPanel("tags"),
    ]
    settings_panels = [
        *BasePage.settings_panels,
        MultiFieldPanel([FieldPanel("disclaimer"), FieldPanel("comments")], heading=_("Under the article")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.RelatedFields("authors", [index.RelatedFields("person", [index.SearchField("title")])]),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @cached_property
    def content(self) -> Body:
        """The body as values: its video, exercise lists, exercises; resolved once."""
        return Body(self.body)

    @cached_property
    def main_topic(self) -> Any:
        """The first topic, or None; no query where topics are prefetched."""
        return next((link.topic for link in self.topics.all()), None)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The article, its session and its print sheet."""
        return [*super().preview_modes, ("print", _("Print sheet"))]

    def get_route_paths(self) -> list[str]:
        """The print sheet's old address leads on, too."""
        return [*super().get_route_paths(), "/print/"]

    @property
    def print_url(self) -> str:
        """The address of the print sheet."""
        return f"{self.url or '/'}print/"

    def clean(self) -> None:
        """Pictures are described or decorative; a review has a person and a date."""
        super().clean()
        if not self.is_deferred_validation and (missing := self._what_is_missing()):
            raise ValidationError(missing)

    def _what_is_missing(self) -> dict[str, Any]:
        missing = {}
        if self.lead_image_id and not self.lead_image_alt and not self.lead_image_decorative:
            missing["lead_image_alt"] = _("Describe the picture, or mark it as decorative.")
        if self.reviewed_on and not self.reviewed_by_id:
            missing["reviewed_by"] = _("Who reviewed it on that day?")
        return missing

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count the derived figures anew, and what the exercises need wherever the body is written."""
        from articles.needs import write_needs

        self.__dict__.pop("content", None)
        content = Body(self.body)
        for name, value in content.figures().items():
            setattr(self, name, value)
        fields = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if fields is None or "body" in fields:
                write_needs(self, content)

    def prepare_to_publish(self, revision: Revision) -> None:
        """Besides the checks: keep the text of chosen library exercises as it stands now."""
        super().prepare_to_publish(revision)
        candidate = revision.as_object()
        if keep_library_text(Body(candidate.body).lists):
            revision.content = candidate.serializable_data()
            revision.save(update_fields=["content"])

    def is_author(self, user: Any) -> bool:
        """Whether `user` is the account of one of the authors."""
        prefetch_related_objects([self], authors_with_persons())  # asks nothing where that is done
        return any(link.person.is_author(user) for link in self.authors.all())

    def subjects(self) -> list[str]:
        """The title, the topics and the tags."""
        topics = [link.topic.name for link in self.topics.select_related("topic")]
        return [self.title, *topics, *self.tags.values_list("name", flat=True)]

    @cached_property
    def people(self) -> list[Any]:
        """The authors in order, as live pages only."""
        return [link.person for link in self.authors.all() if link.person.live]

    def commentable_steps(self) -> list[Step]:
        """The exercises of all its lists, where there are more than one."""
        steps = [Step(one.block_id, one.number, one.name, one.anchor) for one in self.content.exercises]
        return [step for step in steps if step.id] if len(steps) > 1 else []

    @classmethod
    def gather_steps(cls, pages: Sequence["ArticlePage"]) -> None:
        """The exercises of several articles, with as many queries as those of one."""
        resolve_together([page.content for page in pages])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Adds what the page shows besides its own fields (see articles.context)."""
        from articles.context import reading_context

        return {**super().get_context(request, *args, **kwargs), **reading_context(self, request)}

    @path("print/", name="print")
    def print_sheet(self, request: HttpRequest) -> HttpResponse:
        """The exercises on one sheet of paper."""
        from articles.context import sheet_context

        context = {**super().get_context(request), **sheet_context(self, request)}
        return TemplateResponse(request, "articles/print_sheet.html", context)

    def followed_exercises(self) -> Sequence[Exercise]:
        """The exercises of all its lists."""
        prefetch(self.content.images)
        return self.content.exercises

    def follow_context(self, request: HttpRequest) -> dict:
        """The video, what is needed, the disclaimer, and articles to read next."""
        from articles.context import session_context

        return session_context(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The article, its session or its print sheet, as it would be published."""
        if mode_name == "print":
            return self.print_sheet(request)
        return super().serve_preview(request, mode_name)

    def get_social_image(self) -> Any:
        """The lead image."""
        return self.lead_image

    def get_og_type(self) -> str:
        """Articles are articles."""
        return "article"

    def get_structured_data(self, request: HttpRequest) -> list[dict]:
        """Article (in a MedicalWebPage where reviewed), video with clips, exercises, breadcrumbs."""
        from articles.structured_data import article_graph

        return [*article_graph(self, request), super().get_structured_data(request)[1]]


class ArticleAuthor(Orderable):
    """An author of an article, in the order of the byline."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        "people.PersonPage", verbose_name=_("person"), on_delete=models.CASCADE, related_name="articles"
    )

    panels = [PageChooserPanel("person")]

    class Meta(Orderable.Meta):
        unique_together = [("page", "person")]

    def __str__(self) -> str:
        return str(self.person)


class ArticleTopic(Orderable):
    """A topic of an article; the first stands above the title."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(
        "articles.Topic", verbose_name=_("topic"), on_delete=models.PROTECT, related_name="articles"
    )

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        unique_together = [("page", "topic")]

    def __str__(self) -> str:
        return str(self.topic)


class ArticleTag(TaggedItemBase):
    """A tag of an article."""

    content_object = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="tagged_items")
