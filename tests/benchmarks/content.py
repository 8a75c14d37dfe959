"""`python -m tests.benchmarks.content 10000 1000000`: the sample content, so many articles and comments more.

Everything in one process, with the settings and the database that the environment names.
"""

import sys

import django


def fill(articles: int, comments: int) -> None:
    """Migrate an empty database and fill it; the sample content stays the newest of all."""
    from django.core.management import call_command

    from demo.load import load

    call_command("migrate", verbosity=0, interactive=False)
    load()
    _make_pictures()
    if articles:
        _add(articles)
    if comments:
        from tests.benchmarks.conversations import add_comments

        add_comments(comments)


def _make_pictures() -> None:
    """Make every size of every picture, as the task worker would have long since."""
    from pages.models import SiteImage
    from pages.pictures import make_renditions

    for key in SiteImage.objects.values_list("pk", flat=True):
        make_renditions.call(key)


def _add(articles: int) -> None:
    from articles.models import ArticleIndexPage
    from exercises.models import ExerciseIndexPage
    from people.models import PersonPage
    from tests.benchmarks import bulk

    bulk.add_articles(ArticleIndexPage.objects.get(), list(PersonPage.objects.order_by("path")), articles)
    bulk.add_exercises(ExerciseIndexPage.objects.get(), articles // 20)


if __name__ == "__main__":
    django.setup()
    fill(*map(int, sys.argv[1:3]))
