"""Who follows a link, as far as the request itself says: a person or a machine, and from which page."""

import re

from django.http import HttpRequest
from django.urls import Resolver404, reverse
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from pages.origin import path_before

# Words of programs that fetch addresses by themselves. Cubot makes telephones.
MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiver|\+https?:|scrapy|nutch|httrack|google-|-google|googleother"
    r"|curl|wget|libwww|python|\bperl|java/|ruby|http\.rb|php|guzzle|okhttp|go-http|axios|node-fetch|undici"
    r"|httpclient|httpie|postman|headless|phantom|lighthouse|preview|facebookexternalhit|whatsapp/|embedly"
    r"|feedfetcher|feedburner|feedly|uptime|pingdom|monitor|validator|scanner|checker|checklink",
    re.IGNORECASE,
)
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
DEEPEST = 20


def is_a_person(request: HttpRequest) -> bool:
    """Whether it looks like somebody's click: no known robot, no loading ahead of a click, no picture."""
    agent = request.headers.get("User-Agent", "").strip()
    if not agent or MACHINES.search(agent) or _is_ahead(request):
        return False
    # Editors try links in the preview.
    return not (path_before(request) or "").startswith(reverse("wagtailadmin_home"))


def is_followed(request: HttpRequest) -> bool:
    """Whether a browser goes to the address, rather than to load it as part of a page (picture, frame)."""
    headers = request.headers
    goes = headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return goes and headers.get("Sec-Fetch-Dest", "document") == "document"


def page_before(request: HttpRequest) -> int | None:
    """The key of the live page of this site that led here; None where that is not known.

    Pages have addresses below their own (the print sheet), which count for them; what lies below a page
    without being one of its addresses, such as a page that is gone, is unknown.
    """
    path = path_before(request)
    slugs = [part for part in (path or "").split("/") if part]
    if path is None or "\0" in path or len(slugs) > DEEPEST:
        return None
    if (site := Site.find_for_request(request)) is None:
        return None
    return _deepest(site.root_page, slugs) if slugs else site.root_page_id


def _deepest(root: Page, slugs: list[str]) -> int | None:
    addresses = [f"{root.url_path}{'/'.join(slugs[:count])}/" for count in range(1, len(slugs) + 1)]
    # By slug as well, for the index that the database has on it.
    found = Page.objects.filter(slug__in=set(slugs), url_path__in=addresses, live=True)
    page = found.order_by("-depth").only("url_path", "content_type_id").first()
    return page.pk if page and _answers_to(page, addresses[-1].removeprefix(page.url_path)) else None


def _answers_to(page: Page, rest: str) -> bool:
    """Whether the page has an address of its own there, so far below its first."""
    if not rest:
        return True
    kind = page.specific_class
    if kind is None or not issubclass(kind, RoutablePageMixin):
        return False
    try:
        return bool(kind.get_resolver().resolve(f"/{rest}"))
    except Resolver404:
        return False


def _is_ahead(request: HttpRequest) -> bool:
    said = " ".join(request.headers.get(name, "") for name in AHEAD).lower()
    return "prefetch" in said or "prerender" in said or "preview" in said
