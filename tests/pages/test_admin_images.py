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

XHR = {"headers": {"x-requested-with": "XMLHttpRequest"}}
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


@pytest.mark.parametrize(("name", "content"), [("good.png", _png()), ("good.svg", SVG)], ids=["PNG", "SVG"])
def test_a_picture_is_taken(editor: Client, name: str, content: bytes) -> None:
    assert _upload(editor, name, content).status_code == 302
    assert SiteImage.objects.get().width == 40


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("notes.png", b"These are notes.", "not an image"),
        ("cut-off.png", _png(400, 300)[:-40], "This picture is damaged or cut off. Export it again."),
        ("renamed.jpg", _png(), "The extension does not match the file format (png)"),
        ("broken.svg", SVG[:40], "not an image"),
        ("page.svg", b"<html><body>No picture</body></html>", "This file is no SVG drawing."),
        ("script.svg", SVG.replace(b"<path", b"<script>alert(1)</script><path"), "contains a script"),
        ("handler.svg", SVG.replace(b"<path", b'<path onload="alert(1)"'), "contains a script"),
        ("link.svg", SVG.replace(b"<path", b'<a href=" java\nscript:alert(1)"/><path'), "contains a script"),
        (
            "entities.svg",
            b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.replace(b"/>", b">&a;</path>"),
            "not an image",
        ),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42", "not an image"),
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


def test_a_file_that_is_too_large_is_refused_with_the_limit(editor: Client) -> None:
    response = _upload(editor, "large.png", _png() + b"\0" * (12 * 1024 * 1024))
    assert "12.0" in " ".join(response.context["form"].errors["file"])
    assert not SiteImage.objects.exists()


def test_the_upload_of_many_at_once_refuses_the_same(editor: Client) -> None:
    file = SimpleUploadedFile("page.svg", b"<html><body>No picture</body></html>")
    address = reverse("wagtailimages:add_multiple")
    answer = editor.post(address, {"files[]": file, "title": "A picture", "collection": 1}, **XHR).json()
    assert answer["success"] is False
    assert "This file is no SVG drawing." in answer["error_message"]


def test_a_pictures_words_can_be_changed_without_a_new_file(editor: Client) -> None:
    picture = factories.image()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    data = {"title": "New title", "description": "A field", "collection": 1, "tags": ""}
    assert editor.post(address, data).status_code == 302
    assert SiteImage.objects.get().title == "New title"
