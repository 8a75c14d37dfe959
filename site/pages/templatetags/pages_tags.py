"""Tags that every template may use: settings of the site, pictures, structured data, lines of text."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.safestring import SafeString
from wagtail.models import Site

from pages.link_marks import MARK
from pages.models import SiteImage, SiteSettings
from pages.navigation import menus_of
from pages.pictures import sources_of
from pages.structured_data import absolute, as_script_json

register = template.Library()


@register.simple_tag(takes_context=True)
def site_settings(context: dict) -> SiteSettings:
    """The settings of the site that answers this request; the default site's where there is no request."""
    request = context.get("request")
    if request is None:
        return SiteSettings.for_site(Site.objects.filter(is_default_site=True).first())
    return SiteSettings.for_request(request)


@register.simple_tag
def site_menus(settings: SiteSettings) -> dict:
    """The menus "header", "footer_read" and "footer_about", each a list of links (label, href)."""
    return menus_of(settings)


@register.inclusion_tag("pages/_picture.html")
def picture(image: SiteImage, alt: str, sizes: str = "100vw", eager: bool = False, css: str = "") -> dict:
    """A responsive picture from ready-made sizes. `sizes` is the HTML attribute; eager for the lead image."""
    return {"picture": sources_of(image), "alt": alt, "sizes": sizes, "eager": eager, "css": css}


@register.simple_tag(takes_context=True)
def structured_data(context: dict) -> SafeString:
    """The page's JSON-LD graph, escaped for a script element."""
    request: HttpRequest = context["request"]
    return as_script_json(context["page"].get_structured_data(request))


@register.simple_tag(takes_context=True)
def canonical(context: dict) -> str:
    """The page's one address, whatever host it was asked with.

    Of the query only what makes it a page of its own is kept: `canonical_query` in the context.
    """
    return context["page"].get_full_url(context["request"]) + context.get("canonical_query", "")


@register.simple_tag(takes_context=True)
def site_address(context: dict, path: str) -> str:
    """`path` on the site's own host, whatever host it was asked with."""
    return absolute(context.get("request"), path)


@register.simple_tag(takes_context=True)
def social_image(context: dict) -> str:
    """The picture for Open Graph, absolute: the page's own, else the site's mark."""
    image = context["page"].get_social_image()
    address = sources_of(image).url if image and not image.is_svg() else static("img/social.png")
    return absolute(context["request"], address)


@register.simple_tag
def unpaid_mark() -> str:
    """The value of `data-unpaid` on a link whose address no editor chose, see pages.link_marks."""
    return MARK


@register.simple_tag
def largest(image: SiteImage) -> str:
    """The address of one large picture that every browser shows, such as a video's poster."""
    return sources_of(image).url


@register.filter
def with_page(query: str, number: int) -> str:
    """The filters' query string (with or without "?") and the number of a page."""
    kept = query.lstrip("?")
    return f"?{kept}&page={number}" if kept else f"?page={number}"


@register.filter
def leads_to(href: str, path: str) -> str:
    """The `aria-current` of a link: "page" on the page it leads to, "true" below it, else ""."""
    if href == path:
        return "page"
    return "true" if href not in ("", "/") and path.startswith(href) else ""


@register.filter
def is_first_of_its_type(block: Any, stream: Any) -> bool:
    """Whether no block before `block` in `stream` is of the same type; true outside of a page."""
    if not block or not stream:
        return True
    first = next((one for one in stream if one.block_type == block.block_type), block)
    return first is block


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that say something, without surrounding space."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
