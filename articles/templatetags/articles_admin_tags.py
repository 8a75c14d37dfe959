"""What the editor's checks panel shows of an article."""

from typing import Any

from django import template

from articles.checks import hints_for
from articles.models import ArticlePage

register = template.Library()


@register.simple_tag
def article_hints(page: Any) -> list[str]:
    """The hints for an article; none for anything else."""
    return hints_for(page) if isinstance(page, ArticlePage) else []
