"""The articles that fit what a reader has."""

from django.db.models import Exists, OuterRef, Q

from articles.models.article_need import ArticleNeed
from articles.models.article_page import ArticleQuerySet
from exercises.dose import seconds_of
from exercises.having import Having


def articles_that_fit(articles: ArticleQuerySet, having: Having) -> ArticleQuerySet:
    """Those of `articles` that need nothing else and, where a time is given, are known to keep to it.

    An article without an exercise fits nobody: there is nothing to do.
    """
    if not having:
        return articles
    articles = articles.filter(exercise_count__gt=0)
    if having.things is not None:
        needs = ArticleNeed.objects.filter(article=OuterRef("pk"))
        has = Q(equipment__in=having.things) | Q(
            equipment=None, name__in=[thing.name.casefold() for thing in having.things]
        )
        articles = articles.filter(~Exists(needs.exclude(has)))
    if having.own_pace:
        return articles.filter(routine_seconds=None)
    if having.minutes is not None:
        return articles.filter(routine_seconds__lte=seconds_of(having.minutes))
    return articles
