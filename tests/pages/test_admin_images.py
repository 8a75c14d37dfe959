"""What an editor is told when a picture cannot be taken."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from pages.models import SiteImage
from tests import factories

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40v30z"/></svg>'


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _png(width: int = 40, height: int = 30) -> bytes:
    file = BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


def _upload(client: Client, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("wagtailimages:add"), {"title": "A picture", "file": file, "collection": 1})


@pytest.mark.parametrize(
    ("name", "content"), [("good.png", _png()), ("good.svg", SVG)], ids=["PNG", "SVG"]
)
def test_a_picture_is_taken(editor: Client, name: str, content: bytes) -> None:
    assert _upload(editor, name, content).status_code == 302
    assert SiteImage.objects.get().width == 40


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("notes.png", b"These are notes.", "not a valid"),
        ("cut-off.png", _png()[:60], "not a valid"),
        ("renamed.jpg", _png(), "not a valid"),
        ("broken.svg", SVG[:40], "not a valid"),
        ("page.svg", b"<html><body>No picture</body></html>", "not a valid"),
        ("entities.svg", b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.replace(b"/></svg>", b'/>&a;</svg>'), "not a valid"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42", "extension"),
        ("empty.png", b"", "empty"),
        ("huge.png", _png(8000, 8000), "pixels"),
    ],
)
def test_what_is_no_usable_picture_is_refused_at_the_field(
    editor: Client, name: str, content: bytes, message: str
) -> None:
    response = _upload(editor, name, content)
    assert response.status_code == 200
    assert message in " ".join(response.context["form"].errors["file"])
    assert not SiteImage.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit(editor: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("wagtail.images.fields.WagtailImageField.check_image_file_size", _refuse_any_size)
    response = _upload(editor, "large.png", _png())
    assert "too big" in " ".join(response.context["form"].errors["file"])


def _refuse_any_size(field: Any, file: Any) -> None:
    from django.core.exceptions import ValidationError

    if field.max_upload_size == 12 * 1024 * 1024:
        raise ValidationError("This file is too big.")
