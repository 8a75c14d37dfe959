"""The page that a mail to a reader is about, as far as readers may know of it."""

from wagtail.models import Page

from pages.readers import open_to_readers


def title_and_address(page: Page) -> dict[str, str] | None:
    """Its `title` and `page_address`, absolute; None where readers cannot open it."""
    found = open_to_readers(Page.objects.filter(pk=page.pk)).first()
    if found is None or not found.full_url:
        return None
    return {"title": found.title, "page_address": found.full_url}
