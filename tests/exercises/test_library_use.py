"""A library entry in articles: filled in, kept at publish, offered anew, and not deleted while in use."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from exercises.deletion import losses
from exercises.library import pages_using
from exercises.models import ExercisePage
from home.search import find
from tests import editing, factories

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.user("editor", "Editors"))
    return client


def _using(entry: ExercisePage, **fields: Any) -> ArticlePage:
    body = [factories.exercise_list(factories.exercise_block("", library=entry))]
    return factories.article(body=body, live=False, **fields)


def _published(entry: ExercisePage, **fields: Any) -> ArticlePage:
    return factories.publish(_using(entry, **fields))


def _text_address(pk: int) -> str:
    return reverse("exercises_admin:library_text", args=[pk])


# -- the text an article keeps ---------------------------------------------------------------------


def test_the_editors_button_keeps_the_librarys_text(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    page = _using(entry)
    editing.save(editor, page, editing.PUBLISH)

    entry.instructions = "Something else."
    factories.publish(entry)

    (exercise,) = ArticlePage.objects.get(pk=page.pk).content.exercises
    assert exercise.instructions == ("Lie down.", "Lift one leg.", "Lower it slowly.")


def test_library_text_is_found_in_the_article_and_counts_as_reading() -> None:
    entry = factories.exercise("Zebra walk", instructions=" ".join(["Walk like an ocelot."] * 250))
    page = _using(entry, title="Only stripes")
    assert page.reading_minutes == 1
    page = _published(entry, title="Only spots")
    assert page.reading_minutes == 5
    for words in ("zebra", "ocelot"):
        assert "Only spots" in [result.title for result in find({"q": words}).results]


def test_publishing_again_does_not_take_newer_text_by_itself(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    page = _published(entry)
    entry.instructions = "Something else."
    factories.publish(entry)

    editing.save(editor, page, editing.PUBLISH)

    (exercise,) = ArticlePage.objects.get(pk=page.pk).content.exercises
    assert exercise.instructions[0] == "Lie down."


def test_emptying_the_kept_text_takes_the_librarys_current_one(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    page = _published(entry)
    entry.instructions = "Something else."
    factories.publish(entry)

    editing.save(editor, page, editing.PUBLISH, **{"body-0-value-exercises-0-value-kept": ""})

    (exercise,) = ArticlePage.objects.get(pk=page.pk).content.exercises
    assert exercise.instructions == ("Something else.",)


@pytest.mark.parametrize(
    "sent",
    [
        "{",
        "[]",
        '{"page": "5"}',
        '{"page": %d, "equipment": [7]}',
        '{"page": %d, "instructions": 7}',
        '{"page": %d, "images": [{"id": 1}]}',
        '{"page": %d, "dose": "much"}',
    ],
)
def test_kept_text_that_no_publishing_wrote_is_taken_anew(editor: Client, sent: str) -> None:
    entry = factories.exercise("Bird dog")
    page = _using(entry)
    kept = sent % entry.pk if "%d" in sent else sent
    editing.save(editor, page, editing.PUBLISH, **{"body-0-value-exercises-0-value-kept": kept})
    stored = ArticlePage.objects.get(pk=page.pk)
    assert stored.live
    assert stored.content.exercises[0].instructions[0] == "Lie down."


# -- what the form's script is told ----------------------------------------------------------------


def test_the_form_is_told_the_published_text_in_words(editor: Client) -> None:
    entry = factories.exercise("Bird dog", equipment=[factories.equipment("Mat")], sets=3, reps=10)
    answer = editor.get(_text_address(entry.pk)).json()
    assert answer["snapshot"]["page"] == entry.pk
    assert answer["shown"]["name"] == "Bird dog"
    assert answer["shown"]["equipment"] == "Mat"
    assert answer["shown"]["dose"] == "3 × 10"


def test_the_form_is_told_nothing_of_a_draft(editor: Client) -> None:
    entry = factories.publish(factories.exercise("Bird dog"))
    entry.title = "Secret"
    entry.save_revision()
    hidden = factories.exercise("Unpublished", live=False)
    assert editor.get(_text_address(entry.pk)).json()["shown"]["name"] == "Bird dog"
    assert editor.get(_text_address(hidden.pk)).status_code == 404
    assert editor.get(_text_address(0)).status_code == 404


def test_the_form_is_told_nothing_of_a_private_entry(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    assert editor.get(_text_address(entry.pk)).status_code == 404


@pytest.mark.parametrize("group", ["Comment moderators", "no group"])
def test_only_people_who_edit_pages_are_told(client: Client, group: str) -> None:
    entry = factories.exercise("Bird dog")
    client.force_login(factories.user("somebody", group))
    for address in (_text_address(entry.pk), reverse("exercises_admin:equipment_names")):
        assert client.get(address).status_code == 302


def test_equipment_is_completed_from_the_librarys(editor: Client) -> None:
    factories.equipment("Mat")
    factories.equipment("Chair")
    answer = editor.get(reverse("exercises_admin:equipment_names")).json()
    assert answer == {"names": ["Chair", "Mat"]}


# -- where an entry is used ------------------------------------------------------------------------


def test_use_is_known_right_after_publishing_and_after_taking_it_out() -> None:
    entry, other = factories.exercise("Bird dog"), factories.exercise("Plank")
    page = _published(entry)
    assert [one.pk for one in pages_using(entry, visible_only=False)] == [page.pk]
    assert pages_using(other, visible_only=False) == []

    page.body = [factories.paragraph()]
    factories.publish(page)
    assert pages_using(entry, visible_only=False) == []


# -- deleting --------------------------------------------------------------------------------------


def _delete(client: Client, page: Any, method: str = "post") -> Any:
    return getattr(client, method)(reverse("wagtailadmin_pages:delete", args=[page.pk]))


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_that_a_live_article_uses_is_not_deleted(editor: Client, method: str) -> None:
    entry = factories.exercise("Bird dog")
    page = _published(entry, title="Six for runners")
    response = _delete(editor, entry, method)
    assert "1 live page uses “Bird dog”: Six for runners." in editing.told(response)
    assert editing.edit_address(page) in editing.told(response)
    assert ExercisePage.objects.filter(pk=entry.pk).exists()


def test_an_entry_that_only_a_draft_uses_may_go(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    _using(entry)
    _delete(editor, entry)
    assert not ExercisePage.objects.filter(pk=entry.pk).exists()


def test_an_entry_that_is_only_a_variation_of_another_may_go(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    factories.publish(factories.exercise("Plank", easier_page=entry))
    _delete(editor, entry)
    assert not ExercisePage.objects.filter(pk=entry.pk).exists()


def test_the_library_is_not_deleted_with_an_entry_in_use(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    _published(entry, title="Six for runners")
    response = _delete(editor, factories.exercise_index())
    assert "Six for runners" in editing.told(response)
    assert ExercisePage.objects.filter(pk=entry.pk).exists()


def test_a_bulk_deletion_is_refused_as_a_whole(editor: Client) -> None:
    used, free = factories.exercise("Bird dog"), factories.exercise("Plank")
    _published(used, title="Six for runners")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = editor.post(f"{address}?id={free.pk}&id={used.pk}&next=/admin/")
    assert "Six for runners" in editing.told(response)
    assert ExercisePage.objects.count() == 2


def test_other_pages_are_deleted_in_bulk_as_ever(editor: Client) -> None:
    free, page = factories.exercise("Plank"), factories.article()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    editor.post(f"{address}?id={free.pk}&id={page.pk}&next=/admin/")
    assert not ExercisePage.objects.exists()
    assert not ArticlePage.objects.exists()


def test_an_entry_may_go_together_with_all_that_use_it() -> None:
    entry = factories.exercise("Bird dog")
    page = _published(entry)
    assert losses([factories.home()]) == []
    assert losses([entry, page]) == []
    assert [loss.users for loss in losses([entry])] == [[page.page_ptr]]


def test_looking_for_uses_costs_the_same_for_few_and_many(django_assert_num_queries: Any) -> None:
    for _number in range(4):
        _published(factories.exercise())
    library = factories.exercise_index()
    losses([library])
    with django_assert_num_queries(4):
        assert len(losses([library])) == 4


def test_unpublishing_an_entry_tells_what_happens_to_articles(editor: Client) -> None:
    entry = factories.exercise("Bird dog")
    page = _published(entry)
    response = editor.post(reverse("wagtailadmin_pages:unpublish", args=[entry.pk]))
    assert "1 live page uses “Bird dog”. It keeps the text" in editing.told(response)
    (exercise,) = ArticlePage.objects.get(pk=page.pk).content.exercises
    assert (exercise.name, exercise.url) == ("Bird dog", "")


def test_an_entry_shows_the_articles_it_appears_in_as_cards_at_a_constant_cost(client: Client) -> None:
    entry = factories.exercise("Bird dog")
    _published(entry, title="Only one", lead_image=factories.image(), lead_image_decorative=True)

    def queries() -> int:
        client.get(entry.url)
        with CaptureQueriesContext(connection) as asked:
            client.get(entry.url)
        return len(asked)

    with_one = queries()
    _published(entry, title="Another", lead_image=factories.image(), lead_image_decorative=True)
    _published(entry, title="A third", lead_image=factories.image(), lead_image_decorative=True)
    assert queries() == with_one
    cards = BeautifulSoup(client.get(entry.url).content, "html.parser").select("section .card")
    assert {card.h3.get_text(strip=True) for card in cards} == {"Only one", "Another", "A third"}
    assert all(card.img for card in cards)
