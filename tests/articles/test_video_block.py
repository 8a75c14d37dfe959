"""The video block: what an editor may paste, and what is said when it cannot be used."""

import pytest
from django.core.exceptions import ValidationError

from articles.blocks import ArticleBodyBlock, VideoBlock
from articles.models import VideoRecord
from pages.models import SiteMedia
from tests import factories

pytestmark = pytest.mark.django_db


def _clean(data: dict, deferred: bool = False) -> dict:
    block = VideoBlock()
    value = block.to_python(data)
    return (block.clean_deferred if deferred else block.clean)(value)


def _errors(data: dict) -> dict:
    with pytest.raises(ValidationError) as refused:
        _clean(data)
    return {name: error.messages[0] for name, error in refused.value.block_errors.items()}


def _file(**fields: object) -> SiteMedia:
    return SiteMedia.objects.create(
        title="Routine", type="video", file="media/routine.mp4", duration=128.4, **fields
    )


def test_a_pasted_address_becomes_provider_and_id() -> None:
    value = _clean({"address": {"typed": "https://youtu.be/dQw4w9WgXcQ?t=43"}})
    assert (value.provider, value.hosted.video_id) == ("youtube", "dQw4w9WgXcQ")
    assert VideoBlock().get_prep_value(value)["address"] == {
        "provider": "youtube",
        "id": "dQw4w9WgXcQ",
        "hash": "",
        "start": 43,
    }


def test_a_video_that_begins_later_still_does_after_the_next_save() -> None:
    block = VideoBlock().child_blocks["address"]
    stored = block.get_prep_value(block.value_from_form("https://youtu.be/dQw4w9WgXcQ?t=43"))
    shown = block.value_for_form(block.to_python(stored))
    assert block.get_prep_value(block.value_from_form(shown)) == stored
    assert "start=43" in block.to_python(stored).embed_url


def test_an_unusable_address_is_refused_at_its_field_saying_which_forms_work() -> None:
    errors = _errors({"address": {"typed": "https://example.com/film"}})
    assert list(errors) == ["address"]
    assert "youtu.be" in errors["address"]
    assert "vimeo.com" in errors["address"]


def test_a_draft_keeps_an_unfinished_address_as_typed() -> None:
    value = _clean({"address": {"typed": "https://youtu.be/dQw4"}}, deferred=True)
    assert value["address"] == "https://youtu.be/dQw4"
    assert not value.is_playable
    assert VideoBlock().get_prep_value(value)["address"] == {"typed": "https://youtu.be/dQw4"}


def test_a_video_is_an_address_or_a_file_but_not_both() -> None:
    both = {"address": {"provider": "vimeo", "id": "1234567"}, "file": _file().pk}
    assert list(_errors(both)) == ["file"]
    assert list(_errors({})) == ["address"]


def test_the_length_is_measured_before_it_is_fetched_before_it_is_typed() -> None:
    VideoRecord.objects.create(provider="vimeo", video_id="1234567", title="From Vimeo", duration=90)
    assert _clean({"file": _file().pk, "duration": 50}).known_duration == 128
    fetched = _clean({"address": {"provider": "vimeo", "id": "1234567"}, "duration": 50})
    assert (fetched.known_duration, fetched.display_title) == (90, "From Vimeo")
    assert (
        _clean({"address": {"provider": "youtube", "id": "dQw4w9WgXcQ"}, "duration": 50}).known_duration == 50
    )


def test_watching_a_step_without_scripts_leads_to_its_second() -> None:
    uploaded = _clean({"file": _file().pk})
    assert uploaded.url_at(95, 130).endswith("routine.mp4#t=95,130")
    hosted = _clean({"address": {"provider": "youtube", "id": "dQw4w9WgXcQ"}})
    assert hosted.url_at(95).startswith("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    assert "95" in hosted.url_at(95)


def _body(*blocks: dict) -> object:
    block = ArticleBodyBlock()
    return block.to_python(list(blocks))


def _body_problems(*blocks: dict) -> list[str]:
    from pages.publishing import stream_problems

    return stream_problems(_body(*blocks))


def test_an_article_has_at_most_one_video() -> None:
    (problem,) = _body_problems(factories.video(), factories.video())
    assert "Video" in problem


def test_a_clip_may_not_end_after_the_video() -> None:
    exercise = factories.exercise_block(clip={"start": 100, "end": 121})
    (problem,) = _body_problems(factories.video(duration=120), factories.exercise_list(exercise))
    assert problem.endswith("The video ends at 2:00; this clip ends at 2:01.")
    assert "Exercise 1 › Clip in the video › To" in problem


@pytest.mark.parametrize("clip", [{"start": 0, "end": 120}, {"start": None, "end": None}])
def test_clips_inside_the_video_and_no_clip_at_all_are_fine(clip: dict) -> None:
    assert (
        _body_problems(
            factories.video(duration=120), factories.exercise_list(factories.exercise_block(clip=clip))
        )
        == []
    )


def test_clips_are_not_judged_while_the_length_is_unknown() -> None:
    exercise = factories.exercise_block(clip={"start": 5000, "end": 5010})
    assert _body_problems(factories.video(duration=None), factories.exercise_list(exercise)) == []


@pytest.mark.parametrize(
    ("clip", "message"),
    [
        ({"start": 20, "end": 10}, "The clip ends before it starts."),
        ({"start": 20, "end": 20}, "The clip ends before it starts."),
        ({"start": 20, "end": None}, "A clip needs both times, or none."),
        ({"start": "1:75", "end": None}, "“1:75” is not a time. Type minutes and seconds, such as 1:35."),
    ],
)
def test_a_clip_that_makes_no_sense_is_explained(clip: dict, message: str) -> None:
    problems = _body_problems(factories.exercise_list(factories.exercise_block(clip=clip)))
    assert len(problems) == 1
    assert message in problems[0]


def test_a_dose_with_two_measures_is_explained() -> None:
    exercise = factories.exercise_block(dose={"sets": 3, "reps": 10, "hold_seconds": 20})
    (problem,) = _body_problems(factories.exercise_list(exercise))
    assert "only one of the three" in problem
    assert "hold (seconds)" in problem
