"""Ending all mail to an address with one click (RFC 8058), and beginning again."""

from django.utils import timezone

from comments.mail.links import read_unsubscribe_token, unsubscribe_path
from comments.models import Correspondent


def unsubscribe_headers(root: str, person: Correspondent) -> dict[str, str]:
    """What lets a mail program offer its own button; the site at `root` has to be on HTTPS for that."""
    return {
        "List-Unsubscribe": f"<{root}{unsubscribe_path(person)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def end_mail(token: str) -> None:
    """No more mail to the address that `token` was made for, not even confirmations."""
    people = Correspondent.objects.filter(pk=read_unsubscribe_token(token) or 0, unsubscribed_at=None)
    people.update(unsubscribed_at=timezone.now())


def resume_mail(token: str) -> None:
    """As before; an address that was never confirmed still is not."""
    Correspondent.objects.filter(pk=read_unsubscribe_token(token) or 0).update(unsubscribed_at=None)
