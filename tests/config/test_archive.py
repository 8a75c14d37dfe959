"""A backup file that was damaged, made up or meant to do harm brings nothing back."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from config.archive import BadArchive, unpack, write


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A backup of a database and two media files."""
    media = tmp_path / "media"
    (media / "images").mkdir(parents=True)
    (media / "images" / "Übung 1.png").write_bytes(b"picture" * 1000)
    (media / "clip.mp4").write_bytes(b"video")
    (media / "link.png").symlink_to("/etc/hostname")
    (tmp_path / "db").write_bytes(b"rows" * 1000)
    write(tmp_path / "whole.zip", tmp_path / "db", media, vendor="sqlite", made="2026-11-24")
    return tmp_path / "whole.zip"


def made_up(target: Path, files: dict[str, bytes], manifest: object) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


def listing(*names: str) -> dict:
    """A manifest for files whose content is empty."""
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    return {"format": 1, "vendor": "sqlite", "made": "", "files": dict.fromkeys(names, nothing)}


def test_what_went_in_comes_out(whole: Path, tmp_path: Path) -> None:
    contents = unpack(whole, tmp_path / "out")
    assert contents.vendor == "sqlite"
    assert (tmp_path / "out/database").read_bytes() == b"rows" * 1000
    assert (tmp_path / "out/media/images/Übung 1.png").read_bytes() == b"picture" * 1000
    assert set(contents.files) == {"database", "media/clip.mp4", "media/images/Übung 1.png"}


def test_only_its_owner_can_read_a_backup(whole: Path) -> None:
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600


def test_a_site_without_media_has_a_backup_too(tmp_path: Path) -> None:
    (tmp_path / "db").touch()
    write(tmp_path / "a.zip", tmp_path / "db", tmp_path / "none", vendor="sqlite", made="")
    unpack(tmp_path / "a.zip", tmp_path / "out")
    assert list((tmp_path / "out/media").iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "media/../../outside",
        "/outside",
        "media//outside",
        "media/./outside",
        "media",
        "media\\outside",
        "outside",
    ],
)
def test_a_file_that_would_land_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    bad = made_up(tmp_path / "bad.zip", {"database": b"", name: b""}, listing("database", name))
    with pytest.raises(BadArchive, match="belongs nowhere"):
        unpack(bad, tmp_path / "deep" / "out")
    assert not any(file.name == "outside" for file in tmp_path.rglob("*"))


@pytest.mark.parametrize("files", [["database", "media/extra"], ["media/a"], []])
def test_a_list_that_does_not_match_is_refused(tmp_path: Path, files: list[str]) -> None:
    bad = made_up(tmp_path / "bad.zip", dict.fromkeys(files, b""), listing("database", "media/a"))
    with pytest.raises(BadArchive, match="own list"):
        unpack(bad, tmp_path / "out")


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    bad = made_up(tmp_path / "bad.zip", {"database": b"changed"}, listing("database"))
    with pytest.raises(BadArchive, match="database has changed"):
        unpack(bad, tmp_path / "out")


@pytest.mark.parametrize("manifest", [[], {}, {"format": 2}, {"format": 1}])
def test_another_kind_of_zip_is_refused(tmp_path: Path, manifest: object) -> None:
    with pytest.raises(BadArchive):
        unpack(made_up(tmp_path / "bad.zip", {}, manifest), tmp_path / "out")


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_cut_off_file_is_refused(whole: Path, tmp_path: Path, share: float) -> None:
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BadArchive, match="no backup or is damaged"):
        unpack(whole, tmp_path / "out")
