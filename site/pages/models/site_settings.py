"""What the owner sets once for the whole site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """Name, wording and navigation of one site."""

    select_related = ["logo", "disclaimer", "privacy_page"]

    name = models.CharField(_("name"), max_length=60, default="Plumbline")
    strapline = models.CharField(_("strapline"), max_length=200, blank=True)
    logo = models.ForeignKey(
        "pages.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown beside the name instead of the plumb line."),
    )
    footer_text = models.TextField(_("footer text"), blank=True, help_text=_("Two or three sentences."))
    disclaimer = models.ForeignKey(
        "pages.Disclaimer", verbose_name=_("disclaimer"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("Shown under every article that does not choose its own."),
    )  # fmt: skip
    comments_open = models.BooleanField(
        _("comments are open"), default=True, help_text=_("A page can have a rule of its own.")
    )
    comments_close_after = models.PositiveSmallIntegerField(
        _("comments close after (days)"), null=True, blank=True, help_text=_("Empty keeps them open.")
    )
    comment_invitation = models.TextField(
        _("comment invitation"),
        blank=True,
        help_text=_("Shown above the reply form while comments are open."),
    )
    comment_policy = models.TextField(
        _("comment policy"),
        blank=True,
        help_text=_("Shown beside the form: what is welcome, who reads it first."),
    )

    privacy_page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("privacy page"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("What happens to a reader’s data. The comment form leads there."),
    )  # fmt: skip

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("strapline"), FieldPanel("logo")],
            heading=_("Who we are"),
        ),
        InlinePanel("navigation", heading=_("Navigation"), label=_("link")),
        InlinePanel("social_profiles", heading=_("Social profiles"), label=_("profile")),
        MultiFieldPanel([FieldPanel("disclaimer"), FieldPanel("footer_text")], heading=_("Wording")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("comments_open"), FieldPanel("comments_close_after")]),
                FieldPanel("comment_invitation"),
                FieldPanel("comment_policy"),
                FieldPanel("privacy_page"),
            ],
            heading=_("Comments"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

    def __str__(self) -> str:
        return self.name


class NavigationItem(Orderable):
    """One link of the header or footer: to a page of ours or any address."""

    class Menu(models.TextChoices):
        """Where a link stands."""

        HEADER = "header", _("Header")
        FOOTER_READ = "footer-read", _("Footer: read")
        FOOTER_ABOUT = "footer-about", _("Footer: about")

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="navigation")
    menu = models.CharField(_("menu"), max_length=20, choices=Menu.choices, default=Menu.HEADER)
    label = models.CharField(_("label"), max_length=40)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    address = models.CharField(_("or an address"), max_length=300, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("menu"), FieldPanel("label")]),
        FieldPanel("page"),
        FieldPanel("address"),
    ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """A link leads to exactly one place."""
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"page": _("Choose a page or type an address, one of the two.")})
        leads_somewhere = self.address.startswith(("/", "https://", "http://", "mailto:"))
        if self.address and (not leads_somewhere or self.address.startswith("//")):
            raise ValidationError({"address": _("Start with / for a place on this site, or with https://.")})

    @property
    def href(self) -> str:
        """Where the link leads; "" for a page that readers cannot open."""
        if self.page:
            return self.page.url or "" if self.page.live else ""
        return self.address


class SocialProfile(Orderable):
    """A profile of the site elsewhere; also said in structured data (sameAs)."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="social_profiles")
    label = models.CharField(_("name"), max_length=40)
    address = models.URLField(_("address"))

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("address")])]

    def __str__(self) -> str:
        return self.label
