"""A row for each thing an article needs, also for the articles there are.

The rows follow from the stored bodies by the rules of exercises.resolve as they stood when this was
written: what is typed in the article counts, else the library text it keeps, else the entry itself.
"""

from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Write the rows of all articles, some hundred articles at a time."""
    article_need = apps.get_model("articles", "ArticleNeed")
    article_page = apps.get_model("articles", "ArticlePage")
    library = _library(apps)
    known = set(apps.get_model("exercises", "Equipment").objects.values_list("pk", flat=True))
    rows: list[Any] = []
    for pk, body in article_page.objects.order_by("pk").values_list("pk", "body").iterator(BATCH):
        items = {_key(item, known) for block in _exercises(body) for item in _equipment(block, library)}
        rows += [
            article_need(article_id=pk, equipment_id=thing, name=name)
            for thing, name in sorted(items, key=str)
        ]
        if len(rows) >= BATCH:
            article_need.objects.bulk_create(rows)
            rows = []
    article_need.objects.bulk_create(rows)


def _library(apps: Any) -> dict[int, list[dict[str, Any]] | None]:
    """What each library entry needs; None for an entry that readers cannot open, which lends no text."""
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects
    private = tuple(restrictions.values_list("page__path", flat=True))
    entries = apps.get_model("exercises", "ExercisePage").objects.values_list("pk", "live", "path")
    library: dict[int, list[dict[str, Any]] | None] = {
        pk: [] if live and not path.startswith(private) else None for pk, live, path in entries
    }
    items = apps.get_model("exercises", "ExerciseEquipment").objects.values_list(
        "page_id", "equipment_id", "equipment__name"
    )
    for page, pk, name in items:
        if (needed := library[page]) is not None:
            needed.append({"id": pk, "name": name})
    return library


def _exercises(body: Any) -> Iterator[dict[str, Any]]:
    for block in body.raw_data:
        if block["type"] == "exercise_list":
            for item in block["value"].get("exercises") or []:
                is_wrapped = item.get("type") == "item" and "value" in item
                yield item["value"] if is_wrapped else item


def _equipment(block: dict[str, Any], library: dict[int, Any]) -> list[Any]:
    if typed := block.get("equipment"):
        return typed
    page, kept = block.get("library"), block.get("kept") or {}
    if page not in library or kept.get("page") == page:  # none was chosen, it was deleted, or its text is kept
        return kept.get("equipment") or []
    return library[page] or []


def _key(item: Any, known: set[int]) -> tuple[int | None, str]:
    if isinstance(item, str):
        return None, item.casefold()
    pk, name = item.get("id"), item.get("name", "")
    return pk if pk in known else None, name.casefold()


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0005_paid_links_in_text"),
        ("exercises", "0005_equipment_paid_link"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(verbose_name="name")),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="needs", db_index=False, to="articles.articlepage")),
                ("equipment", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="exercises.equipment")),
            ],
            options={
                "verbose_name": "thing an article needs",
                "verbose_name_plural": "things articles need",
                "indexes": [models.Index(fields=["article", "equipment"], name="needs_of_article")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
