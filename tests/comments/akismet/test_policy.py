"""Where a confirmed comment may be published at once, Akismet has a say first."""

import pytest
from django.utils import timezone

from comments.akismet import steps
from comments.models import Comment, Policy, State
from comments.publishing import publish_if_allowed
from tests.comments.akismet.played import HAM, SPAM, Answer, PlayedAkismet
from tests.comments.akismet.things import asked_about, rules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize(
    ("answer", "state"), [(HAM, State.APPROVED), (SPAM, State.SPAM)], ids=["ham", "spam"]
)
def test_the_answer_decides_what_becomes_of_it(played: PlayedAkismet, answer: Answer, state: State) -> None:
    comment = asked_about(confirmed_at=timezone.now())
    assert not publish_if_allowed(comment, rules(policy=Policy.CONFIRMED))
    played.check = answer
    assert steps.take(comment.pk)
    assert Comment.objects.get().state == state
