"""Uploading a video: it is measured, and what no browser could play is refused at its field."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection
from wagtailmedia.forms import get_media_form

from pages.models import SiteMedia

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent / "fixtures"


def _form(**files: SimpleUploadedFile) -> object:
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    owner = get_user_model().objects.get_or_create(username="owner", defaults={"is_superuser": True})[0]
    data = {"title": "Routine", "captions_language": "en", "collection": Collection.get_first_root_node().pk}
    form = get_media_form(SiteMedia)(data, files, instance=SiteMedia(type="video"), user=owner)
    form.is_valid()
    return form


def _file(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else (FIXTURES / name).read_bytes())


def test_an_upload_knows_its_length_and_size() -> None:
    form = _form(file=_file("short.mp4"))
    assert form.errors == {}
    video = form.save()
    assert (video.duration, video.width, video.height) == (2, 64, 36)


@pytest.mark.parametrize("file", [_file("text.mp4", b"not a film"), _file("sound.mp4")])
def test_what_is_no_video_is_refused_at_the_file(file: SimpleUploadedFile) -> None:
    assert list(_form(file=file).errors) == ["file"]


def test_captions_must_be_webvtt() -> None:
    good, bad = _file("routine.vtt", b"WEBVTT\n\n"), _file("routine.vtt", b"1\n00:00:01,000 --> x\n")
    assert "captions" in _form(file=_file("short.mp4"), captions=bad).errors
    assert _form(file=_file("short.mp4"), captions=good).errors == {}


def test_a_second_encoding_is_offered_after_the_first() -> None:
    video = SiteMedia(title="Routine", type="video", file="media/a.mp4", alternative="media/a.webm")
    assert [(s["src"].rpartition("/")[2], s["type"]) for s in video.sources] == [
        ("a.mp4", "video/mp4"),
        ("a.webm", "video/webm"),
    ]


def test_a_second_encoding_that_is_no_video_is_refused_at_its_field() -> None:
    assert list(_form(file=_file("short.mp4"), alternative=_file("x.webm", b"junk")).errors) == [
        "alternative"
    ]
