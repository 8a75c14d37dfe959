"""The policy that publishes without a moderator: only what its own writer has confirmed by mail.

A typed address proves nothing, nor does an address that was confirmed once: the link that was mailed
about this very comment has to be followed, and the filter must have nothing against it.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from comments.akismet.waiting import awaits_answer
from comments.deciding import decide, has_been_decided, is_held
from comments.judging import Verdict, verdict_of
from comments.models import Comment, FilterSettings, Policy, State


def rules_of(comment: Comment) -> FilterSettings:
    """The rules of the site on which `comment` stands."""
    site = comment.page.get_site() or Site.objects.get(is_default_site=True)
    return FilterSettings.for_site(site)


def awaits_link(comment: Comment, rules: FilterSettings) -> bool:
    """Whether its writer may be told to follow the mailed link; says nothing of what the filter thinks."""
    return rules.policy == Policy.CONFIRMED and comment.confirmed_at is None and is_held(comment)


@transaction.atomic
def publish_if_allowed(comment: Comment, rules: FilterSettings) -> bool:
    """Approve `comment` if the policy lets it appear without a moderator; returns whether it did.

    To be called whenever one of the conditions may have come true: the link was followed, the score
    is new, Akismet has answered. Logged as any decision, as made by itself.
    """
    if rules.policy != Policy.CONFIRMED:
        return False
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if not _is_allowed(locked, rules):
        return False
    decide(
        [locked.pk], State.APPROVED, reason=_("mailed link followed, score %d") % locked.score, automatic=True
    )
    comment.state = State.APPROVED
    return True


def _is_allowed(comment: Comment, rules: FilterSettings) -> bool:
    return (
        comment.state == State.PENDING
        and comment.confirmed_at is not None
        and verdict_of(comment.score, rules) == Verdict.CLEAR
        and not awaits_answer(comment)
        and not has_been_decided(comment)
    )
