"""Looking at a shop: HEAD, GET, redirects, and every way in which a server can misbehave."""

import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from affiliates.health import connecting
from affiliates.health.fetching import Fetcher
from affiliates.health.following import Seen, look
from affiliates.health.trouble import Forbidden
from tests.affiliates.health.shop import Clock, Shop, fetcher, hang_up, redirect, status, tools


def seen(shop: Shop, path: str = "/x", clock: Clock | None = None, **changes: Any) -> Seen:
    """What a look at `path` comes upon."""
    used = tools(shop, clock, **changes)
    return look(shop.at(path), used.fetcher, used.pace)


def test_head_is_enough_where_it_is_answered(shop: Shop) -> None:
    assert seen(shop).status == 200
    assert shop.asked == ["HEAD /x"]


def test_the_shop_is_told_who_asks_and_nothing_else(shop: Shop, settings: Any) -> None:
    settings.WAGTAIL_SITE_NAME = "Plümb\r\nline"
    settings.WAGTAILADMIN_BASE_URL = "https://plumb.example"
    shop.pages["/x"] = status(302, **{"Location": "/y", "Set-Cookie": "a=b"})
    seen(shop)
    assert [headers["User-Agent"] for headers in shop.headers] == [
        "Plmb line link check (+https://plumb.example)"
    ] * 2
    assert shop.headers[1]["Host"] == f"shop.example:{shop.port}"
    assert not {"Cookie", "Referer", "Authorization"} & shop.headers[1].keys()


@pytest.mark.parametrize("code", [403, 404, 405, 501, 503])
def test_get_is_tried_where_head_is_refused(shop: Shop, code: int) -> None:
    shop.pages["HEAD /x"] = status(code)
    assert seen(shop).status == 200
    assert shop.asked == ["HEAD /x", "GET /x"]


def test_get_is_tried_where_head_is_hung_up_on(shop: Shop) -> None:
    shop.pages["HEAD /x"] = hang_up
    assert seen(shop).status == 200


def test_a_shop_that_wants_fewer_requests_gets_no_second_one(shop: Shop) -> None:
    shop.pages["/x"] = status(429)
    assert seen(shop).status == 429
    assert shop.asked == ["HEAD /x"]


def test_a_shop_is_left_alone_between_two_requests(shop: Shop) -> None:
    clock = Clock()
    shop.pages["/x"] = redirect("/y")
    shop.pages["HEAD /y"] = status(405)
    seen(shop, clock=clock)
    assert clock.slept == [2.0, 2.0]


def test_other_hosts_do_not_wait_for_each_other(shop: Shop) -> None:
    clock = Clock()
    shop.pages["/x"] = redirect(shop.at("/y", host="other.example"))
    assert seen(shop, clock=clock).final == shop.at("/y", host="other.example")
    assert clock.slept == []


def test_five_redirects_are_followed_and_no_more(shop: Shop) -> None:
    for number in range(6):
        shop.pages[f"/{number}"] = redirect(f"/{number + 1}")
    assert seen(shop, "/1").status == 200
    found = seen(shop, "/0")
    assert "again and again" in str(found.trouble)
    assert shop.asked[-1] == "HEAD /5"


def test_only_redirects_that_say_for_good_count_as_moved(shop: Shop) -> None:
    shop.pages |= {"/x": redirect("/y", 308), "/y": redirect("/z", 302), "/z": redirect("/w", 301)}
    found = seen(shop)
    assert (found.permanent, found.final) == (shop.at("/y"), shop.at("/w"))


def test_a_shop_that_hangs_up_on_everything_is_told_so(shop: Shop) -> None:
    shop.pages["/x"] = hang_up
    assert str(seen(shop).trouble) == "shop.example closed the connection without an answer."


def test_a_port_where_nobody_listens_is_told_so(shop: Shop) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        used = tools(shop, ports=(port,))
        found = look(f"http://shop.example:{port}/", used.fetcher, used.pace)
    assert str(found.trouble) == "shop.example does not take connections."


def test_the_next_address_of_a_host_is_tried_where_the_first_does_not_answer(shop: Shop) -> None:
    found = seen(
        shop,
        resolve=lambda host, port, seconds: ["::1", "127.0.0.1"],
        allows=lambda address: True,
    )
    assert found.status == 200


def test_a_host_without_a_name_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: Any, **more: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    used = Fetcher()
    found = look("https://nobody.example/", used, tools(Shop()).pace)
    assert str(found.trouble) == "There is no host nobody.example."


def test_a_resolver_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    forever = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: forever.wait(20))
    began = time.monotonic()
    try:
        with pytest.raises(Exception, match="in time"):
            connecting.resolve("slow.example", 443, 0.05)
    finally:
        forever.set()
    assert time.monotonic() - began < 5


class TestOurOwnNetwork:
    """It is never asked, neither directly nor on the way."""

    def test_a_redirect_to_it_is_not_followed(self, shop: Shop) -> None:
        shop.pages["/x"] = redirect(f"http://inside.example:{shop.port}/secret")
        found = seen(
            shop, resolve=lambda host, *more: ["10.0.0.1" if host == "inside.example" else "127.0.0.1"]
        )
        assert isinstance(found.trouble, Forbidden)
        assert shop.asked == ["HEAD /x"]

    def test_a_name_that_leads_elsewhere_a_moment_later_changes_nothing(self, shop: Shop) -> None:
        """DNS rebinding: what was checked is what is connected to."""
        answers = iter([["127.0.0.1"], ["10.0.0.1"]])
        shop.pages["HEAD /x"] = status(405)
        found = seen(shop, resolve=lambda *asked: next(answers))
        assert isinstance(found.trouble, Forbidden)
        assert shop.asked == ["HEAD /x"]

    def test_it_is_forbidden_unless_a_test_says_otherwise(self, shop: Shop) -> None:
        found = seen(shop, allows=Fetcher().allows)
        assert isinstance(found.trouble, Forbidden)
        assert shop.asked == []

    def test_the_name_is_looked_up_once_for_a_request(self, shop: Shop, monkeypatch: Any) -> None:
        def never(host: str, *args: Any, **more: Any) -> Any:
            assert host == "127.0.0.1", f"{host} was looked up by the connection"
            return real(host, *args, **more)

        real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", never)
        assert seen(shop).status == 200


@pytest.mark.parametrize(
    "location",
    [
        "ftp://shop.example/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://shop.example:22/",
        "https://me:word@shop.example/",
        "https://exa mple/",
        "https://shop.example:999999/",
        "https://[::1/",
        "http://127.0.0.1:1/",
        "\\\\inside.example\\",
        "//[fe80::1%25eth0]/",
        "https://xn--a/",
    ],
)
def test_strange_redirects_end_a_look_in_words(shop: Shop, location: str) -> None:
    shop.pages["/x"] = redirect(location)
    found = seen(shop, allows=lambda address: address == "127.0.0.1")
    assert str(found.trouble)
    assert shop.asked == ["HEAD /x"]


def test_a_location_in_other_letters_is_followed(shop: Shop) -> None:
    shop.pages["/x"] = redirect("/schuhgröße")
    assert seen(shop).status == 200
    assert shop.asked[-1] == "HEAD /schuhgr%C3%B6%C3%9Fe"


def raw_server(answer: bytes, every: float = 0.0) -> int:
    """A port that answers one connection with these bytes, one each `every` seconds if given."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening:
            connection, _address = listening.accept()
            with connection:
                connection.recv(4096)
                try:
                    for byte in answer if every else [answer]:
                        connection.sendall(bytes([byte]) if every else byte)  # type: ignore[arg-type,list-item]
                        time.sleep(every)
                except OSError:
                    pass

    threading.Thread(target=serve, daemon=True).start()
    return listening.getsockname()[1]


def ask(port: int, seconds: float = 15.0, scheme: str = "http", **changes: Any) -> Any:
    """HEAD, once."""
    import httpx

    asking = fetcher(Shop(port=port), **changes)
    return asking.ask("HEAD", httpx.URL(f"{scheme}://shop.example:{port}/"), seconds)


def test_an_answer_drop_by_drop_is_given_up_in_time() -> None:
    port = raw_server(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500, every=0.02)
    began = time.monotonic()
    with pytest.raises(Exception, match="in time"):
        ask(port, seconds=0.2)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "answer", [b"220 mail.example ESMTP\r\n", b"\x00\xff" * 50, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000]
)
def test_what_is_no_answer_of_a_web_server_is_told_so(answer: bytes) -> None:
    with pytest.raises(Exception, match="could not read|closed the connection"):
        ask(raw_server(answer))


def test_nothing_of_a_huge_page_is_read() -> None:
    port = raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n" + b"x" * 1000)
    assert ask(port, seconds=5).status == 200


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For shop.example, signed by itself; key and certificate in one file."""
    folder = tmp_path_factory.mktemp("tls")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    names = ["-subj", "/CN=shop.example", "-addext", "subjectAltName=DNS:shop.example", "-days", "2"]
    files = ["-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return both


@pytest.fixture
def safe_port(certificate: Path) -> int:
    """A port that speaks TLS once and answers 204."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening:
            connection, _address = listening.accept()
            try:
                with context.wrap_socket(connection, server_side=True) as safe:
                    safe.recv(4096)
                    safe.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            except OSError:
                pass

    threading.Thread(target=serve, daemon=True).start()
    return listening.getsockname()[1]


class TestCertificates:
    """They are checked for the name in the address, although the connection goes to a number."""

    def test_one_for_the_name_is_fine(self, safe_port: int, certificate: Path) -> None:
        tls = ssl.create_default_context(cafile=certificate)
        assert ask(safe_port, scheme="https", tls=tls).status == 204

    def test_one_for_another_name_is_not(self, safe_port: int, certificate: Path) -> None:
        import httpx

        tls = ssl.create_default_context(cafile=certificate)
        asking = fetcher(Shop(port=safe_port), tls=tls)
        with pytest.raises(Exception, match=r"No safe connection to other\.example: .*mismatch"):
            asking.ask("HEAD", httpx.URL(f"https://other.example:{safe_port}/"))

    def test_one_that_nobody_vouches_for_is_not(self, safe_port: int) -> None:
        with pytest.raises(Exception, match=r"No safe connection to shop\.example: self.signed"):
            ask(safe_port, scheme="https")
