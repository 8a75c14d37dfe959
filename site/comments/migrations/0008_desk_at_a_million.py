"""What the moderation desk needs to be quick at a million comments: indexes, and the index of words."""

from typing import Any

from django.db import migrations, models

from comments.search import postgresql, sqlite


def make_index_of_words(apps: Any, schema_editor: Any) -> None:
    """The triggers on SQLite come after the last migration (see comments.search.keeping)."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            postgresql.make(cursor)
        else:
            sqlite.make_table(cursor)


def drop_index_of_words(apps: Any, schema_editor: Any) -> None:
    """All of it."""
    with schema_editor.connection.cursor() as cursor:
        index = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
        index.drop(cursor)


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_spam_check_place")]

    operations = [
        migrations.RemoveIndex("comment", "comment_desk"),
        *(
            migrations.AddIndex("comment", models.Index(fields=fields, name=name))
            for name, fields in {
                "comment_desk": ["state", "created_at", "id", "score"],
                "comment_desk_all": ["created_at", "id", "score"],
                "comment_desk_all_by_score": ["score", "id"],
                "comment_desk_page": ["state", "page", "created_at", "id"],
                "comment_desk_page_all": ["page", "created_at", "id"],
                "comment_desk_sender": ["state", "email", "created_at", "id"],
                "comment_desk_text": ["state", "fingerprint", "created_at", "id"],
            }.items()
        ),
        migrations.RunPython(make_index_of_words, drop_index_of_words),
    ]
