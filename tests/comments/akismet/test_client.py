"""Akismet's answers, good and bad, over real HTTP."""

import time
from datetime import timedelta

import pytest
from django.utils.http import http_date

from comments.akismet import client
from comments.akismet.client import Opinion
from comments.akismet.trouble import Trouble
from tests.comments.akismet.played import DISCARD, HAM, INVALID, SPAM, SUSPENDED, Answer, PlayedAkismet

DATA = {"blog": "http://localhost/", "user_ip": "192.0.2.7", "comment_content": "Häßlich & schön"}


@pytest.mark.parametrize(
    ("answer", "opinion"),
    [(HAM, "ham"), (SPAM, "spam"), (DISCARD, "discard"), (Answer("true\n"), "spam")],
)
def test_a_verdict_is_understood(played: PlayedAkismet, answer: Answer, opinion: str) -> None:
    played.check = answer
    assert client.check(DATA) == (opinion, None)


def test_what_the_package_does_not_know_is_sent_too(played: PlayedAkismet) -> None:
    client.check({**DATA, "comment_context[]": ["hips", "running"], "website": "spam.example"})
    fields = played.fields()
    assert fields["comment_context[]"] == ["hips", "running"]
    assert fields["website"] == "spam.example"
    assert fields["comment_content"] == "Häßlich & schön"
    assert (fields["api_key"], fields["blog"]) == ("a-key", "http://localhost/")


def test_the_key_is_not_verified_before_each_question(played: PlayedAkismet) -> None:
    client.check(DATA)
    client.check(DATA)
    assert played.calls() == ["comment-check", "comment-check"]
    assert played.heard[0][2]["User-Agent"].startswith("Plumbline | akismet.py/")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(delay=30), "did not answer in time"),
        (Answer("false, or so I think", drip=0.2), "did not answer in time"),
        (Answer("", status=500), "answered with the error 500"),
        (Answer("", status=302, headers={"Location": "http://127.0.0.1:1/"}), "answered with the error 302"),
        (Answer("", status=429), "more often than it allows"),
        (Answer("maybe"), "makes no sense"),
        (Answer(""), "makes no sense"),
        (Answer("<html>" * 5_000), "makes no sense"),
        (Answer("hm", headers={"X-akismet-debug-help": "Empty &quot;blog&quot;"}), "Empty &quot;blog&quot;"),
        (INVALID, "does not know the key"),
        (SUSPENDED, "Your account is suspended. (10003)"),
        (Answer("false", headers={"X-akismet-error": "Suspended"}), "Suspended (-)"),
        (Answer("invalid", headers={"X-akismet-alert-code": "10009"}), "problem with the account. (10009)"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_what_is_no_answer_is_put_into_words(played: PlayedAkismet, answer: Answer, words: str) -> None:
    played.check = answer
    with pytest.raises(Trouble, match=".") as raised:
        client.check(DATA)
    assert words in str(raised.value)
    assert len(str(raised.value)) <= 200
    assert "a-key" not in str(raised.value)


def test_nobody_listening_is_told_from_somebody_slow(played: PlayedAkismet, settings: object) -> None:
    settings.AKISMET_URL = "http://127.0.0.1:9"  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match="could not be reached"):
        client.check(DATA)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", 0),
        ("90", 90),
        ("-5", 0),
        ("soon", 0),
        ("9" * 400, 86_400),
        ("\u0661\u0662", 0),
        (600, 600),
        (-600, 0),
    ],
)
def test_retry_after_is_heard_in_all_its_forms(played: PlayedAkismet, value: str | int, seconds: int) -> None:
    text = http_date(time.time() + value) if isinstance(value, int) else value
    played.check = Answer("", status=429, headers={"Retry-After": text.encode().decode("latin-1")})
    with pytest.raises(Trouble) as raised:
        client.check(DATA)
    assert abs(raised.value.wait - timedelta(seconds=seconds)) <= timedelta(seconds=5)


@pytest.mark.parametrize(("value", "seconds"), [("300", 300), ("", None), ("-1", None), ("9" * 30, None)])
def test_akismet_may_want_to_be_asked_again(played: PlayedAkismet, value: str, seconds: int | None) -> None:
    played.check = Answer("false", headers={"X-akismet-recheck-after": value})
    expected = timedelta(seconds=seconds) if seconds else None
    assert client.check(DATA).again_after == expected


@pytest.mark.parametrize(("opinion", "call"), [(Opinion.HAM, "submit-ham"), (Opinion.SPAM, "submit-spam")])
def test_a_lesson_is_sent_as_what_it_is(played: PlayedAkismet, opinion: Opinion, call: str) -> None:
    client.submit(opinion, DATA)
    assert played.calls() == [call]


def test_a_lesson_that_is_not_taken_is_trouble(played: PlayedAkismet) -> None:
    played.submission = Answer("Invalid key.")
    with pytest.raises(Trouble, match="makes no sense"):
        client.submit(Opinion.HAM, DATA)


@pytest.mark.parametrize(("said", "is_known"), [("valid", True), ("invalid", False)])
def test_a_key_is_known_or_not(played: PlayedAkismet, said: str, is_known: bool) -> None:
    played.key = Answer(said)
    assert client.verify("http://localhost/") is is_known
    assert (played.calls(), played.fields()["key"]) == (["verify-key"], "a-key")
