"""Puts the demo's pictures and its video where uploads are, as an editor's upload would."""

import json
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.utils.file import hash_filelike

from demo.errors import ContentError
from pages.measure import measure_video
from pages.models import SiteImage, SiteMedia

FOLDER = Path(__file__).parent / "media"


def source(name: str) -> Path:
    """Return the path of the demo's file `name`, such as "figures/bird-dog-end.svg"; raises ContentError."""
    path = FOLDER / name
    if not path.is_file():
        raise ContentError(f"{path} does not exist. `python site/demo/drawing/make.py` draws it.")
    return path


def clips_of(name: str) -> dict[str, list[int]]:
    """Return where each exercise is in the video `name`: slug to first and last second."""
    return json.loads(source(name).with_suffix(".json").read_text(encoding="utf-8"))["clips"]


class Shelf:
    """Each file is stored once, however often it is asked for; `discard` takes all of them away again."""

    def __init__(self, user: Any, credit: str) -> None:
        self.user = user
        self.credit = credit
        self.pictures: dict[str, SiteImage] = {}
        self.videos: dict[str, SiteMedia] = {}

    def picture(self, name: str, title: str, alt: str = "") -> SiteImage:
        """Return the stored picture of the demo's file `name`; `alt` is offered wherever it is chosen."""
        if name not in self.pictures:
            path = source(name)
            with path.open("rb") as file:
                image = SiteImage(
                    title=title, description=alt, credit=self.credit, uploaded_by_user=self.user
                )
                image.file = ImageFile(file, name=path.name)
                image.file_size = path.stat().st_size
                image.file_hash = hash_filelike(file)
                image.save()
            self.pictures[name] = image
        return self.pictures[name]

    def video(self, name: str, title: str) -> SiteMedia:
        """Return the stored video with what lies beside its MP4: WebM, captions and a poster."""
        if name not in self.videos:
            path = source(name)
            size = measure_video(path)
            video = SiteMedia(
                title=title, type="video", uploaded_by_user=self.user,
                duration=size.duration, width=size.width, height=size.height,
            )  # fmt: skip
            _attach(video.file, path)
            _attach(video.alternative, source(str(Path(name).with_suffix(".webm"))))
            _attach(video.captions, source(str(Path(name).with_suffix(".vtt"))))
            _attach(video.thumbnail, source(poster_name(name)))
            video.save()
            self.videos[name] = video
        return self.videos[name]

    def discard(self) -> None:
        """Delete the stored files, after their rows were rolled back."""
        files = [image.file for image in self.pictures.values()]
        for video in self.videos.values():
            files += [video.file, video.alternative, video.captions, video.thumbnail]
        for stored in files:
            stored.storage.delete(stored.name)


def poster_name(video: str) -> str:
    """Return the name of the picture that belongs to a video's file."""
    return str(Path(video).with_name(f"{Path(video).stem}-poster.png"))


def _attach(field: Any, path: Path) -> None:
    with path.open("rb") as file:
        field.save(path.name, File(file), save=False)
