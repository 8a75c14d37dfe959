"""Unfinished work is kept as it was typed, and every block survives the editor's form."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage
from tests import editing, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _new_address() -> str:
    return reverse("wagtailadmin_pages:add", args=["articles", "articlepage", factories.article_index().pk])


def _latest(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def _video(address: str) -> dict:
    return {"type": "video", "value": {"address": {"typed": address}}}


def test_a_new_article_opens_with_introduction_video_and_a_first_exercise(editor: Client) -> None:
    form = editor.get(_new_address()).context["form"]
    body = form.instance.body
    assert [block.block_type for block in body] == ["paragraph", "video", "exercise_list"]
    assert len(body[2].value["exercises"]) == 1


def test_the_empty_skeleton_can_be_saved(editor: Client) -> None:
    data = editing.form_data(editor, _new_address(), title="Only a title", slug="only-a-title")
    response = editor.post(_new_address(), data)
    assert "created" in editing.told(response)
    page = ArticlePage.objects.get(slug="only-a-title")
    assert not page.live
    assert [block.block_type for block in page.body] == ["paragraph", "video", "exercise_list"]


def test_a_title_is_enough_for_the_first_autosave(editor: Client) -> None:
    data = editing.form_data(editor, _new_address(), title="Only a title", slug="only-a-title")
    response = editor.post(_new_address(), data, **editing.AUTOSAVE)
    assert response.json()["success"] is True
    assert ArticlePage.objects.get(pk=response.json()["pk"]).title == "Only a title"


@pytest.mark.parametrize("typed", ["https://www.youtu", "vimeo", "https://example.com/a-video"])
def test_a_half_typed_video_address_is_kept_as_typed(editor: Client, typed: str) -> None:
    page = factories.article(live=False)
    response = editing.autosave(editor, page, body=[_video(typed)])
    assert response.json()["success"] is True
    form = editor.get(editing.edit_address(page)).context["form"]
    assert form.instance.body[0].value["address"] == typed


def test_a_time_that_is_none_yet_is_kept_as_typed(editor: Client) -> None:
    page = factories.article(live=False)
    body = [factories.exercise_list(factories.exercise_block(clip={"start": "0:0x", "end": "soon, I think"}))]
    response = editing.autosave(editor, page, body=body)
    assert response.json()["success"] is True
    clip = _latest(page).body[0].value["exercises"][0]["clip"]
    assert (clip["start"], clip["end"]) == ("0:0x", "soon, I think")


def test_a_time_that_is_none_is_refused_at_publish_with_the_way_to_type_it(editor: Client) -> None:
    page = factories.article(live=False)
    body = [factories.exercise_list(factories.exercise_block(clip={"start": "0:0x", "end": 20}))]
    response = editing.save(editor, page, editing.PUBLISH, body=body)
    errors = response.context["form"].errors["body"].as_data()[0].as_json_data()
    assert "“0:0x” is not a time. Type minutes and seconds, such as 1:35." in str(errors)


def test_half_a_clip_does_not_break_the_preview(editor: Client) -> None:
    page = factories.article(live=False)
    block = factories.exercise_block(clip={"start": "0:10", "end": ""})
    editing.save(editor, page, body=[factories.video(), factories.exercise_list(block)])
    assert [one.clip for one in _latest(page).content.exercises] == [None]


def test_a_picture_without_words_is_kept_in_a_draft_and_refused_at_publish(editor: Client) -> None:
    page, picture = factories.article(live=False), factories.image()
    assert editing.autosave(editor, page, lead_image=str(picture.pk)).json()["success"] is True
    assert _latest(page).lead_image == picture
    response = editing.save(editor, page, editing.PUBLISH)
    assert response.context["form"].errors == {
        "lead_image_alt": ["Describe the picture, or mark it as decorative."]
    }


def test_an_unfinished_draft_of_a_live_article_leaves_readers_the_old_one(editor: Client) -> None:
    page = factories.publish(factories.article(body=[factories.paragraph()]))
    response = editing.autosave(editor, page, standfirst="", body=[_video("https://www.youtu")])
    assert response.json()["success"] is True
    live = ArticlePage.objects.get(pk=page.pk)
    assert live.live
    assert live.standfirst == page.standfirst
    assert live.body[0].block_type == "paragraph"


FULL_EXERCISE: dict[str, Any] = {
    "equipment": [{"id": None, "name": "Mat"}, {"id": None, "name": "Broom"}],
    "cues": "Breathe.",
    "mistakes": "Rushing.",
    "harder": "Slower.",
    "dose": {"sets": 3, "reps": 8, "side": "each", "rest_seconds": 45},
    "clip": {"start": 5, "end": 65},
    "ask_first": "After surgery.",
    "stop_if": "it hurts.",
}


def _full_body() -> list[dict]:
    entry, person, picture = factories.exercise(), factories.person(), factories.image()
    exercises = factories.exercise_list(
        factories.exercise_block(
            "Plank", **FULL_EXERCISE, picture={"image": picture.pk, "alt_text": "A plank"}
        ),
        factories.exercise_block("", library=entry),
        heading="Both",
    )
    item = "00000000-0000-4000-8000-000000000001"
    return [
        factories.paragraph(),
        {"type": "heading", "value": "Before you begin"},
        {"type": "quote", "value": {"text": "Rest less.", "speaker": person.pk}},
        {"type": "picture", "value": {"picture": {"image": picture.pk, "decorative": True}, "caption": "C"}},
        factories.video(transcript="<p>Words.</p>", poster=picture.pk),
        exercises,
        {"type": "safety_note", "value": {"heading": "Ask first", "items": "After a fall."}},
        {
            "type": "questions",
            "value": {
                "heading": "Questions",
                "items": [
                    {"type": "item", "id": item, "value": {"question": "Why?", "answer": "<p>So.</p>"}}
                ],
            },
        },
        {"type": "table", "value": {"data": [["Week", "1"]], "table_caption": "Plan"}},
        {
            "type": "references",
            "value": {
                "heading": "References",
                "items": [{"type": "item", "id": item, "value": {"text": "Sample A.", "address": ""}}],
            },
        },
    ]


def test_every_block_comes_back_from_the_form_as_it_went_in(editor: Client) -> None:
    factories.equipment("Mat")
    page = factories.publish(factories.article(body=_full_body()))
    before = page.body.stream_block.get_prep_value(page.body)
    response = editing.save(editor, page, editing.PUBLISH)
    assert "has been published" in editing.told(response), response.context["form"].errors
    after = _latest(page).body
    prepared = after.stream_block.get_prep_value(after)
    assert [_comparable(block) for block in prepared] == [_comparable(block) for block in before]


def _comparable(block: dict) -> dict:
    """Without what saving adds: Draftail's keys, equipment's keys, "" for nothing, a table's settings."""
    text = re.sub(r' data-block-key=\\"\w+\\"', "", json.dumps(block))
    found = json.loads(re.sub(r'"id": \d+, "name"', '"id": null, "name"', text).replace("null", '""'))
    if block["type"] == "table":
        found["value"] = {name: found["value"][name] for name in ("data", "table_caption")}
    return {"type": found["type"], "value": found["value"]}


def test_publishing_links_typed_equipment_to_the_librarys(editor: Client) -> None:
    mat = factories.equipment("Mat")
    block = factories.exercise_block(equipment=[{"id": None, "name": "mat"}, {"id": None, "name": "Broom"}])
    page = factories.article(live=False, body=[factories.exercise_list(block)])
    editing.save(editor, page, editing.PUBLISH)
    items = ArticlePage.objects.get(pk=page.pk).body[0].value["exercises"][0]["equipment"]
    assert [(item.pk, item.name) for item in items] == [(mat.pk, "Mat"), (None, "Broom")]


def test_old_and_new_versions_of_every_block_can_be_compared(editor: Client) -> None:
    page = factories.article(body=_full_body())
    first = page.save_revision()
    page.body = [factories.paragraph("<p>Changed.</p>"), _video("https://www.youtu"), *_full_body()[3:]]
    second = page.save_revision(clean=False)
    for one, other in ((first.pk, second.pk), ("earliest", "latest"), ("live", second.pk)):
        address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, one, other])
        assert editor.get(address).status_code == 200
    text = editor.get(address).content.decode()
    assert "Changed." in text
    assert "VideoAddress(" not in text
    assert "https://www.youtu" in text


def test_a_copy_and_an_alias_of_a_full_article_can_be_made() -> None:
    page = factories.publish(factories.article(body=_full_body()))
    copy = page.copy(update_attrs={"slug": "a-copy"})
    alias = page.create_alias(update_slug="an-alias", parent=factories.article_index())
    assert copy.exercise_count == alias.exercise_count == 2
    factories.publish(copy)
