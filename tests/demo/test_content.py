"""The demo's texts and drawings as files: nothing missing, nothing that nobody reads."""

from pathlib import Path

import pytest

from demo.content import check, check_each, read, read_folder, read_list
from demo.errors import ContentError
from demo.files import FOLDER, clips_of, source


def _files_named(thing: object) -> set[str]:
    if isinstance(thing, dict):
        own = {value for key, value in thing.items() if key in ("file", "portrait")}
        return own.union(*(_files_named(value) for value in thing.values()))
    return set().union(*(_files_named(one) for one in thing)) if isinstance(thing, list) else set()


def test_every_picture_and_video_that_a_text_names_exists() -> None:
    texts = [
        *read_folder("articles", "article"),
        *read_folder("exercises", "exercise"),
        *read_list("people", "person"),
    ]
    names = _files_named(texts)
    assert len(names) >= 28 + 3 + 4 + 1
    assert {name for name in names if not (FOLDER / name).is_file()} == set()


def test_the_video_has_its_poster_captions_and_second_format() -> None:
    names = [f"video/runners-back{end}" for end in (".mp4", ".webm", ".vtt", ".json", "-poster.png")]
    assert [source(name).is_file() for name in names] == [True] * 5


def test_clips_follow_each_other_without_overlap() -> None:
    clips = sorted(clips_of("video/runners-back.mp4").values())
    assert all(end <= start for (_, end), (start, _) in zip(clips, clips[1:], strict=False))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ContentError, match=r"nothing\.svg does not exist"):
        source("figures/nothing.svg")
    with pytest.raises(ContentError, match=r"nothing\.toml does not exist"):
        read("nothing")


def test_a_mistake_in_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text('title = "A"\nslug = \n')
    with pytest.raises(ContentError, match=r"broken\.toml.*line 2"):
        read("broken", tmp_path)


def test_a_key_that_is_missing_or_unknown_is_named_with_its_place() -> None:
    with pytest.raises(ContentError, match=r"topics\.toml, topic 2: this topic lacks description"):
        check_each(
            [{"slug": "a", "name": "A", "description": ""}, {"slug": "b", "name": "B"}],
            "topic",
            "topics.toml",
        )
    with pytest.raises(ContentError, match="nothing reads colour of this lead"):
        check({"file": "a.png", "alt": "", "decorative": True, "colour": "red"}, "lead", "here")


def test_a_file_is_named_after_its_slug(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()
    text = Path(FOLDER.parent, "content", "exercises", "bird-dog.toml").read_text(encoding="utf-8")
    (folder / "cat-cow.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="its slug is bird-dog"):
        read_folder("exercises", "exercise", tmp_path)


def test_a_light_edge_keeps_people_apart_from_a_dark_ground_only() -> None:
    drawings = [file.read_text(encoding="utf-8") for file in (FOLDER / "figures").glob("*.svg")]
    assert drawings
    for drawing in drawings:
        day, night = drawing.split("@media(prefers-color-scheme:dark)", 1)
        assert "--q:" not in day
        assert "--q:#d9e6dc" in night
        assert drawing.count('class="q"') >= 7
        assert len(drawing) < 8_000
