"""Uses in changes of live pages that nobody has published yet, which the reference index does not know."""

from collections.abc import Iterator, Sequence

from wagtail.models import Page, ReferenceIndex

from affiliates.models import AffiliateLink
from affiliates.usage import Reach, Thing, Use, in_order, reaches

Reference = tuple[Thing, str]


def uses_and_changes(links: Sequence[AffiliateLink]) -> dict[int, list[Use]]:
    """Where each of `links` is shown, and where it will be once the latest changes are published.

    Reads every unpublished change there is, some milliseconds each: for a question about few links.
    """
    reached = reaches(links)
    found = {pk: reach.uses() for pk, reach in reached.items()}
    for page, references in _changes():
        for pk, reach in reached.items():
            if (
                not any(use.user == page for use in found[pk])
                and (way := _way(reach, references)) is not None
            ):
                found[pk].append(Use(page, way, is_change=True))
    return {pk: in_order(uses) for pk, uses in found.items()}


def uses_of(link: AffiliateLink) -> list[Use]:
    """Where one link is shown or will be."""
    return uses_and_changes([link])[link.pk] if link.pk else []


def _changes() -> Iterator[tuple[Page, list[Reference]]]:
    """Live pages with what their latest change refers to."""
    pages = Page.objects.filter(live=True, has_unpublished_changes=True).select_related("latest_revision")
    for page in pages:
        change = page.get_latest_revision_as_object()
        references = ReferenceIndex._extract_references_from_object(change)
        yield page, [(Thing(content_type, pk), path) for content_type, pk, path, _where in references]


def _way(reach: Reach, references: list[Reference]) -> list | None:
    return next((reach.onward(thing) for thing, path in references if reach.passes_on(thing, path)), None)
