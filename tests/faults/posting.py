"""A crowd of readers who post at once, over HTTP, and remember what they were answered.

Plain asyncio streams, which take little of the machine that is measured: a client that works hard
would be what it measures.
"""

import asyncio
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import count, islice
from urllib.parse import urlencode

PATIENCE = 60.0
ACKNOWLEDGED = ("/comments/yours/", "/received/")


@dataclass(frozen=True)
class Post:
    """One reader's comment; the number makes text, writer and network address different from all others'."""

    number: int
    text: str
    page: int

    @property
    def path(self) -> str:
        """Where the form of the page sends it."""
        return f"/comments/{self.page}/"

    def request(self, host: str) -> bytes:
        """The bytes a browser sends, through a proxy that names the reader's address."""
        fields = {
            "name": f"Reader {self.number}",
            "email": f"reader-{self.number}@example.org",
            "text": self.text,
        }
        body = urlencode(fields).encode()
        head = [
            f"POST {self.path} HTTP/1.1",
            f"Host: {host}",
            f"X-Forwarded-For: {ip_address((10 << 24) + self.number)}",
            "Sec-Fetch-Site: same-origin",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join([*head, "", ""]).encode() + body


def posts(page: int, how_many: int, first: int = 0) -> list[Post]:
    """Posts to the page of that number, all different."""
    return list(islice(endless_posts(page, first), how_many))


def endless_posts(page: int, first: int = 0) -> Iterator[Post]:
    """One after the other, without end (there are addresses for 16 million)."""
    for number in count(first):
        yield Post(number, f"My back is better after week {number} of these.", page)


@dataclass(frozen=True)
class Answer:
    """What came back for a post; without a status the connection broke, and nobody knows what was stored."""

    post: Post
    sent_at: float
    ended_at: float
    status: int | None = None
    location: str = ""

    @property
    def is_acknowledged(self) -> bool:
        """Whether it was answered with success: led on to the writer's page, or thanked for a repeat."""
        return self.status == 303 and any(part in self.location for part in ACKNOWLEDGED)

    @property
    def seconds(self) -> float:
        """How long the reader waited."""
        return self.ended_at - self.sent_at


class Crowd:
    """Sends posts over so many connections at once, each one after the other, to 127.0.0.1.

    `answers` grows as they come. Every post is sent once; after a broken connection the next post
    gets a new one. With `until` (of time.monotonic) no post is begun later.
    """

    def __init__(
        self, port: int, waiting: Iterable[Post], connections: int, until: float | None = None
    ) -> None:
        self.port = port
        self.waiting = iter(waiting)
        self.connections = connections
        self.until = until
        self.answers: list[Answer] = []
        self._news = asyncio.Event()

    async def send_all(self) -> list[Answer]:
        """Send everything; returns the answers in the order in which they came."""
        await asyncio.gather(*(self._one_after_the_other() for _ in range(self.connections)))
        return self.answers

    async def acknowledged(self, how_many: int) -> None:
        """Wait until so many posts were answered with success."""
        async with asyncio.timeout(PATIENCE):
            while sum(answer.is_acknowledged for answer in self.answers) < how_many:
                self._news.clear()
                await self._news.wait()

    async def _one_after_the_other(self) -> None:
        connection: _Connection | None = None
        for post in self.waiting:
            if self.until and time.monotonic() >= self.until:
                break
            connection = connection or _Connection(self.port)
            answer = await connection.send(post)
            self.answers.append(answer)
            self._news.set()
            if answer.status is None:
                connection.close()
                connection = None
        if connection:
            connection.close()


class _Connection:
    """One kept-alive connection, opened by the first post."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def send(self, post: Post) -> Answer:
        sent_at = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                status, location = await self._exchange(post.request(f"localhost:{self.port}"))
        except (OSError, EOFError, ValueError):  # a timeout is an OSError, a cut-off answer an EOFError
            return Answer(post, sent_at, time.monotonic())
        return Answer(post, sent_at, time.monotonic(), status, location)

    async def _exchange(self, request: bytes) -> tuple[int, str]:
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        await self.reader.readexactly(int(headers["content-length"]))
        return int(status.split()[1]), headers.get("location", "")

    def close(self) -> None:
        if self.writer:
            self.writer.close()


def send(port: int, waiting: Iterable[Post], connections: int, until: float | None = None) -> list[Answer]:
    """Send posts from where there is no event loop; see Crowd."""

    async def all_of_them() -> list[Answer]:
        return await Crowd(port, waiting, connections, until).send_all()

    return asyncio.run(all_of_them())


def unanswered(answers: Iterable[Answer]) -> list[Post]:
    """The posts of which nobody knows whether they were stored: the connection broke."""
    return [answer.post for answer in answers if answer.status is None]
