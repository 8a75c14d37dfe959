"""Jobs run when their time has come, and one that fails stops no other."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import ArticlePage
from config.management.commands import scheduler as door
from config.serving.jobs import JOBS, Job
from config.serving.scheduler import Scheduler, run
from config.settings import base
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _queue_of_the_running_site(settings: Any) -> None:
    settings.TASKS = base.TASKS


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_job_runs_at_the_start_and_whenever_its_interval_has_passed() -> None:
    clock, ran = Clock(), []
    minutely = Job("minutely", timedelta(minutes=1), lambda: ran.append(("minutely", clock.now)))
    hourly = Job("hourly", timedelta(hours=1), lambda: ran.append(("hourly", clock.now)))
    scheduler = Scheduler([minutely, hourly], clock)
    for clock.now in (0.0, 30.0, 60.0, 90.0, 125.0):
        scheduler.run_due()
    assert ran == [("minutely", 0.0), ("hourly", 0.0), ("minutely", 60.0), ("minutely", 125.0)]


def test_a_job_that_fails_is_logged_and_the_others_run(caplog: pytest.LogCaptureFixture) -> None:
    ran = []
    broken = Job("broken", timedelta(minutes=1), lambda: 1 / 0)
    sound = Job("sound", timedelta(minutes=1), lambda: ran.append(True))
    with caplog.at_level(logging.ERROR, "plumbline.scheduler"):
        Scheduler([broken, sound], Clock()).run_due()
    assert ran == [True]
    assert [record.getMessage() for record in caplog.records] == [
        "The job broken failed; it runs again in 0:01:00."
    ]


def test_a_scheduled_article_is_published_by_its_job() -> None:
    page = factories.article("Later", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert not ArticlePage.objects.get(pk=page.pk).live
    _bring_forward(page)
    call_command("scheduler", "--job", "publish_scheduled")
    assert ArticlePage.objects.get(pk=page.pk).live


def test_records_of_tasks_are_forgotten_after_two_weeks() -> None:
    for days in (13, 15):
        _finished_task(timezone.now() - timedelta(days=days))
    call_command("scheduler", "--job", "forget_finished_tasks")
    assert DBTaskResult.objects.count() == 1


def test_cron_hears_of_a_job_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Job(JOBS[0].name, timedelta(minutes=1), lambda: 1 / 0)
    monkeypatch.setattr(door, "JOBS", (broken,))
    with pytest.raises(CommandError, match="publish_scheduled failed"):
        call_command("scheduler", "--job", "publish_scheduled")


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_of_the_site_runs_on_an_empty_site(job: Job) -> None:
    assert run(job)


def _bring_forward(page: ArticlePage) -> None:
    """Let the hour for which `page` is scheduled be over."""
    past = timezone.now() - timedelta(minutes=1)
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def _finished_task(when: object) -> None:
    result = DBTaskResult.objects.create(
        backend_name="background",
        queue_name="default",
        task_path="pages.pictures.make_renditions",
        args_kwargs={"args": [], "kwargs": {}},
        status="SUCCESSFUL",
    )
    DBTaskResult.objects.filter(pk=result.pk).update(finished_at=when)


def test_the_table_for_cron_names_every_job() -> None:
    guide = (base.BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")
    named = [line.rpartition("--job ")[2] for line in guide.splitlines() if "--job " in line]
    assert sorted(named) == sorted(job.name for job in JOBS)
