"""Loads the demo content into an empty site, once."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from affiliates.models import AffiliateLink
from demo.accounts import add_accounts, follow_password
from demo.address import follow_site_url
from demo.content import check, read, read_folder, read_list
from demo.conversation import add_comments
from demo.errors import DemoError
from demo.files import Shelf
from demo.furniture import INDEXES, add_indexes, furnish_home, furnish_site
from demo.inline_exercises import InlineExercises
from demo.library import Library
from demo.magazine import Magazine, add_standard_pages
from demo.paid_links import add_paid_links, tell_how_we_earn
from demo.persons import add_people
from demo.taxonomy import add_equipment, add_muscles, add_topics
from exercises.models import Equipment
from home.models import HomePage

# An entry of the home page's history. It outlives every page of the demo, so that content which
# an editor has deleted or renamed does not come back.
LOADED = "demo.load"


@dataclass(frozen=True)
class Outcome:
    """What was done: `counts` by plural name, empty where nothing was loaded; `note` says why."""

    counts: dict[str, int] = field(default_factory=dict)
    note: str = ""


def load(*, if_empty: bool = False) -> Outcome:
    """Load the demo content and its accounts, all or nothing; after the first time that changes nothing.

    A site with pages of its own is refused, or left alone quietly with `if_empty`.
    Raises DemoError, also where the settings forbid demo content.
    """
    if not settings.ALLOW_DEMO_CONTENT:
        raise DemoError(_("These settings allow no demo content: its sign-ins have a known password."))
    with transaction.atomic():
        # Two loads at the same time: the second waits here and finds the first one's entry.
        site = Site.objects.select_for_update().filter(is_default_site=True).first()
        home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
        if site is None or home is None:
            raise DemoError(_("The default site has no home page. Run `manage.py migrate` first."))
        follow_site_url(site)
        if PageLogEntry.objects.filter(action=LOADED).exists():
            follow_password()
            return Outcome(note=_("The demo content was loaded before; nothing of it was touched."))
        if home.get_children().exists():
            return _leave_alone(if_empty)
        return Outcome(_build(site, home))


def _leave_alone(if_empty: bool) -> Outcome:
    note = _("This site has pages of its own, so no demo content was loaded.")
    if not if_empty:
        raise DemoError(note)
    return Outcome(note=note)


def _build(site: Site, home: HomePage) -> dict[str, int]:
    words = check(read("site"), "site", "site.toml")
    accounts = add_accounts()
    user = accounts["owner"]
    follow_password()
    shelf = Shelf(user, words["picture_credit"])
    try:
        links = add_paid_links(shelf)
        equipment = add_equipment(links)
        # Each page is saved several times on its way; one look at what it refers to is enough.
        with disable_reference_index_auto_update():
            pages = _add_pages(home, words, shelf, accounts, links, equipment)
            referring = [
                *pages.values(),
                furnish_home(home, words["home"], pages, user),
                furnish_site(site, words, pages, user),
            ]
        tell_how_we_earn(site, pages["how-we-earn-money"])
        comments = add_comments(pages, accounts)
        for thing in referring:
            ReferenceIndex.create_or_update_for_object(thing)
        log(instance=home, action=LOADED, user=user)
    except BaseException:
        shelf.discard()
        raise
    media = [*shelf.pictures.values(), *shelf.videos.values()]
    return _count([*pages.values(), *media, *links.values(), *comments])


def _add_pages(
    home: HomePage,
    words: dict[str, Any],
    shelf: Shelf,
    accounts: dict[str, Any],
    links: dict[str, AffiliateLink],
    equipment: dict[str, Equipment],
) -> dict[str, Page]:
    """Everything below the home page, by slug."""
    user = accounts["owner"]
    articles = read_folder("articles", "article")
    writers = sorted({author for article in articles for author in article["authors"]})
    indexes = add_indexes(home, words["indexes"], user)
    explaining = add_standard_pages(home, read_list("pages", "page"), user)
    people = add_people(indexes["people"], shelf, accounts)
    library = Library(add_muscles(), equipment, shelf).add_to(indexes["exercises"], people, writers, user)
    pages = {**indexes, **explaining, **people, **library}
    exercises = InlineExercises(library, equipment)
    magazine = Magazine(pages, links, add_topics(), shelf, exercises).add_to(
        indexes["articles"], articles, user
    )
    return {**pages, **{article.slug: article for article in magazine}}


def _count(things: list[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for thing in things:
        if isinstance(thing, tuple(INDEXES.values())):
            continue
        name = str(capfirst(thing._meta.verbose_name_plural))
        counts[name] = counts.get(name, 0) + 1
    return counts
