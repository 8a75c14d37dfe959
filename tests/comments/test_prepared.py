"""Queries that are put into SQL once."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db.models import DateTimeField, GenericIPAddressField, QuerySet
from django.utils import timezone

from comments.models import Comment
from comments.prepared import Prepared, Slot
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_it_is_put_together_once_and_answers_for_each_value_as_the_queryset_would() -> None:
    page, made = factories.article(), []
    for address in ("192.0.2.1", "2001:db8::1"):
        factories.comment(page, address, sender_address=address)

    def recent() -> QuerySet:
        made.append(1)
        since = Slot("since", DateTimeField())
        recent = Comment.objects.filter(created_at__gt=since, name__in=[Slot("name"), Slot("other")])
        recent = recent.filter(sender_address=Slot("address", GenericIPAddressField()))
        return recent.values_list("text", "sender_address", "created_at", "account_id")

    prepared, hour = Prepared(recent), timedelta(hours=1)
    values = {"name": Comment.objects.all()[0].name, "other": "'; DROP", "since": timezone.now() - hour}
    for address in ("192.0.2.1", "2001:db8::1", "2001:DB8:0::1"):
        expected = Comment.objects.filter(sender_address=address)
        expected = expected.values_list("text", "sender_address", "created_at", "account_id")
        assert prepared.rows(address=address, **values) == list(expected) != []
    assert prepared.rows(address="192.0.2.1", **{**values, "since": timezone.now() + hour}) == []
    assert prepared.rows(address="192.0.2.1", **{**values, "name": "Nobody"}) == []
    assert len(made) == 1


def test_objects_are_whole_or_load_what_was_left_out_later() -> None:
    article = factories.article()
    kind = type(article)
    whole = Prepared(lambda: kind.objects.filter(slug=Slot("slug")))
    found = whole.first(slug=article.slug)
    assert found == article
    assert not found.get_deferred_fields()
    assert found.body.get_prep_value() == article.body.get_prep_value()
    user = factories.user("nia")
    part = Prepared(lambda: get_user_model().objects.filter(username=Slot("name")).only("pk"))
    assert part.first(name=user.username).email == user.email
    assert part.first(name="nobody") is None
