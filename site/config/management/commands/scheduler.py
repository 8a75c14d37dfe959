"""Door to the scheduler: runs for as long as the site does, or runs one job for cron."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.serving.jobs import JOBS
from config.serving.processes import StopSignal
from config.serving.scheduler import Scheduler, run


class Command(BaseCommand):
    """`manage.py scheduler [--job NAME]`."""

    help = "Run the jobs of the site at their intervals, or one of them now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--job", choices=[job.name for job in JOBS], help="run this one now and end")

    def handle(self, *args: Any, job: str | None = None, **options: Any) -> None:
        """Loop until a stop signal, or fail with CommandError when the one job fails."""
        if job is None:
            Scheduler(JOBS).run_until(StopSignal())
        elif not run({each.name: each for each in JOBS}[job]):
            raise CommandError(f"The job {job} failed; the log says why.")
