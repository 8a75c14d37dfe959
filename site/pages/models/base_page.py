"""The abstract page that all page types of the site build on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Revision

from pages.forms import BasePageCopyForm, BasePageForm
from pages.publishing import PublishRefused, problems_of, report_refused_schedule
from pages.slugs import check_slug
from pages.structured_data import breadcrumb_list, web_page


class BasePage(Page):
    """A page that checks itself before it goes live and can describe itself to machines.

    `summary_field` names the field that says in a sentence or two what a page is about. Apps above
    override `is_author`, `get_social_image` and `get_structured_data`; the base answers suit any page.
    """

    base_form_class = BasePageForm
    copy_form_class = BasePageCopyForm
    # While a draft is checked; `clean` of page types then leaves out what only readers would miss.
    is_deferred_validation = False
    show_in_menus_default = False
    summary_field = ""
    # Foreign keys that are fetched together with a page that a reader asked for.
    served_with: tuple[str, ...] = ()
    # How the path of a reference to such a page ends that puts its content on the page it comes from.
    shown_through: tuple[str, ...] = ()
    # Set where the page was found by its address; then no restriction has to be looked for.
    is_known_to_be_public = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse slugs that our own addresses use (feed, page, print, follow)."""
        super().clean()
        try:
            check_slug(self.slug, self.depth - 1 if self.depth else None)
        except ValidationError as error:
            raise ValidationError({"slug": error}) from None

    def prepare_to_publish(self, revision: Revision) -> None:
        """Check `revision` and complete its content before it is published or scheduled.

        Raises `PublishRefused` with one message for each problem.
        """
        candidate = revision.as_object()
        if problems := problems_of(candidate):
            raise PublishRefused(candidate, problems)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule `revision`, unless its content is incomplete.

        Wagtail checks content in the editor's form only; bulk actions, workflows, schedules and
        code come here (the form's own button goes by pages.wagtail_hooks). Raises `PublishRefused`;
        a schedule that has come due has nobody to tell, so there the refusal goes to the page's
        history instead and the next page of the schedule follows.
        """
        try:
            self.prepare_to_publish(revision)
        except PublishRefused as refused:
            if kwargs.get("log_action") != "wagtail.publish.scheduled":
                raise
            return report_refused_schedule(refused, revision)
        return super().publish(revision, *args, **kwargs)

    @property
    def description(self) -> str:
        """One or two sentences for search engines and shared links: typed for them, else the page's own."""
        return self.search_description or (getattr(self, self.summary_field) if self.summary_field else "")

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail's, without a query where `pages.routing` has seen that there are none."""
        if self.is_known_to_be_public:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def is_author(self, user: Any) -> bool:
        """Whether the signed-in `user` wrote this page; no page type here has authors."""
        return False

    def get_social_image(self) -> Any:
        """The `SiteImage` for Open Graph and structured data, or None."""
        return None

    def get_structured_data(self, request: HttpRequest) -> list[dict]:
        """JSON-LD objects for what this page visibly shows (schema.org, one dict an object)."""
        return [web_page(self, request), breadcrumb_list(self, request)]

    def get_og_type(self) -> str:
        """The Open Graph type of the page."""
        return "website"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """This page's own entry; its change date is the last time it was published."""
        return [{"location": self.get_full_url(request), "lastmod": self.last_published_at}]
