"""What templates say about paid links: where the disclosure would stand best, and up to where a page goes."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from affiliates.disclosing import Surface, disclose
from pages.link_marks import MARK

register = template.Library()


@register.inclusion_tag("affiliates/_place.html")
def disclosure_place() -> dict[str, Any]:
    """Where the disclosure stands if there is a paid link after it; without one nothing stands there."""
    return {"mark": MARK}


@register.inclusion_tag("affiliates/_script.html")
def paid_links_script() -> dict[str, Any]:
    """The script that counts clicks, if there is a link that needs it."""
    return {"mark": MARK}


@register.tag("disclosed")
def do_disclosed(parser: Parser, token: Token) -> "DisclosedNode":
    """`{% disclosed "page" %} … {% enddisclosed %}` around all that a reader gets, see affiliates.disclosing.

    The argument is the surface: "page", "print" or "feed".
    """
    _name, surface = token.split_contents()
    nodes = parser.parse(["enddisclosed"])
    parser.delete_first_token()
    return DisclosedNode(nodes, surface.strip("\"'"))  # type: ignore[arg-type]


class DisclosedNode(template.Node):
    """Renders what is inside first, because only then is known which links there are."""

    def __init__(self, nodelist: NodeList, surface: Surface) -> None:
        self.nodelist = nodelist
        self.surface = surface

    def render(self, context: template.Context) -> SafeString:
        """The rendered inside, see `affiliates.disclosing.disclose`."""
        html = self.nodelist.render(context)
        return mark_safe(disclose(html, context.get("request"), self.surface))  # noqa: S308 - rendered by Django
