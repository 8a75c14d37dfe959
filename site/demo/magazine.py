"""The articles, oldest first, and the pages that only explain."""

from typing import Any

from wagtail.models import Page

from affiliates.models import AffiliateLink
from articles.models import ArticleAuthor, ArticleIndexPage, ArticlePage, ArticleTopic, Topic
from demo.blocks import Body
from demo.content import check, found
from demo.files import Shelf
from demo.inline_exercises import InlineExercises
from demo.publishing import add, in_order, link_pages, publish
from home.models import HomePage
from pages.models import StandardPage
from people.models import PersonPage


class Magazine:
    """Turns files of content/articles into pages; their texts may link to `pages` and `links`, by slug."""

    def __init__(
        self,
        pages: dict[str, Page],
        links: dict[str, AffiliateLink],
        topics: dict[str, Topic],
        shelf: Shelf,
        exercises: InlineExercises,
    ) -> None:
        self.pages = pages
        self.links = links
        self.topics = topics
        self.shelf = shelf
        self.exercises = exercises

    def add_to(self, index: ArticleIndexPage, tables: list[dict[str, Any]], user: Any) -> list[ArticlePage]:
        """Publish an article for each table."""
        oldest_first = sorted(tables, key=lambda table: table["published"])
        return [publish(add(index, self._page(table), user), user) for table in oldest_first]

    def _page(self, table: dict[str, Any]) -> ArticlePage:
        place = f"articles/{table['slug']}.toml"
        lead = check(table["lead"], "lead", place)
        page = ArticlePage(
            title=table["title"],
            slug=table["slug"],
            standfirst=table["standfirst"],
            published_on=table["published"],
            updated_on=table.get("updated"),
            reviewed_by=self._person(table["reviewed_by"], place) if table.get("reviewed_by") else None,
            reviewed_on=table.get("reviewed_on"),
            lead_image=self.shelf.picture(lead["file"], table["title"], lead["alt"]),
            lead_image_alt=lead["alt"],
            lead_image_decorative=lead["decorative"],
            body=Body(place, self.pages, self.links, self.shelf, self.exercises).stream(table["body"]),
        )
        page.authors.set(
            in_order(ArticleAuthor(person=self._person(slug, place)) for slug in table["authors"])
        )
        page.topics.set(
            in_order(ArticleTopic(topic=found(self.topics, slug, place)) for slug in table["topics"])
        )
        page.tags.add(*table["tags"])
        return page

    def _person(self, slug: str, place: str) -> PersonPage:
        return found(self.pages, slug, place)


def add_standard_pages(home: HomePage, tables: list[dict[str, Any]], user: Any) -> dict[str, StandardPage]:
    """Publish the pages that explain; returns them by slug."""
    pages: dict[str, StandardPage] = {}
    for table in tables:
        page = StandardPage(title=table["title"], slug=table["slug"], introduction=table["intro"])
        html = "".join(link_pages(text, pages, f"pages.toml, {table['slug']}") for text in table["body"])
        page.body = [{"type": "paragraph", "value": html}]
        pages[table["slug"]] = publish(add(home, page, user), user)
    return pages
