"""Comments on their way to Akismet, and rules of the site."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Site

from comments.akismet import steps
from comments.akismet.checking import ask_about
from comments.deciding import decide
from comments.models import Comment, FilterSettings, SpamCheck, State
from comments.settling import settle
from tests.comments.desk_things import moderator, waiting


def rules(**fields: Any) -> FilterSettings:
    """The default site's rules, with `fields` set."""
    found = FilterSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def asked_about(text: str = "Nice. Buy pills.", **fields: Any) -> Comment:
    """A comment that Akismet is to be asked about."""
    comment = waiting(text, **fields)
    ask_about(comment, rules())
    return comment


def judged(**fields: Any) -> Comment:
    """A comment that Akismet has been asked about."""
    comment = asked_about(**fields)
    assert steps.take(comment.pk)
    comment.refresh_from_db()
    return comment


def check_of(comment: Comment) -> SpamCheck:
    """Its check as it is stored now."""
    return SpamCheck.objects.get(pk=comment.pk)


def decided_and_settled(comment: Comment, to: State, **values: Any) -> None:
    """A person's decision, ten minutes later."""
    person = None if values.get("automatic") else _somebody()
    decide([comment.pk], to, person, **values)
    assert settle(timezone.now() + timedelta(minutes=10, seconds=1)) == 1


def _somebody() -> Any:
    return get_user_model().objects.first() or moderator()
