"""The list of articles with its filters: a topic, and what a reader has."""

from dataclasses import dataclass

from django.core.paginator import Page as Slice
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from articles.fitting import articles_that_fit
from articles.models import ArticleIndexPage, Topic
from articles.models.article_page import ArticleQuerySet
from comments.counting import with_comment_counts
from exercises.having import HavingForm, having_options, own_pace_option
from exercises.models import Equipment
from pages.listing import Option, address, page_of

MINUTES = (5, 10, 15, 20, 30)


@dataclass(frozen=True)
class Listing:
    """What the article index shows: the articles of one page, the topics, the chosen filters in words.

    `form` asks what a reader has and keeps the `kept` topic; `own_pace` leads to what would fit but for a
    time, where one was chosen. `all_topics` keeps what the reader has, `cleared` only the topic; like the
    other queries they begin with "?" or are empty.
    """

    articles: Slice
    topic: Topic | None
    topics: list[Option]
    all_topics: str
    chosen: list[Option]
    form: HavingForm
    kept: dict[str, str]
    own_pace: Option | None
    query: str
    cleared: str
    canonical_query: str


def list_articles(index: ArticleIndexPage, params: QueryDict) -> Listing:
    """The listing for the query `params`; Http404 for a filter or page that does not exist."""
    form = HavingForm(params, list(Equipment.objects.all()), MINUTES)
    having = form.having()
    every = index.get_articles()
    articles = articles_that_fit(every, having)
    topics = list(index.get_topics(articles))
    topic = _chosen(index, topics, params.get("topic", ""))
    kept = {"topic": topic.slug} if topic else {}
    shown = page_of(_about(articles, topic).for_cards(), params, index.per_page)
    with_comment_counts(list(shown))
    turned = shown.number > 1 and not having  # a page of a whole list is a page of its own
    return Listing(
        articles=shown,
        topic=topic,
        topics=[
            Option(one.name, one.article_count, address({"topic": one.slug, **having.params}), one == topic)
            for one in topics
        ],
        all_topics=address(having.params).rstrip("?"),
        chosen=having_options(having, kept),
        form=form,
        kept=kept,
        own_pace=own_pace_option(having, kept, articles_that_fit(_about(every, topic), having.at_own_pace)),
        query=address({**kept, **having.params}).rstrip("?"),
        cleared=address(kept).rstrip("?"),
        canonical_query=address(kept, page=str(shown.number) if turned else "").rstrip("?"),
    )


def _chosen(index: ArticleIndexPage, topics: list[Topic], slug: str) -> Topic | None:
    """The topic that the address names, also where nothing of it fits; Http404 where it has none at all."""
    if not slug:
        return None
    found = next((topic for topic in topics if topic.slug == slug), None)
    if found is None:
        found = next((topic for topic in index.get_topics() if topic.slug == slug), None)
    if found is None:
        raise Http404(_("There is no such topic."))
    return found


def _about(articles: ArticleQuerySet, topic: Topic | None) -> ArticleQuerySet:
    return articles.filter(topics__topic=topic) if topic else articles
