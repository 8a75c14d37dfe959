"""Wagtail's log of who changed which block names the block, which may be somebody's address."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from comments.models import Block


def forget_labels(before: datetime) -> int:
    """Take the name out of entries from `before`, and of those about blocks that are gone; returns how many.

    Who did something, when and what kind of thing stays.
    """
    existing = Block.objects.annotate(key=Cast("pk", CharField())).values("key")
    return _unname(_entries().filter(Q(timestamp__lt=before) | ~Q(object_id__in=existing)))


def forget_label(value: str) -> int:
    """Take `value` out of the entries that name it; returns how many."""
    return _unname(_entries().filter(label__iexact=value))


def _entries() -> QuerySet[ModelLogEntry]:
    return ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Block))


def _unname(entries: QuerySet[ModelLogEntry]) -> int:
    return entries.exclude(label=_("erased")).update(label=_("erased"), data={})
