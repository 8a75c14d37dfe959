"""Ready-made sizes of pictures. No reader's request ever encodes one.

`make_renditions` runs as a task after an upload; `sources_of` only looks up what exists, so a
picture whose sizes are not made yet is shown as it was uploaded (limits stand at upload).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django_tasks import task
from wagtail.images import get_image_model

WIDTHS = (400, 800, 1200, 1600)
FORMATS = ("avif", "webp", "jpeg")  # best first: browsers take the first they know


@dataclass(frozen=True)
class Source:
    """One `source` of a picture: its MIME type and its srcset."""

    mime_type: str
    srcset: str


@dataclass(frozen=True)
class PictureSources:
    """What a picture element needs: address and pixel size of the fallback, and better sources."""

    url: str
    width: int
    height: int
    srcset: str = ""
    sources: list[Source] = field(default_factory=list)


def specs_for(image: Any) -> list[str]:
    """The filter specs to make of `image`: each format in each width that it is wide enough for."""
    if image.is_svg():
        return []
    widths = [width for width in WIDTHS if width < image.width] + [min(image.width, WIDTHS[-1])]
    return [f"width-{width}|format-{name}" for name in FORMATS for width in dict.fromkeys(widths)]


def missing_specs(image: Any) -> list[str]:
    """Those specs of `image` that have no rendition yet."""
    made = {rendition.filter_spec for rendition in image.renditions.all()}
    return [spec for spec in specs_for(image) if spec not in made]


@task(backend="background")
def make_renditions(image_id: int) -> int:
    """Encode every missing size of one picture; returns how many were made. Safe to repeat."""
    image = get_image_model().objects.prefetch_related("renditions").filter(pk=image_id).first()
    specs = missing_specs(image) if image else []
    for spec in specs:
        image.get_rendition(spec)
    return len(specs)


def sources_of(image: Any) -> PictureSources:
    """The sources of `image` from the renditions that exist; one query unless they are prefetched."""
    ladders = _ladders(image)
    fallback = ladders.pop("jpeg", [])
    if not fallback:
        return PictureSources(image.file.url, image.width, image.height)
    best = fallback[-1]
    return PictureSources(
        url=fallback[min(1, len(fallback) - 1)].url,
        width=best.width,
        height=best.height,
        srcset=_srcset(fallback),
        sources=[Source(f"image/{name}", _srcset(ladder)) for name, ladder in ladders.items()],
    )


def prefetch(images: Iterable) -> None:
    """Load the renditions of all `images` (None is skipped) with one query."""
    prefetch_related_objects([image for image in images if image], "renditions")


def _ladders(image: Any) -> dict[str, list]:
    """Renditions of our own specs by format, best format first, each narrowest first."""
    ours = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
    wanted = specs_for(image)
    by_format: dict[str, list] = {}
    for name in FORMATS:
        ladder = [ours[spec] for spec in wanted if spec.endswith(f"format-{name}") and spec in ours]
        if ladder:
            by_format[name] = ladder
    return by_format


def _srcset(ladder: list) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in ladder)
