"""What an editor is told of an article that nothing forbids."""

import pytest
from django.test import Client

from articles.checks import hints_for
from articles.models import VideoRecord
from tests import editing, factories

pytestmark = pytest.mark.django_db

OVERLAP = "The clips of “Plank” (0:05–0:30) and “Bird dog” (0:20–0:50) overlap."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _body(second_start: int = 20, **video: object) -> list[dict]:
    return [
        factories.video(**video),
        factories.exercise_list(
            factories.exercise_block("Plank", clip={"start": 5, "end": 30}),
            factories.exercise_block("Bird dog", clip={"start": second_start, "end": 50}),
        ),
    ]


@pytest.mark.parametrize("action", [editing.DRAFT, editing.PUBLISH], ids=["saving", "publishing"])
def test_overlapping_clips_are_told_after(editor: Client, action: dict[str, str]) -> None:
    page = factories.article(body=_body(), live=False)
    assert OVERLAP in editing.told(editing.save(editor, page, action))


def test_clips_that_meet_are_not_told(editor: Client) -> None:
    page = factories.article(body=_body(second_start=30), live=False)
    assert "overlap" not in editing.told(editing.save(editor, page))


def test_saving_in_the_background_piles_up_no_messages(editor: Client) -> None:
    page = factories.article(body=_body(), live=False)
    response = editing.autosave(editor, page)
    assert response.json()["success"] is True
    assert editing.told(response) == ""


def test_the_checks_panel_tells_too(editor: Client) -> None:
    page = factories.article(body=_body(), live=False)
    assert OVERLAP in editor.get(editing.edit_address(page)).content.decode()


def test_the_checks_panel_of_other_pages_is_as_ever(editor: Client) -> None:
    text = editor.get(editing.edit_address(factories.person())).content.decode()
    assert "Issues found" in text
    assert "data-article-hints" not in text


def test_a_hosted_video_without_title_and_length_is_told() -> None:
    page = factories.article(body=_body(second_start=30, title="", duration=None))
    title, length = hints_for(page)
    assert "has no title yet" in title
    assert "length is not known" in length


def test_what_the_provider_said_is_told() -> None:
    VideoRecord.objects.create(provider="youtube", video_id="dQw4w9WgXcQ", problem="The video is private.")
    page = factories.article(body=_body(second_start=30))
    assert hints_for(page) == ["About the video: The video is private."]


def test_a_finished_article_gets_no_hints() -> None:
    assert hints_for(factories.article(body=_body(second_start=30))) == []
    assert hints_for(factories.article(body=[factories.paragraph()])) == []


def test_a_long_clip_that_reaches_over_two_others_is_told_twice() -> None:
    block = factories.exercise_block
    exercises = factories.exercise_list(
        block("A", clip={"start": 0, "end": 100}),
        block("B", clip={"start": 10, "end": 20}),
        block("C", clip={"start": 50, "end": 60}),
    )
    hints = " ".join(hints_for(factories.article(body=[factories.video(), exercises])))
    assert "“A” (0:00–1:40) and “B” (0:10–0:20)" in hints
    assert "“A” (0:00–1:40) and “C” (0:50–1:00)" in hints


@pytest.mark.parametrize(("provider", "told"), [("vimeo", 0), ("youtube", 1)])
def test_nothing_is_asked_for_that_the_provider_may_still_tell(settings, provider: str, told: int) -> None:
    settings.FETCH_VIDEO_DETAILS = True
    address = {"provider": provider, "id": "12345678901" if provider == "youtube" else "12345678", "hash": ""}
    page = factories.article(body=[factories.video(address=address, title="", duration=None)])
    assert len(hints_for(page)) == told


def test_a_clip_beyond_a_length_that_became_known_later_is_told() -> None:
    address = {"provider": "vimeo", "id": "1234567", "hash": ""}
    clip = factories.exercise_block("A", clip={"start": 0, "end": 500})
    body = [factories.video(address=address, title="", duration=None), factories.exercise_list(clip)]
    page = factories.article(body=body)
    VideoRecord.objects.create(provider="vimeo", video_id="1234567", title="Six moves", duration=60)
    assert "The video ends at 1:00; this clip ends at 8:20." in hints_for(type(page).objects.get(pk=page.pk))
