"""A look at an address: HEAD, GET where that is refused, and on to where it redirects."""

from dataclasses import dataclass

import httpx

from affiliates.health import trouble
from affiliates.health.fetching import Answer, Fetcher, host_of
from affiliates.health.pace import Pace
from affiliates.health.trouble import Closed, Trouble
from affiliates.matching import as_browsers_read

MAX_REDIRECTS = 5
# For all requests of a look together, with the pauses between them.
SECONDS = 30
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
# A server that wants fewer requests gets no second one.
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Seen:
    """What a look came upon: the last address, its status, or the trouble that ended it there.

    `permanent` is how far the first redirects led that say "from now on".
    """

    asked: str
    final: str
    permanent: str
    status: int | None = None
    trouble: Trouble | None = None


def look(address: str, fetcher: Fetcher, pace: Pace) -> Seen:
    """Follow `address`. Never raises for anything that a server or a network can do."""
    final = permanent = address
    try:
        until = fetcher.clock() + SECONDS
        url = _read(address)
        lasting = True
        for _redirect in range(MAX_REDIRECTS + 1):
            answer = _answer(url, fetcher, pace, until)
            if answer.status not in REDIRECTS or not answer.location:
                return Seen(address, final, permanent, answer.status)
            url = _next(url, answer.location)
            final = str(url)
            lasting = lasting and answer.status in PERMANENT
            permanent = final if lasting else permanent
        raise trouble.too_many_redirects()
    except Trouble as met:
        return Seen(address, final, permanent, trouble=met)


def _answer(url: httpx.URL, fetcher: Fetcher, pace: Pace, until: float) -> Answer:
    """To HEAD; to GET where HEAD ends badly, since many shops answer it wrongly or not at all."""
    try:
        answer = _ask("HEAD", url, fetcher, pace, until)
    except Closed:
        return _ask("GET", url, fetcher, pace, until)
    if answer.status < 400 or answer.status == TOO_MANY_REQUESTS:
        return answer
    return _ask("GET", url, fetcher, pace, until)


def _ask(method: str, url: httpx.URL, fetcher: Fetcher, pace: Pace, until: float) -> Answer:
    host = host_of(url)
    pace.wait(host)
    try:
        if (left := until - fetcher.clock()) <= 0:
            raise trouble.too_slow()
        return fetcher.ask(method, url, left)
    finally:
        pace.asked(host)


def _next(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads: never from https back to http."""
    try:
        following = url.join(_read(location))
    except httpx.InvalidURL:
        raise trouble.not_followed(location) from None
    if following.scheme != "https" and following.scheme != url.scheme:
        raise trouble.not_followed(str(following))
    return following


def _read(address: str) -> httpx.URL:
    try:
        return httpx.URL(as_browsers_read(address))
    except (httpx.InvalidURL, ValueError, TypeError):
        raise trouble.not_followed(address) from None
