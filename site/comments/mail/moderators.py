"""Who hears of comments that wait, and of which comments."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from comments.desk.rights import may_moderate
from comments.models import Comment, MailPreference, SpamCheck

How = MailPreference.How

# Akismet answers within seconds; when it does not for so long, moderators hear of the comment anyway.
PATIENCE = timedelta(hours=1)
SETTLING_IN = timedelta(minutes=1)


def moderators() -> QuerySet[Any]:
    """The active people with the right and an address; owners, who have every right, if they chose mail."""
    right = Q(permissions__codename="moderate_comment", permissions__content_type__app_label="comments")
    in_group = get_user_model().groups.through.objects.filter(
        group__in=_groups().filter(right).values("pk"), user=OuterRef("pk")
    )
    own = Q(
        user_permissions__codename="moderate_comment", user_permissions__content_type__app_label="comments"
    )
    allowed = Q(Exists(in_group), is_superuser=False) | Q(own, is_superuser=False)
    owners = Q(is_superuser=True, comment_mail__isnull=False)
    people = get_user_model()._default_manager.filter(allowed | owners, is_active=True)
    return people.exclude(email="").distinct().order_by("pk")


def how_of(user: Any) -> MailPreference.How:
    """How `user` wants to hear; without a choice by the digest, owners not at all."""
    chosen = MailPreference.objects.filter(pk=user.pk).first()
    if chosen:
        return How(chosen.how)
    return How.NEVER if user.is_superuser else How.DIGEST


def may_be_told(user: Any) -> bool:
    """Whether mail about comments may still go to `user`: the right may have been taken away since."""
    return bool(user and user.is_active and user.email and may_moderate(user))


def ready_to_read(now: datetime | None = None) -> QuerySet[Comment]:
    """What waits for a moderator and has its verdict: nothing that Akismet may yet call spam."""
    now = now or timezone.now()
    settled = Comment.objects.waiting().filter(created_at__lte=now - SETTLING_IN)
    return settled.exclude(_has_no_verdict(now))


def without_verdict(now: datetime | None = None) -> QuerySet[Comment]:
    """What Akismet is being asked about."""
    return Comment.objects.waiting().filter(_has_no_verdict(now or timezone.now()))


def _has_no_verdict(now: datetime) -> Q:
    """A check with a problem is no reason to wait: then a person has to look."""
    asking = SpamCheck.objects.filter(
        comment=OuterRef("pk"), asked_at=None, next_at__isnull=False, problem=""
    )
    return Q(Exists(asking), created_at__gt=now - PATIENCE)


def _groups() -> QuerySet[Any]:
    return get_user_model().groups.rel.model._default_manager.all()
