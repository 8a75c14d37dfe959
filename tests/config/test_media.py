"""What a browser gets for uploaded files, and what nobody gets."""

import os
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from django.test import SimpleTestCase

from config.media import MediaFiles

VIDEO = bytes(range(256)) * 1000


class Answer:
    """One answer of a WSGI application, read to its end."""

    def __init__(self, application: MediaFiles, path: str, method: str = "GET", **headers: str) -> None:
        environ = {"PATH_INFO": path, "REQUEST_METHOD": method}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        body = application(environ, self._start)
        self.body = b"".join(body)
        if hasattr(body, "close"):
            body.close()

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status = int(status.split()[0])
        self.headers = dict(headers)
        assert len(self.headers) == len(headers), "a header was sent twice"


def django(environ: dict, start_response) -> list[bytes]:
    """Stand for the site behind the media."""
    start_response("200 OK", [("X-Behind", "django")])
    return [b"a page"]


@pytest.fixture
def media(tmp_path: Path) -> MediaFiles:
    root = tmp_path / "media"
    (root / "clips").mkdir(parents=True)
    (root / "clips" / "squat.mp4").write_bytes(VIDEO)
    (root / "empty.vtt").touch()
    (root / ".secret.png").write_text("hidden")
    (root / ".git").mkdir()
    (root / ".git" / "config.png").write_text("hidden")
    (root / "Übung.svg").write_text("<svg/>")
    (tmp_path / "outside.png").write_text("outside")
    (tmp_path / "media-private").mkdir()
    (tmp_path / "media-private" / "neighbour.png").write_text("outside")
    (root / "leak.png").symlink_to(tmp_path / "outside.png")
    (root / "alias.mp4").symlink_to(root / "clips" / "squat.mp4")
    os.mkfifo(root / "pipe.mp4")
    return MediaFiles(django, root)


def test_a_file_is_sent_whole_with_its_type_and_validators(media: MediaFiles) -> None:
    answer = Answer(media, "/media/clips/squat.mp4")
    assert (answer.status, answer.body) == (200, VIDEO)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Content-Length"] == str(len(VIDEO))
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"].endswith("GMT")


def test_a_range_is_answered_with_exactly_its_bytes(media: MediaFiles) -> None:
    answer = Answer(media, "/media/clips/squat.mp4", range="bytes=70000-200000")
    assert (answer.status, answer.body) == (206, VIDEO[70000:200001])
    assert answer.headers["Content-Range"] == f"bytes 70000-200000/{len(VIDEO)}"
    assert answer.headers["Content-Length"] == "130001"


def test_the_first_byte_alone_is_a_range(media: MediaFiles) -> None:
    answer = Answer(media, "/media/clips/squat.mp4", range="bytes=0-0")
    assert (answer.status, answer.body) == (206, VIDEO[:1])


def test_a_range_beyond_the_end_is_refused_with_the_size(media: MediaFiles) -> None:
    answer = Answer(media, "/media/clips/squat.mp4", range=f"bytes={len(VIDEO)}-")
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(VIDEO)}"


@pytest.mark.parametrize("header", ["bytes=abc", "bytes=5-2", "bytes=0-1,4-5"])
def test_a_range_that_makes_no_sense_is_ignored(media: MediaFiles, header: str) -> None:
    answer = Answer(media, "/media/clips/squat.mp4", range=header)
    assert (answer.status, answer.body) == (200, VIDEO)


def test_head_tells_the_length_without_the_bytes(media: MediaFiles) -> None:
    answer = Answer(media, "/media/clips/squat.mp4", "HEAD", range="bytes=0-5")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(VIDEO))


@pytest.mark.parametrize("validator", ["ETag", "Last-Modified"])
def test_a_range_of_the_same_version_is_continued(media: MediaFiles, validator: str) -> None:
    current = Answer(media, "/media/clips/squat.mp4").headers[validator]
    answer = Answer(media, "/media/clips/squat.mp4", range="bytes=5-9", if_range=current)
    assert (answer.status, answer.body) == (206, VIDEO[5:10])


@pytest.mark.parametrize("validator", ['"another"', 'W/"1-2"', "Sun, 06 Nov 1994 08:49:37 GMT", "nonsense"])
def test_a_range_of_another_version_starts_over(media: MediaFiles, validator: str) -> None:
    answer = Answer(media, "/media/clips/squat.mp4", range="bytes=5-9", if_range=validator)
    assert (answer.status, answer.body) == (200, VIDEO)


def test_a_known_version_is_not_sent_again(media: MediaFiles) -> None:
    tag = Answer(media, "/media/clips/squat.mp4").headers["ETag"]
    answer = Answer(media, "/media/clips/squat.mp4", if_none_match=f'"old", W/{tag}')
    assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)


def test_an_unchanged_file_is_not_sent_again(media: MediaFiles) -> None:
    date = Answer(media, "/media/clips/squat.mp4").headers["Last-Modified"]
    assert Answer(media, "/media/clips/squat.mp4", if_modified_since=date).status == 304


@pytest.mark.parametrize("date", ["Sun, 06 Nov 1994 08:49:37 GMT", "nonsense", "Sun, 06 Nov 2094 08:49:37"])
def test_a_date_before_the_change_or_none_gets_the_file(media: MediaFiles, date: str) -> None:
    assert Answer(media, "/media/clips/squat.mp4", if_modified_since=date).status == 200


def test_another_version_wins_over_its_date(media: MediaFiles) -> None:
    date = Answer(media, "/media/clips/squat.mp4").headers["Last-Modified"]
    answer = Answer(media, "/media/clips/squat.mp4", if_none_match='"old"', if_modified_since=date)
    assert answer.status == 200


def test_an_svg_can_run_nothing_when_opened_by_its_own_address(media: MediaFiles) -> None:
    headers = Answer(media, "/media/" + "Übung.svg".encode().decode("latin-1")).headers
    assert headers["Content-Type"] == "image/svg+xml"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.mp3", "a.png", "a.avif"])
def test_what_holds_no_script_is_not_in_a_sandbox_where_no_browser_would_play_it(
    media: MediaFiles, name: str
) -> None:
    Path(media.root, name).touch()
    policy = Answer(media, f"/media/{name}").headers["Content-Security-Policy"]
    assert "sandbox" not in policy
    assert policy.startswith("default-src 'none'")


def test_an_unknown_type_is_a_download(media: MediaFiles) -> None:
    Path(media.root, "page.html").write_text("<script>alert(1)</script>")
    headers = Answer(media, "/media/page.html").headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment"
    assert headers["Content-Security-Policy"].startswith("sandbox;")


def test_an_empty_file_is_an_answer(media: MediaFiles) -> None:
    answer = Answer(media, "/media/empty.vtt", range="bytes=0-")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"


def test_a_link_inside_the_folder_is_followed(media: MediaFiles) -> None:
    assert Answer(media, "/media/alias.mp4").body == VIDEO


@pytest.mark.parametrize(
    "path",
    [
        "/media/",
        "/media/clips",
        "/media/clips/",
        "/media/none.png",
        "/media/clips/squat.mp4/",
        "/media/clips/squat.mp4/x.png",
        "/media/../outside.png",
        "/media/clips/../../outside.png",
        "/media/../media-private/neighbour.png",
        "/media/./clips/squat.mp4",
        "/media//clips/squat.mp4",
        "/media//etc/hostname",
        "/media/..\\outside.png",
        "/media/leak.png",
        "/media/pipe.mp4",
        "/media/.secret.png",
        "/media/.git/config.png",
        "/media/clips/squat.mp4\x00.png",
        "/media/\xff\xfe.png",
        "/media/" + "a" * 5000 + ".png",
        "/media/" + "a/" * 3000 + "b.png",
    ],
)
def test_nothing_outside_hidden_or_malformed_is_shown(media: MediaFiles, path: str) -> None:
    answer = Answer(media, path)
    assert (answer.status, answer.body) == (404, b"")


def test_media_cannot_be_changed_through_this_door(media: MediaFiles) -> None:
    answer = Answer(media, "/media/clips/squat.mp4", "DELETE")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/media", "/mediathek/", "/articles/media/x.png"])
def test_every_other_address_is_the_sites(media: MediaFiles, path: str) -> None:
    assert Answer(media, path).body == b"a page"


def test_no_file_stays_open(media: MediaFiles) -> None:
    before = len(os.listdir("/dev/fd"))
    for headers in ({}, {"range": "bytes=5-9"}, {"range": "bytes=999999999-"}, {"if_none_match": "*"}):
        for method in ("GET", "HEAD"):
            for path in ("/media/clips/squat.mp4", "/media/clips", "/media/pipe.mp4"):
                Answer(media, path, method, **headers)
    assert len(os.listdir("/dev/fd")) == before


class ComposedApplication(SimpleTestCase):
    """The application that the server loads."""

    def test_media_stands_in_front_of_the_site(self) -> None:
        from config.wsgi import application

        answer = Answer(application, "/media/nothing-here.png")
        self.assertEqual((answer.status, answer.headers["Cache-Control"]), (404, "no-store"))
