"""Real HTTP to a small server on this machine that plays a provider in all its moods."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from articles.video.addresses import VideoAddress
from articles.video.details import DetailsUnavailable, Reason, VideoDetails, fetch_details

VIDEO = VideoAddress("vimeo", "76979871", hash="8272103f6e")
GOOD = {"title": "Six exercises", "duration": 213, "width": 1280, "height": 720}


class Provider(BaseHTTPRequestHandler):
    """Answers /good, /status/<code>, /json (whatever the test set), /drip and so on."""

    asked: list[str] = []
    answer: bytes = b""

    def do_GET(self):
        self.asked.append(self.path)
        mood = urlsplit(self.path).path.split("/")
        getattr(self, f"play_{mood[1]}")(*mood[2:])

    def reply(self, body: bytes, status=200, kind="application/json; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def play_members(self):
        """Vimeo's answer about a video bound to certain sites."""
        ours = self.headers.get("Referer") == "https://plumbline.example/"
        self.reply(json.dumps(GOOD if ours else {"domain_status_code": 403}).encode())

    def play_good(self):
        self.reply(json.dumps(GOOD).encode())

    def play_json(self):
        self.reply(self.answer)

    def play_page(self):
        self.reply(json.dumps(GOOD).encode(), kind="text/html")

    def play_status(self, code):
        self.reply(b"Not for you", status=int(code), kind="text/plain")

    def play_redirect(self, port, *target):
        self.reply(b"", status=302, Location=f"http://127.0.0.1:{port}/{'/'.join(target)}")

    def play_huge(self):
        self.reply(json.dumps(GOOD | {"html": "x" * 300_000}).encode())

    def play_drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def play_dripheaders(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(40):
            self.wfile.write(b"z")
            self.wfile.flush()
            time.sleep(0.05)

    def play_silence(self):
        time.sleep(1)

    def play_hangup(self):
        self.connection.close()

    def log_message(self, *args):
        pass


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """The slow moods write to a caller who has rightly gone."""


@pytest.fixture(scope="module", autouse=True)
def no_proxy():
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("no_proxy", "127.0.0.1")
        yield


@pytest.fixture(scope="module")
def port():
    server = QuietServer(("127.0.0.1", 0), Provider)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def ask(port):
    def ask(path: str, *, video=VIDEO, timeout=2.0, **options):
        return fetch_details(
            video, endpoints={video.provider: f"http://127.0.0.1:{port}{path}"}, timeout=timeout, **options
        )

    return ask


@pytest.fixture
def ask_for_answer(ask, monkeypatch):
    def ask_for_answer(answer):
        monkeypatch.setattr(
            Provider, "answer", answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        )
        return ask("/json")

    return ask_for_answer


def test_a_good_answer_gives_title_length_and_size(ask):
    assert ask("/good") == VideoDetails(title="Six exercises", duration=213, width=1280, height=720)


def test_the_provider_is_asked_about_the_video_with_its_private_hash(ask):
    Provider.asked.clear()
    ask("/good")
    [question] = Provider.asked
    assert parse_qs(urlsplit(question).query) == {
        "format": ["json"],
        "url": ["https://vimeo.com/76979871/8272103f6e"],
    }


def test_youtube_says_no_length(ask_for_answer):
    details = ask_for_answer({"title": "Six exercises", "width": 200, "height": 113})
    assert (details.title, details.duration) == ("Six exercises", None)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/status/404", Reason.NOT_FOUND),
        ("/status/400", Reason.NOT_FOUND),
        ("/status/401", Reason.PRIVATE),
        ("/status/403", Reason.PRIVATE),
        ("/status/500", Reason.UNREACHABLE),
        ("/status/429", Reason.UNREACHABLE),
        ("/hangup", Reason.UNREACHABLE),
        ("/page", Reason.BROKEN),
        ("/huge", Reason.BROKEN),
    ],
)
def test_a_refusal_is_told_by_its_reason(ask, path, reason):
    with pytest.raises(DetailsUnavailable) as refusal:
        ask(path)
    assert refusal.value.reason == reason
    assert str(refusal.value) == reason.label


@pytest.mark.parametrize("path", ["/drip", "/dripheaders", "/silence"])
def test_a_slow_provider_is_left_when_the_time_is_up(ask, path):
    began = time.monotonic()
    with pytest.raises(DetailsUnavailable) as refusal:
        ask(path, timeout=0.2)
    assert refusal.value.reason == Reason.TIMEOUT
    assert time.monotonic() - began < 0.8


def test_nobody_listening_is_unreachable():
    with pytest.raises(DetailsUnavailable) as refusal:
        fetch_details(VIDEO, endpoints={"vimeo": "http://127.0.0.1:9/oembed"})
    assert refusal.value.reason == Reason.UNREACHABLE


def test_a_redirect_within_the_provider_is_followed(ask, port):
    assert ask(f"/redirect/{port}/good").title == "Six exercises"


def test_a_redirect_to_another_host_is_not_followed(ask):
    elsewhere = QuietServer(("127.0.0.1", 0), Provider)
    with elsewhere, pytest.raises(DetailsUnavailable) as refusal:
        ask(f"/redirect/{elsewhere.server_port}/good")
    assert refusal.value.reason == Reason.BROKEN


@pytest.mark.parametrize(
    "answer", [b"", b"{", b"<html>", b"[]", b'"Six exercises"', b"\xff\xfe", b"[" * 100_000], ids=repr
)
def test_an_answer_that_is_no_json_object_is_broken(ask_for_answer, answer):
    with pytest.raises(DetailsUnavailable) as refusal:
        ask_for_answer(answer)
    assert refusal.value.reason == Reason.BROKEN


def test_a_video_bound_to_other_sites_is_private_though_vimeo_answers_200(ask):
    with pytest.raises(DetailsUnavailable) as refusal:
        ask("/members")
    assert refusal.value.reason == Reason.PRIVATE


def test_a_video_bound_to_our_site_is_told_to_a_request_that_names_it(ask):
    assert ask("/members", referer="https://plumbline.example/").duration == 213


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Six\r\nexercises\x00\x1b[2J", "Six exercises [2J"),
        ("  Six   exercises  ", "Six exercises"),
        ("safe \u202egpj.exe", "safe gpj.exe"),
        ("half \ud83d character", "half character"),
        (
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("x" * 300, "x" * 200),
        ("<b>Six</b>", "<b>Six</b>"),
        (None, ""),
        (["Six"], ""),
    ],
)
def test_a_title_is_cleaned_and_capped(ask_for_answer, sent, kept):
    assert ask_for_answer(GOOD | {"title": sent}).title == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [(213, 213), (213.9, 213), ("213", 213), (0, None), (-5, None), (10**9, None), ("soon", None)]
    + [(None, None), (True, None), ([], None), (float("inf"), None), (float("nan"), None), ("9" * 400, None)],
)
def test_a_length_is_whole_seconds_or_unknown(ask_for_answer, sent, kept):
    assert ask_for_answer(GOOD | {"duration": sent}).duration == kept
