"""What has to happen from time to time: one function per job, one row per job."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command

from affiliates.health.rounds import forget_old
from affiliates.health.tasks import see_to_due
from comments.akismet.tasks import see_to_overdue
from comments.mail import occasions, rounds
from comments.privacy.erased_words import tidy_after_erasures
from comments.privacy.forgetting import forget_senders
from comments.settling import settle


@dataclass(frozen=True)
class Job:
    """A function to run at an interval; it may run late, twice or on two machines at once."""

    name: str
    every: timedelta
    run: Callable[[], None]


def publish_scheduled() -> None:
    """Publish pages whose time has come, take down those whose time is over."""
    call_command("publish_scheduled", verbosity=0)


def settle_decisions() -> None:
    """Send and wipe what had to wait until decisions about comments cannot be undone."""
    settle()


def tell_moderators() -> None:
    """Note mail about comments that have come in, for moderators who want it at once."""
    rounds.notify()


def send_digests() -> None:
    """Note the mail about all that waits, for moderators who are due, and forget old links."""
    rounds.send_digests()
    rounds.forget_links()


def send_mail() -> None:
    """Have the task worker send what is due, also what failed before."""
    occasions.send_due()


def forget_comment_senders() -> None:
    """Erase network addresses and browsers of commenters after COMMENT_SENDER_DAYS."""
    forget_senders()


def forget_erased_words() -> None:
    """Have words of erased comments taken out of the full-text index."""
    tidy_after_erasures()


def forget_sessions() -> None:
    """Delete sessions that have ended."""
    call_command("clearsessions", verbosity=0)


def forget_looks_at_links() -> None:
    """Delete what was found at paid links more than 90 days ago."""
    forget_old()


def forget_finished_tasks() -> None:
    """Delete the records of tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", "--backend=background", "--queue-name=*", verbosity=0)


JOBS = (
    Job("publish_scheduled", timedelta(minutes=1), publish_scheduled),
    Job("settle_decisions", timedelta(minutes=1), settle_decisions),
    Job("tell_moderators", timedelta(minutes=1), tell_moderators),
    Job("send_digests", timedelta(hours=1), send_digests),
    Job("send_mail", timedelta(minutes=1), send_mail),
    Job("forget_comment_senders", timedelta(hours=1), forget_comment_senders),
    Job("forget_erased_words", timedelta(hours=24), forget_erased_words),
    Job("forget_sessions", timedelta(hours=24), forget_sessions),
    Job("ask_akismet_again", timedelta(minutes=1), see_to_overdue),
    Job("check_paid_links", timedelta(minutes=1), see_to_due),
    Job("forget_looks_at_links", timedelta(hours=24), forget_looks_at_links),
    Job("forget_finished_tasks", timedelta(hours=6), forget_finished_tasks),
)
