"""Thousands of articles in seconds: rows written in bulk, tree paths and search index included.

Not for tests of behaviour (tests/factories.py is): nothing here runs a page's own save or publish.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from articles.models import ArticleIndexPage, ArticlePage
from articles.models.article_page import ArticleAuthor
from exercises.models import ExerciseIndexPage, ExercisePage
from exercises.models.taxonomy import BodyArea
from people.models import PersonPage
from tests.benchmarks import words

BATCH = 500
EXERCISES_EACH = 6
# Everything is older than the sample content, so that lists begin with real pages and pictures.
FIRST, APART, SPAN = datetime(2015, 1, 1, tzinfo=UTC), timedelta(hours=7), 10_000


def add_articles(index: ArticleIndexPage, people: list[PersonPage], count: int) -> None:
    """`count` published articles of some 500 words under `index`, by `people` in turn, searchable at once."""
    existing = index.numchild
    for batch in _batches(count):
        articles = [_article(existing + number) for number in batch]
        _insert(index, articles)
        ArticleAuthor.objects.bulk_create(
            ArticleAuthor(page=article, person=people[number % len(people)], sort_order=0)
            for number, article in zip(batch, articles, strict=True)
        )
        _make_searchable(ArticlePage, articles, "authors__person")
    _tidy()


def add_exercises(index: ExerciseIndexPage, count: int) -> None:
    """`count` published library exercises under `index`, searchable at once."""
    existing = index.numchild
    for batch in _batches(count):
        exercises = [_exercise(existing + number) for number in batch]
        _insert(index, exercises)
        _make_searchable(ExercisePage, exercises)
    _tidy()


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, BATCH):
        yield range(start, min(start + BATCH, count))


def _article(number: int) -> ArticlePage:
    source = random.Random(number)  # the same number, the same article
    page = ArticlePage(
        title=words.title(source, number),
        slug=f"bulk-article-{number}",
        standfirst=words.prose(source, 20),
        published_on=_moment(number).date(),
        first_published_at=_moment(number),
        exercise_count=EXERCISES_EACH,
        video_seconds=128,
        reading_minutes=3,
    )
    page.body = page.body.stream_block.to_python(_body(source, number))
    return page


def _body(source: random.Random, number: int) -> list[dict[str, Any]]:
    exercises = [
        {
            "type": "item",
            "id": str(UUID(int=number * 100 + position)),
            "value": {
                "name": words.prose(source, 3).capitalize(),
                "instructions": "\n".join(words.prose(source, 15) for _ in range(3)),
                "easier": words.prose(source, 8),
                "dose": {"sets": 3, "reps": 10},
                "clip": {"start": position * 20, "end": position * 20 + 18},
            },
        }
        for position in range(EXERCISES_EACH)
    ]
    address = {"provider": "vimeo", "id": "76979871", "hash": ""}
    return [
        {"type": "paragraph", "value": f"<p>{words.prose(source, 80)}.</p>"},
        {"type": "video", "value": {"address": address, "title": words.prose(source, 5), "duration": 128}},
        {"type": "exercise_list", "value": {"heading": "", "exercises": exercises}},
        {"type": "paragraph", "value": f"<p>{words.prose(source, 60)}.</p>"},
    ]


def _exercise(number: int) -> ExercisePage:
    source = random.Random(-1 - number)
    return ExercisePage(
        title=f"{words.rare_word(source)} {words.prose(source, 2)} {number}".capitalize(),
        slug=f"bulk-exercise-{number}",
        first_published_at=_moment(number),
        summary=words.prose(source, 15),
        body_area=BodyArea.values[number % len(BodyArea.values)],
        instructions="\n".join(words.prose(source, 15) for _ in range(3)),
    )


def _moment(number: int) -> datetime:
    """When number `number` was published: later numbers later, as keys and dates go together in real sites."""
    return FIRST + APART * (number % SPAN)


@transaction.atomic
def _insert(parent: Page, pages: list[Any]) -> None:
    """Write `pages` as last children of `parent`: tree columns set here, parent table first, then their own.

    Django refuses bulk_create for models with a parent table because keys may be unknown; here
    they are read back from the parent's rows.
    """
    model = type(pages[0])
    content_type, locale = ContentType.objects.get_for_model(model), Locale.get_default()
    for step, page in enumerate(pages, start=1):
        page.path = Page._get_path(parent.path, parent.depth + 1, parent.numchild + step)
        page.depth, page.numchild = parent.depth + 1, 0
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.content_type = content_type
        page.locale, page.draft_title = locale, page.title
        page.live, page.has_unpublished_changes = True, False
        page.last_published_at = page.first_published_at
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in columns}) for page in pages)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
    own = model._meta.local_concrete_fields
    model._base_manager.all()._insert(pages, fields=own, using=connection.alias)
    parent.numchild += len(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def _make_searchable(model: type[Page], pages: list[Any], *related: str) -> None:
    found = model.get_indexed_objects().filter(pk__in=[page.pk for page in pages]).prefetch_related(*related)
    get_search_backend().get_index_for_model(model).add_items(model, list(found))


def _tidy() -> None:
    """Do for PostgreSQL what its autovacuum would have done by now; nobody does it for SQLite."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
