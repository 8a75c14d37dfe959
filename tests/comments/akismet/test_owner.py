"""What an owner can find out about the key before readers do."""

from io import StringIO
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from tests.comments.akismet.played import INVALID, SUSPENDED, Answer, PlayedAkismet

pytestmark = pytest.mark.django_db


def test_the_command_says_that_the_key_is_known(played: PlayedAkismet) -> None:
    out = StringIO()
    call_command("akismet_key", stdout=out)
    assert "Akismet knows the key for http://localhost" in out.getvalue()
    assert (played.calls(), played.fields()["key"]) == (["verify-key"], "a-key")


@pytest.mark.parametrize(
    ("answer", "words"),
    [(INVALID, "does not know"), (SUSPENDED, "suspended"), (Answer("", status=500), "error 500")],
    ids=["invalid", "suspended", "broken"],
)
def test_the_command_fails_with_akismets_words(played: PlayedAkismet, answer: Answer, words: str) -> None:
    played.key = answer
    with pytest.raises(CommandError, match=words):
        call_command("akismet_key")


def test_the_command_says_that_there_is_no_key(settings: Any) -> None:
    settings.AKISMET_KEY = ""
    with pytest.raises(CommandError, match="AKISMET_KEY"):
        call_command("akismet_key")


@pytest.mark.parametrize(
    ("key", "site", "proxies", "expected"),
    [
        ("", "http://localhost", [], set()),
        ("a-key", "https://example.org", ["127.0.0.1/32"], set()),
        ("a-key", "http://localhost:8000", ["127.0.0.1/32"], {"comments.W001"}),
        ("a-key", "https://example.org", [], {"comments.W002"}),
    ],
)  # fmt: skip
def test_a_deploy_check_warns_of_what_akismet_would_misunderstand(
    settings: Any, key: str, site: str, proxies: list[str], expected: set[str]
) -> None:
    settings.AKISMET_KEY, settings.SITE_URL, settings.TRUSTED_PROXIES = key, site, proxies
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert {one for one in found if str(one).startswith("comments.")} == expected
