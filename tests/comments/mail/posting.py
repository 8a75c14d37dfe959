"""Mail in tests: comments that make it due, the clock moved on, and what went out."""

import re
from datetime import timedelta
from typing import Any
from unittest import mock

from django.core import mail
from django.utils import timezone
from wagtail.models import Site

from comments.deciding import decide
from comments.mail.addresses import address_of
from comments.mail.delivery import deliver_letters
from comments.models import Comment, Correspondent, FilterSettings, State
from comments.settling import settle
from tests import factories
from tests.comments.writing import send

ADDRESS = "nia@example.org"


def deliver() -> list[Any]:
    """Run the background task; returns the mails that went out by it."""
    before = len(mail.outbox)
    deliver_letters.call()
    return mail.outbox[before:]


def later(**time: float) -> Any:
    """For a `with`: the clock shows so much more."""
    return mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(**time))


def rules(**fields: Any) -> FilterSettings:
    """The default site's comment filter with `fields` set."""
    found = FilterSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def posted(page: Any = None, **words: Any) -> Comment:
    """A comment sent by the form, as anybody can."""
    page = page or factories.article()
    assert send(f"/comments/{page.pk}/", **words).status_code == 303
    return Comment.objects.order_by("-pk")[0]


def approved_and_settled(comment: Comment) -> None:
    """Approve `comment` and let its ten minutes pass."""
    decide([comment.pk], State.APPROVED)
    settle(timezone.now() + timedelta(minutes=11))


def reader(email: str = ADDRESS, **fields: Any) -> Correspondent:
    """An address that has been confirmed, unless told otherwise."""
    fields = {"confirmed_at": timezone.now()} | fields
    return Correspondent.objects.create(email=address_of(email), **fields)


def link_in(message: Any, part: str) -> str:
    """The path of the link with `part` in it, as it stands in the mail."""
    found = re.findall(rf"http://localhost(/\S*{part}\S*)", message.body)
    assert len(found) == 1, message.body
    return found[0]
