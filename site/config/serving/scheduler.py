"""A small loop that runs jobs at their intervals; cron or systemd timers can take its place."""

import logging
import time
from collections.abc import Callable, Iterable

from django.db import close_old_connections

from config.serving.jobs import Job
from config.serving.processes import StopSignal

logger = logging.getLogger("plumbline.scheduler")


class Scheduler:
    """Runs each job once at the start and then whenever its interval has passed.

    `clock` returns seconds that only grow. A job that fails is logged and runs again in its turn.
    """

    def __init__(self, jobs: Iterable[Job], clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.due = dict.fromkeys(jobs, clock())

    def run_due(self) -> None:
        """Run the jobs whose time has come, one after the other."""
        for job, due in self.due.items():
            if due <= self.clock():
                run(job)
                self.due[job] = self.clock() + job.every.total_seconds()

    def run_until(self, stopping: StopSignal, tick: float = 0.5) -> None:
        """Run jobs until a stop signal comes; one that is running is finished first."""
        while not stopping:
            close_old_connections()
            self.run_due()
            time.sleep(tick)


def run(job: Job) -> bool:
    """Run one job; returns whether it went well, logs it if not."""
    try:
        job.run()
    except Exception:
        logger.exception("The job %s failed; it runs again in %s.", job.name, job.every)
        return False
    return True
