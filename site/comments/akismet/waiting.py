"""Whether Akismet still owes an answer, and how often and how soon it is asked again."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from comments.akismet.trouble import Trouble
from comments.models import Comment, SpamCheck

# Longer than a call can take: only a worker that died has not reported by then.
LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
# 1, 2, 4 … 256 minutes and then every six hours: about three days.
MAX_ATTEMPTS = 20
PAUSE = timedelta(minutes=1)
PAUSED = "comments.akismet.paused"


def awaits_answer(comment: Comment) -> bool:
    """Whether Akismet is to judge `comment` and has not yet, or never could; then a person has to."""
    return SpamCheck.objects.filter(comment=comment, asked_at=None).exists()


def claim(key: int, now: datetime) -> SpamCheck | None:
    """The check of the comment `key` if it is due, taken for LEASE; of two workers only one gets it."""
    until = now + LEASE
    if not SpamCheck.objects.filter(pk=key, next_at__lte=now).update(next_at=until):
        return None
    return SpamCheck.objects.select_related("comment__page").filter(pk=key, next_at=until).first()


def close(check: SpamCheck, **values: object) -> bool:
    """Store `values` for a claimed check; False where it was changed meanwhile, which then counts."""
    return bool(SpamCheck.objects.filter(pk=check.pk, next_at=check.next_at).update(**values))


def drop(check: SpamCheck) -> None:
    """Forget a claimed check: Akismet has been switched off for its site."""
    SpamCheck.objects.filter(pk=check.pk, next_at=check.next_at).delete()


def try_later(check: SpamCheck, trouble: Trouble, now: datetime) -> None:
    """Keep why there was no answer, and ask again after a while that doubles; not for ever."""
    attempts = check.attempts + 1
    wait = min(FIRST_WAIT * 2 ** min(check.attempts, 20), LONGEST_WAIT)
    again_at = now + max(wait, trouble.wait) if attempts < MAX_ATTEMPTS else None
    close(check, attempts=attempts, problem=str(trouble), next_at=again_at)


def pause(trouble: Trouble) -> None:
    """Ask nothing for a minute, or as long as Akismet wants: no other task shall wait behind time-outs."""
    cache.set(PAUSED, str(trouble), max(PAUSE, trouble.wait).total_seconds())


def is_paused() -> bool:
    """Whether this process has heard of trouble a short while ago."""
    return cache.get(PAUSED) is not None


def due(now: datetime | None = None) -> list[int]:
    """The comments that Akismet is to hear about now, those that have waited longest first."""
    overdue = SpamCheck.objects.filter(next_at__lte=now or timezone.now()).order_by("next_at")
    return list(overdue.values_list("pk", flat=True)[:100])
