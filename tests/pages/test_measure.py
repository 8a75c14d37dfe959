"""The files in fixtures/ are 2.5 seconds of a test card and 1 second of a tone."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pages.measure import Measured, NotAVideo, Problem, measure_video

FIXTURES = Path(__file__).parent / "fixtures"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)


@pytest.mark.parametrize("name", ["short.mp4", "short.webm"])
def test_a_video_tells_its_whole_seconds_and_its_size(name):
    assert measure_video(FIXTURES / name) == Measured(duration=2, width=64, height=36)


def test_a_video_filmed_upright_is_taller_than_wide():
    assert measure_video(str(FIXTURES / "turned.mp4")) == Measured(duration=2, width=36, height=64)


def test_an_upload_is_measured_in_place_and_can_be_stored_afterwards():
    content = (FIXTURES / "short.mp4").read_bytes()
    upload = SimpleUploadedFile("short.mp4", content)
    assert measure_video(upload).duration == 2
    assert upload.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello, this is no film",
        PNG,
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"ID3\x03\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00",
    ],
    ids=["empty", "text", "png", "gif", "mp3"],
)
def test_a_file_that_only_claims_to_be_a_video_is_refused(tmp_path, content):
    file = tmp_path / "film.mp4"
    file.write_bytes(content)
    with pytest.raises(NotAVideo) as refusal:
        measure_video(file)
    assert refusal.value.problem == Problem.OTHER_FORMAT
    assert str(refusal.value) == Problem.OTHER_FORMAT.label


def test_a_playlist_cannot_make_us_read_another_file():
    playlist = f"#EXTM3U\n#EXTINF:2,\n{FIXTURES / 'short.mp4'}\n".encode()
    with pytest.raises(NotAVideo) as refusal:
        measure_video(BytesIO(playlist))
    assert refusal.value.problem == Problem.OTHER_FORMAT


def test_a_sound_file_is_refused_for_lack_of_a_picture():
    with pytest.raises(NotAVideo) as refusal:
        measure_video(FIXTURES / "sound.mp4")
    assert refusal.value.problem == Problem.NO_PICTURE


@pytest.mark.parametrize("name", ["short.mp4", "short.webm"])
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.99])
def test_a_video_cut_off_anywhere_is_refused(name, kept):
    content = (FIXTURES / name).read_bytes()
    with pytest.raises(NotAVideo) as refusal:
        measure_video(BytesIO(content[: int(len(content) * kept)]))
    assert refusal.value.problem == Problem.INCOMPLETE


def test_a_missing_file_is_not_called_a_bad_video():
    with pytest.raises(FileNotFoundError):
        measure_video(FIXTURES / "nowhere.mp4")
