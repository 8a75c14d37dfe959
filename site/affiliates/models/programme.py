"""A network or shop that pays a commission, and the rules it sets."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from affiliates.forms import ProgrammeForm
from affiliates.matching import Pattern, lines


class AffiliateProgramme(index.Indexed, models.Model):
    """The rules that hold for all links of one programme.

    `hosts` and `parameters` tell its links apart from ordinary ones, one a line: a link is paid if its
    host is one of the hosts or below one, and, where parameters are named, its address has one of them.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    may_redirect = models.BooleanField(
        _("links may go through our own address"), default=False,
        help_text=_("Amazon forbids it: the shop must be visible in the link's address."),
    )  # fmt: skip
    sentence = models.CharField(
        _("sentence it demands"), max_length=300, blank=True,
        help_text=_("Shown with the disclosure: “As an Amazon Associate I earn from qualifying purchases.”"),
    )  # fmt: skip
    label = models.CharField(
        _("label"), max_length=40, default=_("paid link"), help_text=_("Stands in every link, in sight.")
    )
    hosts = models.TextField(_("hosts"), blank=True, help_text=_("One a line, such as amazon.com."))
    parameters = models.TextField(
        _("parameters"),
        blank=True,
        help_text=_("One a line, such as tag. Empty: every link to the hosts is paid."),
    )
    in_print = models.BooleanField(_("links may appear in print"), default=True)
    in_feed = models.BooleanField(_("links may appear in the feed"), default=True)

    base_form_class = ProgrammeForm
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("sentence"),
                FieldPanel("label"),
                FieldPanel("may_redirect"),
                FieldRowPanel([FieldPanel("in_print"), FieldPanel("in_feed")]),
            ],
            heading=_("What it demands"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("hosts"), FieldPanel("parameters")])],
            heading=_("How its links are recognised"),
            help_text=_("Links to these hosts that somebody typed by hand are marked as paid, too."),
        ),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("affiliate programme")
        verbose_name_plural = _("affiliate programmes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def pattern(self) -> Pattern:
        """How its links are recognised, see `affiliates.matching`."""
        return Pattern(self, lines(self.hosts), lines(self.parameters))
