"""Search, robots, sitemap and the error pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap


def search(request: HttpRequest) -> HttpResponse:
    """Find articles, exercises, people and pages (?q=)."""
    return render(request, "home/search.html", {})


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything but the admin and search results may be indexed."""
    address = request.build_absolute_uri("/sitemap.xml")
    return render(request, "home/robots.txt", {"sitemap": address}, content_type="text/plain")


def sitemap(request: HttpRequest) -> HttpResponse:
    """sitemap.xml of live, public pages."""
    return wagtail_sitemap(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A helpful 404: search, the newest articles, a way home."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A 500 that needs no database."""
    return render(request, "500.html", status=500)
