"""What to think of what was seen. Pure."""

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlsplit

from django.utils.translation import gettext as _

from affiliates.health.following import Seen
from affiliates.health.trouble import Forbidden
from affiliates.models import LinkCheck

Verdict = LinkCheck.Verdict
GONE = {404, 410}
# What shops answer to programs that are no browsers; 999 is one shop's own.
REFUSED = {401, 403, 405, 406, 429, 451, 503, 999}
# "/", "/index.html", and the home page of a language or country: "/en/", "/de-at".
HOME = re.compile(r"/*([a-z]{2}([-_][a-z]{2})?/*)?((index|default|home)(\.[a-z]{3,5})?/*)?", re.IGNORECASE)


class Judgement(NamedTuple):
    """The verdict, the address that matters for it (empty: the one asked), and words for a person."""

    verdict: LinkCheck.Verdict
    address: str = ""
    note: str = ""


def judge(seen: Seen, hosts: Collection[str] = (), parameters: Collection[str] = ()) -> Judgement:
    """The verdict on a look; `hosts` and `parameters` are how the programme's links are recognised.

    503 and its kin say nothing about readers. A home page is one only where something else was asked for,
    a tag is lost only where there was one and the shop is still the same: what a network's own host is
    told never reaches the shop. Of redirects only lasting ones to another path are news.
    """
    final = seen.final if seen.final != seen.asked else ""
    if seen.trouble:
        is_private = isinstance(seen.trouble, Forbidden)
        return Judgement(Verdict.FORBIDDEN if is_private else Verdict.UNREACHABLE, final, str(seen.trouble))
    status = seen.status or 0
    if status in GONE:
        return Judgement(Verdict.GONE, final)
    if status in REFUSED:
        return Judgement(Verdict.REFUSED, final)
    if not 200 <= status < 300:
        return Judgement(Verdict.UNREACHABLE, final, _("The shop answered with error %d.") % status)
    return _of_page(seen, final, hosts, parameters)


def _of_page(seen: Seen, final: str, hosts: Collection[str], parameters: Collection[str]) -> Judgement:
    asked, reached, lasting = map(urlsplit, (seen.asked, seen.final, seen.permanent))
    if _is_home(reached) and not _is_home(asked):
        return Judgement(Verdict.HOME, final)
    tags = _given(asked) & {name.lower() for name in parameters}
    if tags and not tags & _given(reached) and _is_same_shop(asked, reached, hosts):
        return Judgement(Verdict.UNTAGGED, final, _("Lost: %s.") % ", ".join(sorted(tags))[:150])
    if _place(asked) != _place(lasting):
        return Judgement(Verdict.MOVED, seen.permanent)
    return Judgement(Verdict.FINE, final)


def _is_home(parts: SplitResult) -> bool:
    return HOME.fullmatch(parts.path) is not None


def _given(parts: SplitResult) -> set[str]:
    return {name.lower() for name, _value in parse_qsl(parts.query)}


def _place(parts: SplitResult) -> tuple[str, str]:
    """Host and path; "www." and a slash at the end are no other place."""
    return _host(parts), parts.path.rstrip("/")


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".").removeprefix("www.")


def _is_same_shop(asked: SplitResult, reached: SplitResult, hosts: Collection[str]) -> bool:
    """One host, one of the programme's, or the same name in another country ("amazon.de")."""
    one, other = _host(asked), _host(reached)
    if one == other or any(other == host or other.endswith(f".{host}") for host in hosts):
        return True
    names = ({name for name in host.split(".")[:-1] if len(name) > 3} for host in (one, other))
    return bool(set.intersection(*names))
