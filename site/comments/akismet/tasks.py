"""Akismet's tasks: no reader and no moderator ever waits for it."""

from django.db import transaction
from django_tasks import task

from comments.akismet import steps
from comments.akismet.switch import has_key
from comments.akismet.waiting import due


@task(backend="background")
def take_step(comment_id: int) -> bool:
    """Ask Akismet about one comment, or teach it, whichever is due. Safe to repeat."""
    return steps.take(comment_id)


@task(backend="background")
def catch_up() -> int:
    """Ask and teach what is overdue."""
    return steps.catch_up()


def soon(comment_id: int) -> None:
    """Have the step taken after the transaction; what fails here or is lost is done by `see_to_overdue`."""

    def enqueue() -> None:  # not a partial: Django names what fails, and a partial has no name
        take_step.enqueue(comment_id)

    transaction.on_commit(enqueue, robust=True)


def see_to_overdue() -> None:
    """Give a worker what nobody has asked Akismet in time: a task was lost, or it is to be asked again."""
    if has_key() and due():
        catch_up.enqueue()
