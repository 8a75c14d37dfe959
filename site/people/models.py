"""A page for each person, and the page that lists them."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from pages.models import BasePage
from pages.pictures import prefetch
from pages.readers import open_to_readers
from pages.structured_data import absolute, without_empty


class PeopleIndexPage(BasePage):
    """Everyone who writes or reviews here."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["people.PersonPage"]
    max_count_per_parent = 1
    template = "people/people_index_page.html"
    summary_field = "introduction"

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("people index")

    def get_people(self) -> QuerySet["PersonPage"]:
        """The people a reader may see, by name."""
        people = open_to_readers(PersonPage.objects.child_of(self))
        return people.select_related("portrait").order_by("title")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Adds `people`, their portraits loaded."""
        people = list(self.get_people())
        prefetch(person.portrait for person in people)
        return {**super().get_context(request, *args, **kwargs), "people": people}


class PersonPage(BasePage):
    """A person; the page's title is the name. `account` ties a signed-in user to the person."""

    parent_page_types = ["people.PeopleIndexPage"]
    subpage_types: list[str] = []
    template = "people/person_page.html"
    summary_field = "summary"

    credentials = models.CharField(
        _("credentials"), max_length=80, blank=True, help_text=_("Such as “PT, DPT”.")
    )
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("Such as “sports physical therapist”.")
    )
    summary = models.TextField(
        _("summary"), max_length=300, blank=True, help_text=_("One sentence for the author box.")
    )
    biography = RichTextField(
        _("biography"), blank=True, features=["bold", "italic", "link", "paid-link", "ol", "ul"]
    )
    portrait = models.ForeignKey(
        "pages.SiteImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    portrait_alt = models.CharField(_("alternative text"), max_length=200, blank=True)
    portrait_decorative = models.BooleanField(_("portrait is decorative"), default=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("The sign-in of this person, where there is one."),
    )  # fmt: skip

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("credentials"), FieldPanel("role")]),
        FieldPanel("summary"),
        FieldPanel("biography"),
        MultiFieldPanel(
            [FieldPanel("portrait"), FieldPanel("portrait_alt"), FieldPanel("portrait_decorative")],
            heading=_("Portrait"),
        ),
        InlinePanel("links", heading=_("Elsewhere"), label=_("link")),
    ]
    settings_panels = [*BasePage.settings_panels, FieldPanel("account")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("role"),
        index.SearchField("summary"),
        index.SearchField("biography"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    @cached_property
    def name_with_credentials(self) -> str:
        """ "Alex Sample, PT, DPT"."""
        return ", ".join(part for part in (self.title, self.credentials) if part)

    @cached_property
    def initials(self) -> str:
        """Up to two letters for the place of a missing portrait."""
        words = self.title.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    def clean(self) -> None:
        """A portrait needs alternative text unless it is decorative (WCAG 2.2, 1.1.1)."""
        super().clean()
        is_described = bool(self.portrait_alt or self.portrait_decorative or self.is_deferred_validation)
        if self.portrait_id and not is_described:
            raise ValidationError({"portrait_alt": _("Describe the portrait, or mark it as decorative.")})

    def is_author(self, user: Any) -> bool:
        """The person's own account writes as the person."""
        return self.account_id is not None and self.account_id == user.pk

    def get_social_image(self) -> Any:
        """The portrait."""
        return self.portrait

    def get_og_type(self) -> str:
        """People are profiles."""
        return "profile"

    def as_schema(self, request: HttpRequest | None) -> dict:
        """This person as a schema.org Person, to be named in other objects too."""
        return without_empty(
            {
                "@type": "Person",
                "@id": f"{self.get_full_url(request)}#person",
                "name": self.title,
                "honorificSuffix": self.credentials,
                "jobTitle": self.role,
                "description": self.summary,
                "url": self.get_full_url(request),
            }
        )

    def get_structured_data(self, request: HttpRequest) -> list[dict]:
        """A ProfilePage about the person, instead of a plain WebPage."""
        person = self.as_schema(request)
        person["sameAs"] = [link.address for link in self.links.all()]
        if self.portrait:
            person["image"] = absolute(request, self.portrait.file.url)
        _, breadcrumbs = super().get_structured_data(request)
        url = self.get_full_url(request)
        profile = {"@type": "ProfilePage", "@id": url, "url": url, "mainEntity": without_empty(person)}
        return [profile, breadcrumbs]


class PersonLink(Orderable):
    """A profile of the person elsewhere."""

    person = ParentalKey(PersonPage, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    address = models.URLField(_("address"))

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("address")])]

    def __str__(self) -> str:
        return self.label
