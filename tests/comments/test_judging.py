"""From signals to a score, and from the score to where a comment is filed."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from comments import signals
from comments.deciding import decide, undo
from comments.judging import Signal, Verdict, findings_of, record, score_of, verdict_of
from comments.models import Block, Comment, Decision, FilterSettings, Mode, SignalName, State
from tests import factories
from tests.comments.desk_things import moderator, waiting
from tests.comments.writing import WORDS, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

LINKS = Signal(SignalName.LINKS, 0.5, {"count": 2, "hosts": ["a.example"]})
LEARNED = Signal(SignalName.LEARNED, -1, {})


@pytest.fixture
def article() -> Any:
    """An article that takes comments."""
    return factories.article()


def _rules(**values: Any) -> FilterSettings:
    site = Site.objects.get(is_default_site=True)
    return FilterSettings.objects.update_or_create(site=site, defaults=values)[0]


def _found(comment: Comment) -> dict[str, int]:
    return dict(comment.findings.values_list("name", "points"))


# -- points, score, verdict -----------------------------------------------------------------------


def test_a_weight_is_a_share_of_the_sites_points() -> None:
    rules = FilterSettings(links_points=41, learned_points=60)
    assert [finding.points for finding in findings_of([LINKS, LEARNED], rules)] == [20, -60]


def test_shadow_is_recorded_and_not_counted_and_off_is_not_even_recorded() -> None:
    rules = FilterSettings(links_mode=Mode.SHADOW, learned_mode=Mode.OFF)
    (finding,) = findings = findings_of([LINKS, LEARNED], rules)
    assert (finding.name, finding.points, finding.in_shadow) == ("links", 20, True)
    assert score_of(findings) == 0


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        (-60, Verdict.CLEAR),
        (29, Verdict.CLEAR),
        (30, Verdict.DOUBTFUL),
        (99, Verdict.DOUBTFUL),
        (100, Verdict.SPAM),
    ],
)
def test_thresholds_part_clear_doubtful_and_spam(score: int, verdict: Verdict) -> None:
    assert verdict_of(score, FilterSettings()) == verdict


def test_doubt_never_begins_above_spam() -> None:
    rules = _rules(spam_from=50)
    rules.doubtful_from = 51
    with pytest.raises(ValidationError) as refused:
        rules.full_clean()
    assert list(refused.value.message_dict) == ["doubtful_from"]
    rules.doubtful_from = 50
    rules.full_clean()


def test_the_settings_page_says_it_at_the_field(client: Client) -> None:
    client.force_login(factories.user("owner", is_superuser=True))
    rules = _rules()
    address = reverse("wagtailsettings:edit", args=["comments", "filtersettings", rules.site_id])
    data = {field.name: getattr(rules, field.name) for field in FilterSettings._meta.fields}
    text = client.post(address, data | {"spam_from": 20, "doubtful_from": 30}).content.decode()
    assert "Doubt cannot begin above spam" in text
    assert FilterSettings.objects.get().spam_from == 100


# -- filing what comes in -------------------------------------------------------------------------


def test_an_ordinary_comment_has_no_findings_and_waits(article: Any) -> None:
    send(f"/comments/{article.pk}/", seconds="48.2")
    comment = Comment.objects.get()
    assert (comment.state, comment.score, _found(comment)) == (State.PENDING, 0, {})
    assert not Decision.objects.exists()


def test_findings_and_score_are_stored_with_the_comment(article: Any) -> None:
    send(f"/comments/{article.pk}/", text="https://a.example https://b.example", seconds="5")
    comment = Comment.objects.get()
    assert (comment.state, comment.score, _found(comment)) == (State.PENDING, 30, {"links": 20, "pace": 10})
    assert comment.findings.get(name="links").evidence == {"count": 2, "hosts": ["a.example", "b.example"]}


def test_a_filled_decoy_is_stored_as_spam_and_answered_like_any_other(article: Any) -> None:
    answer = send(f"/comments/{article.pk}/", website="http://spam.example\0")
    assert answer.status_code == 303
    assert "held for review" in text_of(Client().get(answer["Location"]))
    comment = Comment.objects.get()
    assert (comment.state, comment.score, comment.text) == (State.SPAM, 100, WORDS["text"])
    decision = comment.decisions.get()
    assert (decision.from_state, decision.to_state) == (State.PENDING, State.SPAM)
    assert (decision.batch.automatic, decision.batch.by, decision.batch.reason) == (True, None, "score 100")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("word", "wall", {}),
        ("email", "@example.org", {}),
        ("email", "nia@example.org", {"email": "Nia@Example.org"}),
        ("network", "127.0.0.0/8", {}),
    ],
)
def test_what_moderators_blocked_is_filed_as_spam(article: Any, kind: str, value: str, words: dict) -> None:
    Block.objects.create(kind=kind, value=value)
    assert send(f"/comments/{article.pk}/", **words).status_code == 303
    comment = Comment.objects.get()
    assert (comment.state, _found(comment)) == (State.SPAM, {"blocked": 100})


def test_in_shadow_nothing_is_filed(article: Any) -> None:
    _rules(honeypot_mode=Mode.SHADOW)
    send(f"/comments/{article.pk}/", website="x")
    comment = Comment.objects.get()
    assert (comment.state, comment.score, _found(comment)) == (State.PENDING, 0, {"honeypot": 100})


@pytest.mark.parametrize("seconds", ["", "soon", "-3", "nan", "inf", "9" * 5000, "1e9", "0x1\0"])
def test_a_time_that_makes_no_sense_is_none(article: Any, seconds: str) -> None:
    assert send(f"/comments/{article.pk}/", seconds=seconds).status_code == 303
    assert _found(Comment.objects.get()) == {}


def test_a_broken_signal_loses_no_comment(article: Any, monkeypatch: Any, caplog: Any) -> None:
    monkeypatch.setitem(signals.LOCAL, "links", lambda *facts: 1 / 0)
    answer = send(f"/comments/{article.pk}/", website="x")
    assert answer.status_code == 303
    assert _found(Comment.objects.get()) == {"honeypot": 100}
    assert "The signal links is broken" in caplog.text


def test_where_the_sender_came_from_is_kept_within_bounds(article: Any) -> None:
    headers = {
        "sec-fetch-site": "same-origin",
        "referer": "https://example.org/" + "x" * 600,
        "user-agent": "A\0B",
    }
    Client().post(f"/comments/{article.pk}/", WORDS, headers=headers)
    comment = Comment.objects.get()
    assert (len(comment.referrer), comment.referrer[:20]) == (500, "https://example.org/")
    assert comment.user_agent == "AB"


# -- judging anew ---------------------------------------------------------------------------------


def test_a_signal_asked_again_replaces_its_finding_and_leaves_the_others(article: Any) -> None:
    comment, rules = waiting(page=article), _rules()
    record(comment, [LINKS, LEARNED], ["links", "learned"], rules)
    record(comment, [], ["links"], rules)
    comment.refresh_from_db()
    assert (_found(comment), comment.score) == ({"learned": -60}, -60)


def test_a_late_verdict_files_a_waiting_comment_and_takes_it_back(article: Any) -> None:
    comment, rules = waiting(page=article), _rules()
    record(comment, [Signal("akismet", 1, {})], ["akismet"], rules)
    comment.refresh_from_db()
    assert (comment.state, comment.score) == (State.SPAM, 100)
    record(comment, [], ["akismet"], rules, "Asked again")
    comment.refresh_from_db()
    assert (comment.state, comment.score) == (State.PENDING, 0)
    reasons = comment.decisions.order_by("pk").values_list("batch__reason", flat=True)
    assert list(reasons) == ["score 100", "Asked again: score 0"]


def test_the_filter_never_overrules_a_person(article: Any) -> None:
    comment, rules = waiting(page=article), _rules()
    batch = decide([comment.pk], State.APPROVED, moderator())
    record(comment, [Signal("akismet", 1, {})], ["akismet"], rules)
    comment.refresh_from_db()
    assert (comment.state, comment.score) == (State.APPROVED, 100)
    undo(batch, None)
    record(comment, [Signal("akismet", 1, {})], ["akismet"], rules)
    comment.refresh_from_db()
    assert comment.state == State.SPAM


# -- what its writer sees and may do --------------------------------------------------------------


@pytest.fixture
def caught(article: Any) -> tuple[Comment, str]:
    """A comment that the filter filed as spam, and its writer's page."""
    Block.objects.create(kind="word", value="wall")
    address = send(f"/comments/{article.pk}/")["Location"]
    return Comment.objects.get(), address


def test_what_the_filter_caught_can_be_changed_like_what_waits(caught: tuple[Comment, str]) -> None:
    comment, address = caught
    assert "You can change it" in text_of(Client().get(address))
    assert send(address, text="The floor helped.").status_code == 303
    comment.refresh_from_db()
    assert (comment.state, comment.text, comment.score, _found(comment)) == (
        State.PENDING,
        "The floor helped.",
        0,
        {},
    )
    assert comment.decisions.latest("pk").batch.reason == "changed by its writer: score 0"


def test_a_change_can_make_it_spam_and_its_writer_does_not_learn_that(article: Any) -> None:
    address = send(f"/comments/{article.pk}/", text="A harmless beginning.", seconds="5")["Location"]
    Block.objects.create(kind="word", value="casino")
    before = text_of(Client().get(address))
    assert send(address, text="Casino! https://a.example https://b.example").status_code == 303
    comment = Comment.objects.get()
    assert (comment.state, _found(comment)) == (State.SPAM, {"blocked": 100, "links": 20, "pace": 10})
    after = text_of(Client().get(address))
    assert before.split("A harmless")[0] == after.split("Casino!")[0].replace("Your change is saved. ", "")
    assert "You can change it" in after


def test_a_person_who_says_spam_ends_it(caught: tuple[Comment, str]) -> None:
    comment, address = caught
    decide([comment.pk], State.PENDING, moderator())
    decide([comment.pk], State.SPAM, moderator("other"))
    assert "It was read and not published." in text_of(Client().get(address))
    assert send(address, text="The floor helped.").status_code == 409


def test_what_the_filter_caught_can_be_withdrawn(caught: tuple[Comment, str]) -> None:
    comment, address = caught
    assert send(address, withdraw="yes").status_code == 303
    comment.refresh_from_db()
    assert (comment.state, comment.text, _found(comment)) == (State.ERASED, "", {})
