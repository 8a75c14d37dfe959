"""Mail to moderators by the clock: who is due for a notice or a digest.

A notice is noted for each comment and each moderator who wants it at once, and a comment counts as told
when there is a letter or a mailed link for it. In a flood, one digest takes the place of many notices.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from comments.mail.moderators import SETTLING_IN, How, moderators, ready_to_read, without_verdict
from comments.mail.occasions import letter_for, put
from comments.models import Letter, MailedLink, MailPreference

MOST_AN_HOUR = 20
HOUR = timedelta(hours=1)
# An hourly job that is a little late today should not be a whole hour late tomorrow.
DAY = timedelta(hours=23, minutes=30)
# What waits longer without having been told is old news: the preference is new, or nobody was there.
RECENT = timedelta(days=7)
KEPT = timedelta(days=30)


def notify(now: datetime | None = None) -> None:
    """The job of each minute: what has come in, for those who want to know at once."""
    now = now or timezone.now()
    for person in moderators().filter(comment_mail__how=How.INSTANT).select_related("comment_mail"):
        _notify(person, now)


def send_digests(now: datetime | None = None) -> None:
    """The job of each hour: a digest for everybody whose last one is a day old, if something waits."""
    now = now or timezone.now()
    if not ready_to_read(now).exists():
        return
    people = moderators()
    MailPreference.objects.bulk_create(
        [MailPreference(user=person) for person in people.filter(comment_mail=None)], ignore_conflicts=True
    )
    for person in people.filter(comment_mail__how=How.DIGEST):
        _send_digest(person, now - DAY, now)


def forget_links(now: datetime | None = None) -> None:
    """Delete mailed links that ended long ago."""
    MailedLink.objects.filter(created_at__lt=(now or timezone.now()) - KEPT).delete()


@transaction.atomic
def _notify(person: Any, now: datetime) -> None:
    untold = _untold(person, now)
    found = list(untold.order_by("pk")[: MOST_AN_HOUR + 1])
    if found and _told_lately(person, now) + len(found) > MOST_AN_HOUR:
        if _send_digest(person, now - HOUR, now):
            MailPreference.objects.filter(pk=person.pk).update(since=_all_told_before(now))
        return
    put([letter_for(Letter.Kind.NOTICE, comment, person) for comment in found])


def _untold(person: Any, now: datetime) -> Any:
    since = max(person.comment_mail.since or now - RECENT, now - RECENT)
    told = Exists(MailedLink.objects.filter(comment=OuterRef("pk"), user=person))
    noted = Exists(Letter.objects.filter(comment=OuterRef("pk"), user=person))
    return ready_to_read(now).filter(~told, ~noted, created_at__gte=since)


def _told_lately(person: Any, now: datetime) -> int:
    links = MailedLink.objects.filter(user=person, created_at__gt=now - HOUR)
    return links.values("comment").distinct().count() + Letter.objects.filter(user=person).count()


def _all_told_before(now: datetime) -> datetime:
    """A digest tells of everything that waits, except what still had no verdict."""
    oldest = without_verdict(now).order_by("created_at").values_list("created_at", flat=True).first()
    return min(oldest or now, now - SETTLING_IN)


@transaction.atomic
def _send_digest(person: Any, last_before: datetime, now: datetime) -> bool:
    """Note a digest unless one was noted after `last_before`; of two processes, only one does."""
    due = Q(digest_at=None) | Q(digest_at__lte=last_before)
    if not MailPreference.objects.filter(due, pk=person.pk).update(digest_at=now):
        return False
    put([letter_for(Letter.Kind.DIGEST, user=person)])
    return True
