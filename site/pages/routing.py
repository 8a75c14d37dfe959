"""From an address to its page in two queries, however deep it is; Wagtail asks twice for each level."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from pages.readers import is_private

# Longer addresses are led on from this depth by the page found there.
DEEPEST = 20


def page_below(root: Page, slugs: Sequence[str]) -> tuple[Page, list[str]] | None:
    """The deepest page below `root` on the way that `slugs` describe, and the slugs that are left.

    None where not even the first slug is a page. The page comes with the foreign keys it names in
    `served_with`, knows its parents (so that breadcrumbs ask nothing), and whether any restriction
    applies to it.
    """
    line = _line(root, slugs[:DEEPEST])
    if not line:
        return None
    found = line[-1]
    model = found.specific_class or Page
    # Without names, select_related would follow every foreign key.
    relations = getattr(model, "served_with", ()) or (None,)
    page = model._base_manager.select_related(*relations).get(pk=found.pk)
    page._cached_parent_obj = found._cached_parent_obj
    # An alias is private where its original is, which Wagtail looks up.
    has_alias = any(step.alias_of_id for step in (root, *line))
    page.is_known_to_be_public = not (found.is_private or has_alias)
    return page, list(slugs[len(line) :])


def _line(root: Page, slugs: Sequence[str]) -> list[Any]:
    """The pages from the first below `root` down as far as there is one for each slug."""
    addresses = [f"{root.url_path}{'/'.join(slugs[:count])}/" for count in range(1, len(slugs) + 1)]
    found = (
        Page.objects.filter(slug__in=set(slugs), url_path__in=addresses, path__startswith=root.path)
        .annotate(is_private=is_private())
        .order_by("depth")
    )
    line, parent = [], root
    for page in found:
        if page.depth != parent.depth + 1:
            break
        page._cached_parent_obj = parent
        line.append(page)
        parent = page
    return line
