"""What stands around the content: the index pages, the home page, the site's settings and menus."""

from typing import Any

from django.db.models import Model
from django.utils.html import linebreaks
from wagtail.models import Page, Site

from articles.models import ArticleIndexPage
from demo.content import check, check_each, found
from demo.publishing import add, in_order, link_pages, publish
from exercises.models import ExerciseIndexPage
from home.models import HomePage
from pages.models import Disclaimer, NavigationItem, SiteSettings
from people.models import PeopleIndexPage

INDEXES = {"articles": ArticleIndexPage, "exercises": ExerciseIndexPage, "people": PeopleIndexPage}
MENUS = {
    "header": NavigationItem.Menu.HEADER,
    "footer_read": NavigationItem.Menu.FOOTER_READ,
    "footer_about": NavigationItem.Menu.FOOTER_ABOUT,
}


def add_indexes(home: HomePage, tables: dict[str, Any], user: Any) -> dict[str, Page]:
    """Publish the three index pages; returns them by slug."""
    check(tables, "indexes", "site.toml")
    pages = {}
    for slug, model in INDEXES.items():
        table = check(tables[slug], "index", f"site.toml, {slug}")
        pages[slug] = publish(add(home, model(slug=slug, **table), user), user)
    return pages


def furnish_home(home: HomePage, table: dict[str, Any], pages: dict[str, Page], user: Any) -> HomePage:
    """Publish the home page with the demo's wording wherever it has none of its own."""
    check(table, "home", "site.toml")
    _fill(
        home,
        lead_article=found(pages, table["lead_article"], "site.toml, home"),
        search_description=table["description"],
        promise_heading=table["promise_heading"],
        promise_text=link_pages(table["promise_html"], pages, "site.toml, home"),
    )
    return publish(home, user)


def furnish_site(site: Site, table: dict[str, Any], pages: dict[str, Page], user: Any) -> SiteSettings:
    """Give the site its name, wording, disclaimer and menus wherever it has none of its own."""
    settings = SiteSettings.for_site(site)
    wording = ("name", "strapline", "footer_text", "comment_invitation", "comment_policy")
    _fill(settings, **{name: table[name] for name in wording})
    if settings.disclaimer is None:
        settings.disclaimer = _disclaimer(table["disclaimer"], user)
    if settings.privacy_page is None:
        settings.privacy_page = pages.get("privacy")
    if not settings.navigation.exists():
        settings.navigation = _links(table["navigation"], pages)
    settings.save()
    return settings


def _disclaimer(table: dict[str, Any], user: Any) -> Disclaimer:
    check(table, "disclaimer", "site.toml")
    text = linebreaks(table["text"], autoescape=True)
    disclaimer = Disclaimer.objects.create(title=table["title"], text=text)
    disclaimer.save_revision(user=user).publish(user=user)
    return disclaimer


def _links(tables: dict[str, Any], pages: dict[str, Page]) -> list[NavigationItem]:
    check(tables, "navigation", "site.toml")
    return in_order(
        NavigationItem(menu=menu, label=link["label"], page=found(pages, link["page"], f"site.toml, {name}"))
        for name, menu in MENUS.items()
        for link in check_each(tables[name], "link", f"site.toml, {name}")
    )


def _fill(thing: Model, **values: Any) -> None:
    """Set those fields that nobody has touched yet."""
    for name, value in values.items():
        model_field: Any = thing._meta.get_field(name)
        if getattr(thing, name) == model_field.get_default():
            setattr(thing, name, value)
