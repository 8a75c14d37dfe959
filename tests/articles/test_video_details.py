"""Publishing an article asks its video's provider, later and at its own risk."""

from types import SimpleNamespace

import pytest

from articles import tasks
from articles.models import VideoRecord
from articles.video.details import DetailsUnavailable, Reason
from tests import editing, factories

pytestmark = pytest.mark.django_db(transaction=False)

VIMEO = {"address": {"provider": "vimeo", "id": "1234567", "hash": ""}, "title": "", "duration": None}


@pytest.fixture(autouse=True)
def _fetching_is_on(settings: object) -> None:
    settings.FETCH_VIDEO_DETAILS = True


def _publish(django_capture_on_commit_callbacks: object) -> object:
    with django_capture_on_commit_callbacks(execute=True):
        return factories.publish(factories.article(body=[factories.video(**VIMEO)]))


def test_what_the_provider_says_is_shown(monkeypatch, django_capture_on_commit_callbacks) -> None:
    answer = SimpleNamespace(title="Six moves", duration=95)
    monkeypatch.setattr(tasks, "fetch_details", lambda address, **options: answer)
    page = _publish(django_capture_on_commit_callbacks)
    video = type(page).objects.get(pk=page.pk).content.video
    assert (video.display_title, video.known_duration) == ("Six moves", 95)


def test_a_provider_that_fails_leaves_the_article_published_and_the_reason_kept(
    monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def fail(address: object, **options: object) -> None:
        raise DetailsUnavailable(next(iter(Reason)))

    monkeypatch.setattr(tasks, "fetch_details", fail)
    page = _publish(django_capture_on_commit_callbacks)
    assert page.live
    assert VideoRecord.objects.get().problem != ""


def test_a_video_whose_details_are_known_is_not_asked_again(
    monkeypatch, django_capture_on_commit_callbacks
) -> None:
    VideoRecord.objects.create(provider="vimeo", video_id="1234567", title="Known", duration=10)
    asked = []
    monkeypatch.setattr(tasks, "fetch_details", lambda address, **options: asked.append(address))
    _publish(django_capture_on_commit_callbacks)
    assert asked == []


def test_lists_show_a_length_as_soon_as_the_provider_tells_it(
    monkeypatch, django_capture_on_commit_callbacks
) -> None:
    answer = SimpleNamespace(title="Six moves", duration=95)
    monkeypatch.setattr(tasks, "fetch_details", lambda address, **options: answer)
    page = _publish(django_capture_on_commit_callbacks)
    assert type(page).objects.get(pk=page.pk).video_seconds == 95


def test_saving_a_draft_asks_once_however_often_it_is_saved(
    monkeypatch, client, django_capture_on_commit_callbacks
) -> None:
    asked = []

    def answer(address: object, **options: object) -> object:
        asked.append(address)
        return SimpleNamespace(title="Six moves", duration=95)

    monkeypatch.setattr(tasks, "fetch_details", answer)
    client.force_login(factories.user("editor", "Editors"))
    page = factories.article(body=[factories.video(**VIMEO)], live=False)
    with django_capture_on_commit_callbacks(execute=True):
        editing.save(client, page)
        editing.autosave(client, page)
    assert len(asked) == 1
