"""Which equipment each article needs, kept as rows beside it."""

from typing import Any

from articles.body import Body
from articles.models.article_need import ArticleNeed


def write_needs(page: Any, content: Body) -> None:
    """Make the rows of the saved article `page` say what `content` needs; writes only what changed."""
    wanted = {item.key for exercise in content.exercises for item in exercise.equipment}
    stored = {(row.equipment_id, row.name): row.pk for row in ArticleNeed.objects.filter(article=page.pk)}
    if gone := [pk for key, pk in stored.items() if key not in wanted]:
        ArticleNeed.objects.filter(pk__in=gone).delete()
    ArticleNeed.objects.bulk_create(
        ArticleNeed(article_id=page.pk, equipment_id=equipment, name=name)
        for equipment, name in sorted(wanted - stored.keys(), key=str)
    )
