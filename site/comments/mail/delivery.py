"""Sending what is due: each letter once, again later where that failed, never in the way of a request.

A letter is claimed, then written from what is true now, sent, and deleted together with noting
what was told. So none is lost: a process that dies in between leaves a letter that comes up again
after ten minutes. A second copy can only go out where the process or the connection died after the
server had taken the mail and before we knew; both copies then have the same Message-ID.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from comments.mail import confirmation, digest, notice, replies
from comments.mail.sending import MaybeSent, NotSent, Refused, Unreachable, send
from comments.mail.writing import Later, Mail
from comments.models import Letter

logger = logging.getLogger("plumbline.comments")

WRITERS: dict[str, Callable[[Letter], Mail | None]] = {
    Letter.Kind.CONFIRMATION: confirmation.write,
    Letter.Kind.REPLY: replies.write,
    Letter.Kind.NOTICE: notice.write,
    Letter.Kind.DIGEST: digest.write,
}
# Minutes after the first, second … failure; then every six hours, for five days in all.
PAUSES = (1, 5, 15, 60)
LONG_PAUSE = timedelta(hours=6)
GIVE_UP = timedelta(days=5)
# Pictures and spam checks wait in the same queue. So a run ends after a while, and a mail server that does
# not answer is left alone for a while, however many posts ask to hurry.
LONGEST_RUN = 60.0
PAUSE = timedelta(seconds=50)
PAUSED = "comments.mail.paused_until"


@task(backend="background")
def deliver_letters() -> int:
    """Send what is due, for a minute at most; returns how many letters were dealt with."""
    started, done = time.monotonic(), 0
    if _is_paused():
        return 0
    for letter in Letter.objects.due()[:500]:
        if time.monotonic() - started > LONGEST_RUN:
            break
        if not letter.claim():
            continue
        try:
            _deliver(letter)
        except Unreachable:
            _pause()
            break
        except Exception:
            logger.exception("Letter %d (%s) could not be written", letter.pk, letter.kind)
            _put_back(letter, "")
        done += 1
    return done


def _pause() -> None:
    cache.set(PAUSED, timezone.now() + PAUSE, PAUSE.total_seconds())


def _is_paused() -> bool:
    """Whether this process has met a mail server that does not answer a short while ago."""
    until = cache.get(PAUSED)
    return until is not None and timezone.now() < until


def _deliver(letter: Letter) -> None:
    try:
        mail = WRITERS[letter.kind](letter)
    except Later as later:
        return letter.wait(later.at)
    if mail is None:
        letter.delete()
        return None
    return _send(letter, mail)


def _send(letter: Letter, mail: Mail) -> None:
    try:
        send(mail.message)
    except MaybeSent as trouble:
        _put_back(letter, str(trouble))
        raise Unreachable from None
    except Refused as refusal:
        mail.not_sent()
        letter.delete()
        logger.warning("Letter %d (%s) was refused for good: %s", letter.pk or 0, letter.kind, refusal)
    except (NotSent, Unreachable) as trouble:
        mail.not_sent()
        _put_back(letter, str(trouble))
        if isinstance(trouble, Unreachable):
            raise
    else:
        with transaction.atomic():
            mail.sent()
            letter.delete()


def _put_back(letter: Letter, trouble: str) -> None:
    now = timezone.now()
    if now - letter.created_at > GIVE_UP:
        logger.error("Letter %d (%s) is given up after five days: %s", letter.pk, letter.kind, trouble)
        letter.delete()
        return
    tried = letter.attempts - 1
    pause = timedelta(minutes=PAUSES[tried]) if tried < len(PAUSES) else LONG_PAUSE
    letter.put_back(now + pause)
    if trouble:
        logger.warning("Letter %d (%s) was not sent: %s", letter.pk, letter.kind, trouble)
