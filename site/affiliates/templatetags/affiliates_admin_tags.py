"""What the editor's checks panel shows of a page's links."""

from typing import Any

from django import template

from affiliates.checks import hints_for

register = template.Library()


@register.simple_tag
def typed_paid_links(thing: Any) -> list[str]:
    """A sentence for each typed link that should be a managed one."""
    return hints_for(thing)
