"""A mail that is due: written down together with what made it due, gone once it is sent."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class LetterQuerySet(models.QuerySet):
    """Named queries."""

    def due(self, now: datetime | None = None) -> "LetterQuerySet":
        """What is to be sent by now, oldest first."""
        return self.filter(next_at__lte=now or timezone.now()).order_by("next_at", "pk")


class Letter(models.Model):
    """One mail to one person; what it says is written when it is sent, from what is true then.

    To a reader about a `comment`, or to the moderator `user`, about one `comment` or about all that
    waits. `key` is the same for what must not be mailed twice. `next_at` is when to send it (again):
    whoever sends it moves that on first, so that nobody else does (see comments.mail.delivery).
    """

    class Kind(models.TextChoices):
        """What it is about; each is a module of comments.mail."""

        CONFIRMATION = "confirm", _("Confirmation of an address")
        REPLY = "reply", _("News of a reply")
        NOTICE = "notice", _("A comment that waits")
        DIGEST = "digest", _("All comments that wait")

    LEASE = timedelta(minutes=10)

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=60, unique=True)
    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), null=True, on_delete=models.CASCADE, related_name="letters"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("to"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(_("due since"), default=timezone.now)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key} ({self.pk})"

    def claim(self, now: datetime | None = None) -> bool:
        """Take it in hand for ten minutes; False where somebody else has it, or has sent it.

        If this process dies with it in hand, it comes up again after that time.
        """
        until = (now or timezone.now()) + self.LEASE
        mine = Letter.objects.filter(pk=self.pk, next_at=self.next_at)
        if not mine.update(next_at=until, attempts=models.F("attempts") + 1):
            return False
        self.next_at, self.attempts = until, self.attempts + 1
        return True

    def put_back(self, at: datetime) -> None:
        """Try again at `at`."""
        Letter.objects.filter(pk=self.pk).update(next_at=at)

    def wait(self, at: datetime) -> None:
        """Look again at `at`; that it could not be written yet was no attempt to send it."""
        Letter.objects.filter(pk=self.pk).update(next_at=at, attempts=models.F("attempts") - 1)
