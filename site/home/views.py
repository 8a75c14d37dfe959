"""Search, robots, sitemap and the error pages."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Site

from home.search import find


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find articles, exercises, people and pages (?q=, ?page=)."""
    found = find(request.GET)
    response = render(request, "home/search.html", {**asdict(found), "results": found.results})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything but the admin and search results may be indexed."""
    site = Site.find_for_request(request)
    address = f"{site.root_url if site else ''}/sitemap.xml"
    return render(request, "home/robots.txt", {"sitemap": address}, content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """sitemap.xml of live, public pages."""
    return wagtail_sitemap(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A helpful 404: search, the newest articles, a way home."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A 500 that needs no database."""
    return render(request, "500.html", status=500)
