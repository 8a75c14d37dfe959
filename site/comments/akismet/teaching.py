"""Telling Akismet where a person's decision differs from what it believes."""

from comments.akismet import client
from comments.akismet.data import data_points
from comments.akismet.hidden_field import typed_into_hidden_field
from comments.akismet.waiting import close
from comments.deciding import standing_decision
from comments.models import Comment, SpamCheck, State

Opinion = SpamCheck.Opinion
LESSONS = {State.APPROVED: Opinion.HAM, State.SPAM: Opinion.SPAM}


def lesson_for(comment: Comment, check: SpamCheck) -> SpamCheck.Opinion | None:
    """What Akismet has to be told about `comment`: ham, spam, or None.

    Only a person's decision teaches, only when its undo window is over, and only where Akismet has
    said something else. Rejected is no lesson: a comment can be unwelcome without being spam.
    """
    if not check.told or comment.decisions.filter(settled_at=None).exists():
        return None
    decision = standing_decision(comment)
    if decision is None or decision.to_state != comment.state:
        return None
    lesson = LESSONS.get(State(comment.state))
    return lesson if lesson and lesson != _believed(check) else None


def teach(check: SpamCheck) -> None:
    """Send the lesson of a claimed check, if there still is one. Raises Trouble.

    Akismet finds what it has judged by the same fields, so those of the check are sent again; without
    the sender's address, which is forgotten after a while, it takes none.
    """
    comment = check.comment
    lesson = lesson_for(comment, check)
    if lesson and comment.sender_address:
        client.submit(lesson, data_points(check.sent, comment, typed_into_hidden_field(comment)))
        check.told = lesson
    close(check, told=check.told, next_at=None, attempts=0, problem="")


def _believed(check: SpamCheck) -> SpamCheck.Opinion:
    return Opinion.HAM if check.told == Opinion.HAM else Opinion.SPAM
