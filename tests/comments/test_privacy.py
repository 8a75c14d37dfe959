"""Senders are forgotten, people get what is stored about them, and get rid of it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from comments.deciding import decide, erase
from comments.models import (
    Batch,
    Block,
    Comment,
    Correspondent,
    Finding,
    LearnedWord,
    MailedLink,
    Report,
    SpamCheck,
    State,
)
from comments.privacy.erased_words import tidy_after_erasures
from comments.privacy.erasure import erase_all
from comments.privacy.forgetting import forget_senders
from comments.privacy.personal_data import export
from comments.privacy.stored import NotAnAddress, read_address, stored_under
from comments.privacy.traces import without_sender
from comments.settling import settle
from config.serving.jobs import JOBS
from tests import factories
from tests.comments.desk_things import moderator, reply_to, waiting
from tests.comments.everywhere import columns_holding

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

OLD = timedelta(days=30, minutes=1)
ADDRESS, BROWSER, CAME_FROM = "203.0.113.77", "Unusual/7.1", "https://came-from.example/page"
NEARBY = "203.0.113.0/24"


def _traced(
    age: timedelta, address: str = ADDRESS, browser: str = BROWSER, came_from: str = CAME_FROM
) -> Comment:
    """A comment with its sender in every place that knows one."""
    at = timezone.now() - age
    comment = waiting(created_at=at, sender_address=address, user_agent=browser, referrer=came_from)
    network = address.rpartition(".")[0] + ".0/24"
    evidence = {"network": network, "words": ["casino"], "others": [{"address": address, "hour": 3}]}
    Finding.objects.create(comment=comment, name="blocked", points=5, evidence=evidence)
    Report.objects.create(comment=comment, reason="spam", sender_address=address, created_at=at)
    return comment


class TestForgetting:
    """A sender, by the hourly job."""

    def test_after_thirty_days_no_column_of_any_table_knows_the_sender(self) -> None:
        _traced(OLD)
        block = Block.objects.create(
            kind="network", value=NEARBY, expires_at=timezone.now() - timedelta(minutes=1)
        )
        log(instance=block, action="wagtail.create", data={"value": NEARBY})
        assert {table for table, _ in columns_holding(ADDRESS, NEARBY, BROWSER, CAME_FROM)} == {
            "comments_comment", "comments_finding", "comments_report", "comments_block", "wagtailcore_modellogentry",
        }  # fmt: skip
        told = forget_senders()
        assert columns_holding(ADDRESS, NEARBY, BROWSER, CAME_FROM) == set()
        assert told == (1, 1, 1, 1)

    def test_younger_ones_keep_theirs(self) -> None:
        _traced(OLD)
        young = _traced(timedelta(days=29, hours=23), "198.51.100.8", "Decoy/1", "https://decoy.example/")
        forget_senders()
        young.refresh_from_db()
        assert (young.sender_address, young.user_agent, young.referrer) == (
            "198.51.100.8", "Decoy/1", "https://decoy.example/",
        )  # fmt: skip
        assert young.findings.get().evidence["others"] == [{"address": "198.51.100.8", "hour": 3}]
        assert young.reports.get().sender_address == "198.51.100.8"

    def test_the_rest_of_the_comment_and_of_what_was_found_stays(self) -> None:
        comment = _traced(OLD)
        forget_senders()
        found = Comment.objects.get()
        assert (found.text, found.email, found.state) == (comment.text, comment.email, State.PENDING)
        assert found.findings.get().evidence == {"words": ["casino"], "others": [{"hour": 3}]}

    def test_the_days_are_a_setting(self, settings) -> None:
        settings.COMMENT_SENDER_DAYS = 7
        _traced(timedelta(days=6))
        assert forget_senders().comments == 0
        _traced(timedelta(days=8))
        assert forget_senders().comments == 1

    def test_it_goes_in_steps_and_then_has_nothing_left_to_do(self) -> None:
        page = factories.article()
        for _ in range(7):
            waiting(page=page, created_at=timezone.now() - OLD)
        assert forget_senders(rows=3).comments == 7
        assert forget_senders().comments == 0
        assert not Comment.objects.exclude(sender_address=None, user_agent="").exists()

    def test_finding_what_is_due_reads_an_index_and_not_the_comments(self) -> None:
        due = Comment.objects.filter(forgotten_at=None, created_at__lt=timezone.now()).order_by("created_at")
        report = Report.objects.filter(sender_address__isnull=False, created_at__lt=timezone.now())
        if connection.vendor == "sqlite":
            assert "comment_sender_to_forget" in due.explain()
            assert "report_sender_to_forget" in report.explain()

    def test_a_block_in_force_and_what_the_log_says_of_it_stay(self) -> None:
        block = Block.objects.create(kind="network", value=NEARBY)
        log(instance=block, action="wagtail.create")
        forget_senders()
        assert Block.objects.get() == block
        assert ModelLogEntry.objects.get().label == NEARBY

    def test_the_log_forgets_which_block_it_was_when_the_block_is_gone_or_long_ago(self) -> None:
        gone, kept = (
            Block.objects.create(kind="network", value=value) for value in (NEARBY, "198.51.100.0/24")
        )
        for block in (gone, kept):
            log(instance=block, action="wagtail.create", user=moderator(f"user{block.pk}"))
        gone.delete()
        assert forget_senders().log_entries == 1
        ModelLogEntry.objects.update(timestamp=timezone.now() - OLD)
        assert forget_senders().log_entries == 1
        assert columns_holding("203.0.113", "198.51.100.0/24") == {("comments_block", "value")}
        assert ModelLogEntry.objects.exclude(user=None).count() == 2

    def test_the_scheduler_does_it_every_hour(self) -> None:
        _traced(OLD)
        (job,) = (job for job in JOBS if job.name == "forget_comment_senders")
        assert job.every <= timedelta(hours=1)
        job.run()
        assert Comment.objects.get().sender_address is None

    def test_the_command_says_how_much(self) -> None:
        _traced(OLD)
        out = StringIO()
        call_command("forget_senders", stdout=out)
        assert out.getvalue().split() == "1 comments 1 reports 0 blocks 0 log entries".split()


@pytest.mark.parametrize(
    ("evidence", "left"),
    [
        ({}, {}),
        ({"address": "1.2.3.4", "same": "address"}, {"same": "address"}),
        ({"a": [{"network": "1.2.3.0/24"}, [{"address": 1}], 5]}, {"a": [{}, [{}], 5]}),
    ],
)
def test_evidence_loses_the_sender_however_deep(evidence: dict, left: dict) -> None:
    assert without_sender(evidence) == left


NAME, WORDS, EMAIL = "Wilhelmina Quux", "My sciatica zebra story", "wilhelmina@quux.example"


@pytest.fixture
def person() -> list[Comment]:
    """All that can be stored about one person, and an answer by somebody else."""
    first = waiting(WORDS, name=NAME, email=EMAIL, wants_replies=True, referrer=CAME_FROM)
    second = waiting(f"{WORDS} again", name=NAME, email=EMAIL.upper(), page=first.page)
    reply_to(first, "Thank you for that")
    by = moderator()
    decide([first.pk], State.APPROVED, by, f"Asked {EMAIL.title()} about it")
    decide([second.pk], State.SPAM, by)
    evidence = {"email": EMAIL, "spam": ["zebra"]}
    Finding.objects.create(comment=second, name="blocked", points=100, evidence=evidence)
    SpamCheck.objects.create(comment=second, opinion="spam", problem=f"No such user {EMAIL}")
    MailedLink.objects.create(comment=second, user=by, token_hash="x")
    Report.objects.create(comment=first, reason="private", details=f"{NAME} is a zebra")
    Correspondent.objects.create(email=EMAIL, confirmed_at=timezone.now())
    block = Block.objects.create(kind="email", value=EMAIL)
    log(instance=block, action="wagtail.create")
    DBTaskResult.objects.create(
        task_path="x", backend_name="background", args_kwargs={"args": [1], "kwargs": {}},
        run_after=timezone.now(), exception_class_path="", traceback=f"550 <{EMAIL}> unknown",
    )  # fmt: skip
    return [first, second]


class TestErasing:
    """All that is stored under an address."""

    def test_no_column_of_any_table_knows_the_person_or_the_words(
        self, person: list[Comment], django_capture_on_commit_callbacks
    ) -> None:
        everything = (EMAIL, NAME, "sciatica", "zebra", CAME_FROM)
        assert {table for table, _ in columns_holding(*everything)} > {
            "comments_comment", "comments_batch", "comments_finding", "comments_learnedword", "comments_block",
        }  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):
            erase_all(EMAIL.title())
        assert columns_holding(*everything) == set()

    def test_words_of_what_a_moderator_erased_leave_the_search_index_within_a_day(self) -> None:
        comment = waiting("A quixotic sciatica story")
        (job,) = (job for job in JOBS if job.name == "forget_erased_words")
        assert job.every <= timedelta(days=1)
        batch = decide([comment.pk], State.ERASED)
        settle(batch.at + timedelta(minutes=11))
        job.run()
        assert columns_holding("quixotic", "sciatica") == set()

    def test_the_index_is_left_alone_where_nothing_was_erased(self) -> None:
        assert not tidy_after_erasures()
        erase([waiting().pk])
        assert tidy_after_erasures()
        assert not tidy_after_erasures(timezone.now() + timedelta(days=8))

    def test_it_is_final_at_once_and_the_log_says_who_when_and_why(self, person: list[Comment]) -> None:
        by = moderator("other")
        erase_all(EMAIL, by)
        assert {comment.state for comment in Comment.objects.filter(pk__in=[c.pk for c in person])} == {
            State.ERASED
        }
        batch = Batch.objects.get(to_state=State.ERASED)
        assert (batch.by, batch.reason) == (by, "Personal data erased on request")
        assert batch.decisions.count() == 2

    def test_answers_by_others_stay_where_they_were(self, person: list[Comment], client) -> None:
        answer = Comment.objects.get(parent=person[0])
        decide([answer.pk], State.APPROVED)
        erase_all(EMAIL)
        page = client.get(person[0].page.url).content.decode()
        assert "Thank you for that" in page
        assert "comment removed" in page.lower()
        assert "zebra" not in page

    def test_other_people_lose_nothing(self, person: list[Comment]) -> None:
        other = waiting("A zebra of mine", email=f"x{EMAIL}", name="Zoe")
        decide([other.pk], State.APPROVED)
        Correspondent.objects.create(email=f"x{EMAIL}")
        Block.objects.create(kind="email", value="@quux.example")
        erase_all(EMAIL)
        other.refresh_from_db()
        assert (other.text, other.name) == ("A zebra of mine", "Zoe")
        assert (Correspondent.objects.count(), Block.objects.count()) == (1, 1)
        assert LearnedWord.objects.get(word="zebra").ham == 1

    def test_what_is_not_ascii_is_found_whatever_its_case(self) -> None:
        waiting(email="nia@BÜCHER.example")
        assert stored_under("NIA@bücher.example").comments == 1

    def test_the_numbers_come_first(self, person: list[Comment]) -> None:
        staff = factories.user("staff")
        factories.comment(person[0].page, "As staff", email=EMAIL, account=staff)
        stored = stored_under(EMAIL)
        assert (stored.comments, stored.from_desk, stored.answers) == (3, 1, 1)
        assert (stored.blocks, stored.correspondents) == (1, 1)
        assert erase_all(EMAIL) == stored
        assert not stored_under(EMAIL)


class TestExporting:
    """All that is stored under an address."""

    def test_it_holds_everything_about_the_person_and_nothing_about_others(
        self, person: list[Comment]
    ) -> None:
        data = export(EMAIL)
        first, second = data["comments"]
        assert (first["text"], first["name"], first["network address"]) == (WORDS, NAME, "192.0.2.7")
        assert first["came from"] == CAME_FROM
        assert first["page"]["title"] == person[0].page.title
        assert first["decisions"][0]["reason"] == f"Asked {EMAIL.title()} about it"
        assert [report["reason"] for report in first["reports"]] == ["private"]
        assert second["e-mail"] == EMAIL.upper()
        assert second["findings"][0]["evidence"]["spam"] == ["zebra"]
        assert second["akismet"]["opinion"] == "spam"
        assert (len(data["mail"]), len(data["blocks"])) == (1, 1)
        text = json.dumps(data, default=str)
        assert "Thank you for that" not in text
        assert "moderator" not in text.lower()

    def test_many_comments_cost_no_more_queries(self, person: list[Comment]) -> None:
        with CaptureQueriesContext(connection) as few:
            export(EMAIL)
        for number in range(5):
            waiting(f"More {number}", email=EMAIL, page=person[0].page)
        with CaptureQueriesContext(connection) as many:
            export(EMAIL)
        assert len(many) <= len(few)


class TestCommand:
    """`manage.py personal_data`."""

    def _run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("personal_data", *arguments, stdout=out)
        return out.getvalue()

    def test_export_prints_json_or_writes_a_file(self, person: list[Comment], tmp_path) -> None:
        assert len(json.loads(self._run("export", EMAIL))["comments"]) == 2
        file = tmp_path / "mine.json"
        assert self._run("export", EMAIL, "--output", str(file)) == ""
        assert len(json.loads(file.read_text())["comments"]) == 2

    def test_erase_says_how_much_and_does_it_only_when_sure(self, person: list[Comment]) -> None:
        said = self._run("erase", EMAIL)
        assert "2  comments" in said
        assert "Nothing is erased yet" in said
        assert Comment.objects.filter(email__iexact=EMAIL).count() == 2
        assert "Nothing is erased yet" not in self._run("erase", EMAIL, "--yes")
        assert not Comment.objects.filter(email__iexact=EMAIL).exists()

    def test_what_is_no_address_is_refused(self) -> None:
        with pytest.raises(CommandError, match="does not look like"):
            self._run("erase", "quux")
        with pytest.raises(NotAnAddress):
            read_address("a\0@example.org")

    def test_a_file_that_cannot_be_written_is_told(self, tmp_path) -> None:
        with pytest.raises(CommandError, match="cannot be written"):
            self._run("export", EMAIL, "--output", str(tmp_path))
