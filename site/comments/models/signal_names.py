"""The signals by name: what a filter looks at in a comment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignalName(models.TextChoices):
    """One for each function of `comments.signals`, and Akismet."""

    AKISMET = "akismet", _("Akismet")
    BLOCKED = "blocked", _("Blocked word or sender")
    HONEYPOT = "honeypot", _("Hidden field filled in")
    LEARNED = "learned", _("Learned from decisions")
    LINKS = "links", _("Links")
    PACE = "pace", _("Written very fast")
    RATE = "rate", _("Many from one sender")
    REPEATS = "repeats", _("Same text elsewhere")
