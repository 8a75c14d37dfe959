"""Pictures come in ready-made sizes, made by a task; no reader's request encodes one."""

import pytest
from django.template import Context, Template
from wagtail.images.models import AbstractImage

from pages.pictures import make_renditions, missing_specs, sources_of, specs_for
from tests import factories

pytestmark = pytest.mark.django_db


def _upload(size: tuple[int, int] = (1000, 500)) -> object:
    return factories.image(size=size)


def test_an_upload_gets_each_format_in_each_width_it_is_wide_enough_for(
    django_capture_on_commit_callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = _upload()
    widths = sorted((r.width, r.filter_spec.rpartition("-")[2]) for r in image.renditions.all())
    assert widths == sorted((width, name) for width in (400, 800, 1000) for name in ("avif", "webp", "jpeg"))
    assert missing_specs(image) == []


def test_making_sizes_twice_makes_nothing_twice() -> None:
    image = _upload(size=(500, 300))
    assert make_renditions.call(image.pk) == len(specs_for(image))
    assert make_renditions.call(image.pk) == 0
    assert make_renditions.call(999_999) == 0


def test_a_reader_never_encodes_a_picture(monkeypatch) -> None:
    image = _upload()

    def encode(*args: object, **kwargs: object) -> None:
        raise AssertionError("a request encoded a picture")

    monkeypatch.setattr(AbstractImage, "get_rendition", encode)
    monkeypatch.setattr(AbstractImage, "generate_rendition_file", encode)
    sources = sources_of(image)
    assert (sources.url, sources.width, sources.height) == (image.file.url, 1000, 500)
    assert sources.sources == []


def test_a_picture_says_its_size_and_offers_the_best_format_first() -> None:
    image = _upload()
    make_renditions.call(image.pk)
    html = Template("{% load pages_tags %}{% picture image 'A runner' '50vw' %}").render(
        Context({"image": type(image).objects.get(pk=image.pk)})
    )
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert 'width="1000"' in html
    assert 'height="500"' in html
    assert 'alt="A runner"' in html
    assert "400w" in html
    assert "1000w" in html


def test_a_drawing_is_shown_as_it_is() -> None:
    from django.core.files.base import ContentFile

    from pages.models import SiteImage

    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><path d="M0 0h9"/></svg>'
    drawing = SiteImage.objects.create(
        title="Drawing", file=ContentFile(svg, "drawing.svg"), width=400, height=300
    )
    assert specs_for(drawing) == []
    assert sources_of(drawing).url == drawing.file.url
