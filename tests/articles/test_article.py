"""The article model: what is refused, what is counted, what machines are told."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from articles.clips import overlaps
from pages.publishing import PublishRefused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def _graph(page: object) -> dict[str, dict]:
    objects = page.get_structured_data(RequestFactory().get("/"))
    return {one["@type"]: one for one in objects}


@pytest.mark.parametrize("slug", ["feed", "page", "print", "follow"])
def test_an_article_may_not_take_an_address_of_the_sites_own(slug: str) -> None:
    page = factories.article()
    page.slug = slug
    with pytest.raises(ValidationError, match="used by the site itself"):
        page.full_clean()


def test_a_lead_image_needs_words_or_the_mark_decorative() -> None:
    page = factories.article(lead_image=factories.image(), lead_image_alt="A runner")
    page.lead_image_alt = ""
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["lead_image_alt"]
    page.lead_image_decorative = True
    page.full_clean()


def test_lists_know_an_articles_figures_without_reading_its_body() -> None:
    timed = factories.exercise_block(dose={"sets": 2, "hold_seconds": 30, "rest_seconds": 10})
    page = factories.article(body=[factories.video(duration=128), factories.exercise_list(timed, timed)])
    assert (page.exercise_count, page.video_seconds, page.routine_seconds) == (2, 128, 140)
    assert page.reading_minutes == 1


def test_an_article_with_an_empty_body_is_not_published_by_code_either() -> None:
    page = factories.article(live=False)
    page.body = []
    with pytest.raises(PublishRefused):
        factories.publish(page)
    page.refresh_from_db()
    assert not page.live


def test_the_refusal_names_the_block() -> None:
    page = factories.article()
    page.body = [
        factories.paragraph(),
        factories.exercise_list({"name": "Plank"}),
        {"type": "video", "value": {}},
    ]
    with pytest.raises(PublishRefused) as refused:
        factories.publish(page)
    assert any(
        "Exercise list (2) › Exercises › Exercise 1 › Instructions" in text for text in refused.value.messages
    )
    assert any("Video (3) › Address" in text for text in refused.value.messages)


def test_a_reviewed_article_stands_in_a_medical_web_page() -> None:
    reviewer = factories.person("Jo Example", credentials="MD")
    page = factories.article(reviewed_by=reviewer, reviewed_on=date(2026, 3, 1))
    graph = _graph(page)
    assert graph["MedicalWebPage"]["reviewedBy"]["name"] == "Jo Example"
    assert graph["MedicalWebPage"]["mainEntity"]["@type"] == "Article"
    assert "Article" in _graph(factories.article())


def test_the_video_has_a_clip_for_each_exercise_that_has_one() -> None:
    block = factories.exercise_block
    exercises = factories.exercise_list(
        block("B", clip={"start": 60, "end": 90}), block("A", clip={"start": 5, "end": 50}), block("C")
    )
    graph = _graph(factories.article(body=[factories.video(), exercises]))
    assert [
        (clip["name"], clip["startOffset"], clip["endOffset"]) for clip in graph["VideoObject"]["hasPart"]
    ] == [
        ("A", 5, 50),
        ("B", 60, 90),
    ]
    assert graph["VideoObject"]["duration"] == "PT2M"


def test_nothing_invisible_is_said_to_machines() -> None:
    graph = _graph(factories.article(body=[factories.paragraph()]))
    assert "VideoObject" not in graph
    assert "ExercisePlan" not in graph
    assert "image" not in graph["Article"]


def test_breadcrumbs_lead_from_home_to_the_article() -> None:
    page = factories.article("Knees on stairs")
    names = [step["name"] for step in _graph(page)["BreadcrumbList"]["itemListElement"]]
    assert names == ["Plumbline", "Articles", "Knees on stairs"]


def test_the_account_of_an_author_is_an_author() -> None:
    account, stranger = factories.user("alex"), factories.user("someone")
    page = factories.article(authors=[factories.person(account=account)])
    assert page.is_author(account)
    assert not page.is_author(stranger)


def test_overlapping_clips_are_found_in_the_order_of_the_video() -> None:
    block = factories.exercise_block
    exercises = factories.exercise_list(
        block("A", clip={"start": 0, "end": 30}),
        block("C", clip={"start": 40, "end": 60}),
        block("B", clip={"start": 20, "end": 40}),
    )
    page = factories.article(body=[factories.video(), exercises])
    assert [(one.name, other.name) for one, other in overlaps(page.content.chapters)] == [("A", "B")]


def test_related_articles_prefer_the_topic_and_never_show_drafts() -> None:
    from articles.context import related_articles

    knees = factories.topic("Knees")
    page = factories.article("Mine", topics=[knees])
    factories.article("Other subject", published_on=date(2026, 5, 1))
    factories.article("Same topic", topics=[knees], published_on=date(2020, 1, 1))
    factories.article("Draft", topics=[knees], live=False)
    assert [one.title for one in related_articles(page)] == ["Same topic", "Other subject"]


def test_an_article_without_a_video_shows_its_lead_image_once_and_at_once(client: Client) -> None:
    fields = {"lead_image": factories.image(), "lead_image_alt": "A runner on a hill"}
    without = factories.article(body=[factories.paragraph()], **fields)
    picture = BeautifulSoup(client.get(without.url).content, "html.parser").select_one(
        ".main > :first-child img"
    )
    assert picture["alt"] == "A runner on a hill"
    assert "loading" not in picture.attrs
    assert {"width", "height"} <= set(picture.attrs)
    with_video = BeautifulSoup(client.get(factories.article(**fields).url).content, "html.parser")
    assert with_video.select(".opener") == []


@pytest.mark.parametrize("kind", ["", "atom/"])
def test_a_feed_names_its_own_address_whatever_host_it_was_asked_with(client: Client, kind: str) -> None:
    address = f"{factories.article().get_parent().url}feed/{kind}"
    feed = BeautifulSoup(client.get(address, headers={"host": "evil.localhost"}).content, "html.parser")
    assert feed.find(rel="self")["href"] == f"http://localhost{address}"


def test_machines_read_of_a_topic_on_its_page(client: Client) -> None:
    topic = factories.topic("Running", description="For people who run.")
    index = factories.article(topics=[topic]).get_parent()
    soup = BeautifulSoup(client.get(f"{index.url}?topic={topic.slug}").content, "html.parser")
    assert soup.find("meta", property="og:title")["content"] == "Running"
    assert soup.find("meta", property="og:description")["content"] == "For people who run."
    page, trail = json.loads(soup.find("script", type="application/ld+json").string)["@graph"]
    address = f"{index.full_url}?topic={topic.slug}"
    assert (page["name"], page["description"], page["url"]) == ("Running", "For people who run.", address)
    assert [step["name"] for step in trail["itemListElement"]] == ["Plumbline", "Articles", "Running"]


def test_machines_are_shown_the_picture_that_readers_see() -> None:
    lead, poster = factories.image("Lead"), factories.image("Poster")
    shown = {"lead_image": lead, "lead_image_decorative": True}
    with_poster = _graph(factories.article(body=[factories.video(poster=poster.pk)], **shown))
    without = _graph(factories.article(body=[factories.paragraph()], **shown))
    assert poster.file.url in with_poster["Article"]["image"]
    assert poster.file.url in with_poster["VideoObject"]["thumbnailUrl"]
    assert lead.file.url in without["Article"]["image"]
