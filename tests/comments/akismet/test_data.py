"""What Akismet is told: all it documents, and nothing that is not true."""

from datetime import UTC, datetime
from typing import Any

import pytest

from articles.models import ArticlePage
from comments.akismet import steps
from comments.models import Comment
from tests import factories
from tests.comments.akismet.played import PlayedAkismet
from tests.comments.akismet.things import judged, rules
from tests.comments.desk_things import waiting
from tests.comments.writing import send

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WRITTEN = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)


def test_a_comment_is_told_with_everything_that_is_known(played: PlayedAkismet) -> None:
    article = factories.article("Six exercises", topics=[factories.topic("Hips")])
    article.tags.add("running")
    article.save()
    ArticlePage.objects.filter(pk=article.pk).update(last_published_at=WRITTEN)
    judged(
        text="Häh?\nBuy pills.", page=article, name="Nia R.", email="nia@example.org", referrer="http://x.test/",
        user_agent="Firefox", sender_address="2001:db8::7", created_at=WRITTEN,
    )  # fmt: skip
    assert played.fields() == {
        "api_key": "a-key",
        "blog": "http://localhost/",
        "blog_lang": "en",
        "blog_charset": "UTF-8",
        "permalink": f"http://localhost{article.url}",
        "comment_type": "comment",
        "comment_post_modified_gmt": "2026-05-04T12:30:00Z",
        "comment_context[]": ["Six exercises", "Hips", "running"],
        "honeypot_field_name": "website",
        "website": "",
        "user_ip": "2001:db8::7",
        "user_agent": "Firefox",
        "referrer": "http://x.test/",
        "comment_author": "Nia R.",
        "comment_author_email": "nia@example.org",
        "comment_content": "Häh?\nBuy pills.",
        "comment_date_gmt": "2026-05-04T12:30:00Z",
    }


def test_a_reply_is_told_as_one(played: PlayedAkismet) -> None:
    parent = waiting()
    judged(page=parent.page, parent=parent, thread=parent, depth=2)
    assert played.fields()["comment_type"] == "reply"


def test_an_exercise_is_told_by_its_title(played: PlayedAkismet) -> None:
    judged(page=factories.exercise("Side plank"))
    assert played.fields()["comment_context[]"] == "Side plank"


def test_while_developing_akismet_learns_nothing(played: PlayedAkismet, settings: Any) -> None:
    settings.DEBUG = True
    judged()
    assert played.fields()["is_test"] == "1"


def test_languages_are_told_in_akismets_way(played: PlayedAkismet, settings: Any) -> None:
    settings.LANGUAGE_CODE = "pt-br"
    judged()
    assert played.fields()["blog_lang"] == "pt_br"


def test_the_hidden_field_is_told_with_what_was_in_it(played: PlayedAkismet) -> None:
    send(f"/comments/{factories.article().pk}/", website="pills.example")
    steps.take(Comment.objects.get().pk)
    assert played.fields()["honeypot_field_name"] == "website"
    assert played.fields()["website"] == "pills.example"


def test_a_hidden_field_that_nobody_looks_at_is_not_told(played: PlayedAkismet) -> None:
    rules(honeypot_mode="off")
    judged()
    assert not {"honeypot_field_name", "website"} & played.fields().keys()
