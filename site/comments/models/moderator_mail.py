"""Mail to moderators: who wants it how, and the links in it that decide once."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

MAILED_LINK_LIFE = timedelta(days=7)


class MailPreference(models.Model):
    """How a moderator hears of what waits; without a row, by the daily digest."""

    class How(models.TextChoices):
        """Instantly or once a day."""

        DIGEST = "digest", _("Once a day, all that waits in one mail")
        INSTANT = "instant", _("At once, one mail for each comment")
        NEVER = "never", _("No mail")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, primary_key=True,
        related_name="comment_mail",
    )  # fmt: skip
    how = models.CharField(_("mail about comments"), max_length=8, choices=How.choices, default=How.DIGEST)
    # What was written before has been told together, or before anybody wanted it told at once.
    since = models.DateTimeField(_("one by one since"), null=True, blank=True, editable=False)
    digest_at = models.DateTimeField(_("last digest"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}: {self.get_how_display()}"


class MailedLink(models.Model):
    """A link in a mail to one moderator about one comment; `token_hash` as in comments.tokens."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="+"
    )
    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="mailed_links"
    )
    created_at = models.DateTimeField(_("mailed"), default=timezone.now)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("mailed link")
        verbose_name_plural = _("mailed links")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.comment_id} → {self.user}"
