"""Articles in the admin: as a list of their own and in the page tree, and topics as snippets."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.models import ArticlePage, Topic
from pages.viewsets import MenuListingViewSet


def _authors(page: ArticlePage) -> str:
    return ", ".join(link.person.title for link in page.authors.all())


BULK, TITLE, _parent, UPDATED, *_rest = IndexView.base_columns
COLUMNS = [
    BULK,
    TITLE,
    Column("authors", label=_("Authors"), accessor=_authors),
    Column("topic", label=_("Topic"), accessor="main_topic"),
    NumberColumn("exercises", label=_("Exercises"), accessor="exercise_count", sort_key="exercise_count"),
    UPDATED,
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
]


class _WithPeopleAndTopics:
    base_columns = COLUMNS

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Load what the columns show, for all rows at once."""
        return super().annotate_queryset(pages).prefetch_related("authors__person", "topics__topic")  # type: ignore[misc]


class ArticleListView(_WithPeopleAndTopics, IndexView):
    """All articles, most recently edited first."""


class ArticleExplorerView(_WithPeopleAndTopics, ExplorableIndexView):
    """The articles below the article index."""


class ArticleListingViewSet(MenuListingViewSet):
    """The menu item "Articles"."""

    model = ArticlePage
    name = "articles"
    icon = "doc-full"
    menu_label = _("Articles")
    menu_order = 110
    index_view_class = ArticleListView


class ArticleViewSet(PageViewSet):
    """The same columns where the page tree is explored."""

    model = ArticlePage
    index_view_class = ArticleExplorerView


class TopicViewSet(SnippetViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "description"]
    ordering = ["name"]
    list_per_page = 50
