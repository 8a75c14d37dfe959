"""A comment: who wrote what, where, when, and whether readers see it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

MAX_TEXT = 10_000
EDIT_WINDOW = timedelta(minutes=30)


class State(models.TextChoices):
    """What has been decided. Only approved comments are shown; an erased one loses its words in minutes."""

    PENDING = "pending", _("Waiting")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    ERASED = "erased", _("Erased")


class CommentQuerySet(models.QuerySet):
    """Named queries."""

    def shown(self) -> "CommentQuerySet":
        """What readers see."""
        return self.filter(state=State.APPROVED)

    def waiting(self) -> "CommentQuerySet":
        """What a moderator has to decide."""
        return self.filter(state=State.PENDING)

    def reported(self) -> "CommentQuerySet":
        """What readers have reported and no moderator has decided about since."""
        from comments.models.report import Report

        return self.filter(pk__in=Report.objects.open().values("comment"))


class Comment(models.Model):
    """A reader's comment on a page, plain text.

    `thread` is the first comment of the conversation, empty for that one itself; `depth` counts from
    1 and ends at 3, where replies go on flat. `token_hash` is the SHA-256 of the secret in the writer's
    own address (see comments.tokens). `fingerprint` is the same for the same words however spaced.
    `score` is the sum of the points of its findings. `confirmed_at` is when the link that was mailed
    about this very comment was followed. `learned_as` is "ham", "spam" or "": how its words have been
    counted (see comments.learning). `forgotten_at` is when the address it was sent from, the browser and
    `referrer` were erased (see comments.privacy).
    """

    MAX_DEPTH = 3

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="reader_comments"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("in reply to"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="replies",
    )  # fmt: skip
    thread = models.ForeignKey(
        "self", verbose_name=_("thread"), null=True, blank=True, editable=False, on_delete=models.CASCADE,
        related_name="conversation",
    )  # fmt: skip
    depth = models.PositiveSmallIntegerField(_("depth"), default=1, editable=False)
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"))
    text = models.TextField(_("comment"))
    wants_replies = models.BooleanField(_("told about replies"), default=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    exercise = models.CharField(
        _("about the exercise"),
        max_length=36,
        blank=True,
        help_text=_("The id of a block in the page's list."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    score = models.SmallIntegerField(_("score"), default=0)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    sender_address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    user_agent = models.CharField(_("browser"), max_length=300, blank=True)
    referrer = models.CharField(_("came from"), max_length=500, blank=True)
    confirmed_at = models.DateTimeField(_("mailed link followed"), null=True, blank=True)
    announced_at = models.DateTimeField(_("told to whom it answers"), null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField(_("sender forgotten"), null=True, blank=True, editable=False)
    learned_as = models.CharField(_("learned as"), max_length=4, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        permissions = [("moderate_comment", _("Can moderate comments"))]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="comment_state_is_known"),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=3), name="comment_depth_is_1_to_3"),
            models.CheckConstraint(
                condition=Q(parent=None, thread=None, depth=1)
                | Q(parent__isnull=False, thread__isnull=False, depth__gt=1),
                name="comment_reply_has_a_thread",
            ),
        ]
        indexes = [
            models.Index(fields=["page", "state", "thread", "created_at"], name="comment_page_threads"),
            models.Index(fields=["state", "created_at", "id", "score"], name="comment_desk"),
            models.Index(fields=["state", "score", "id"], name="comment_desk_by_score"),
            models.Index(fields=["fingerprint", "created_at"], name="comment_same_text"),
            models.Index(fields=["email", "created_at"], name="comment_same_sender"),
            models.Index(fields=["sender_address", "created_at"], name="comment_same_address"),
            # For an hourly job that finds next to nothing: see comments.privacy.forgetting.
            models.Index(
                fields=["created_at"], condition=Q(forgotten_at=None), name="comment_sender_to_forget"
            ),
            models.Index(fields=["created_at", "id", "score"], name="comment_desk_all"),
            models.Index(fields=["score", "id"], name="comment_desk_all_by_score"),
            models.Index(fields=["state", "page", "created_at", "id"], name="comment_desk_page"),
            models.Index(fields=["page", "created_at", "id"], name="comment_desk_page_all"),
            models.Index(fields=["state", "email", "created_at", "id"], name="comment_desk_sender"),
            models.Index(fields=["state", "fingerprint", "created_at", "id"], name="comment_desk_text"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"comment-{self.pk}"

    @property
    def state_label(self) -> str:
        """Its state in a word. Quicker than get_state_display, which puts all states into words."""
        return str(State(self.state).label)

    @cached_property
    def pin(self) -> Any:
        """The `Step` of its page that it is about, None where there is none any more (see comments.pins)."""
        from comments.pins import pin

        pin([self])
        return self.__dict__["pin"]

    @property
    def editable_until(self) -> datetime:
        """Until when the writer may change or withdraw it, while nothing is decided."""
        return self.created_at + EDIT_WINDOW
