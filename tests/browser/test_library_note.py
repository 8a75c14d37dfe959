"""What the editor is told about the library beside an exercise, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import ArticlePage
from exercises.models import ExerciseImage, ExercisePage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entry() -> ExercisePage:
    entry = factories.exercise("Bird dog")
    ExerciseImage.objects.create(page=entry, image=factories.image(), decorative=True)
    return entry


@pytest.fixture
def article(entry: ExercisePage) -> ArticlePage:
    """A published article that keeps the library's text."""
    block = factories.exercise_block("", library=entry)
    return factories.publish(factories.article(body=[factories.exercise_list(block)]))


def _open(page: Page, live_server: object, article: ArticlePage) -> Page:
    factories.user("editor", "Editors")
    page.goto(f"{live_server.url}/admin/login/?next=/admin/pages/{article.pk}/edit/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "a-good-password")
    page.get_by_role("button", name="Sign in").click()
    return page


def test_a_newer_picture_is_offered_and_taken(
    page: Page, live_server: object, article: ArticlePage, entry: ExercisePage
) -> None:
    ExerciseImage.objects.filter(page=entry).update(alt_text="On hands and knees", decorative=False)
    note = _open(page, live_server, article).locator(".library-note")
    expect(note).to_contain_text("Changed in the library since this article was published")
    expect(note).to_contain_text("On hands and knees")
    note.get_by_role("button", name="Use the library’s current text").click()
    expect(note).to_contain_text("The library’s current text is taken when you publish.")


def test_what_a_deleted_library_page_left_is_shown(
    page: Page, live_server: object, article: ArticlePage, entry: ExercisePage
) -> None:
    entry.delete()
    note = _open(page, live_server, article).locator(".library-note")
    expect(note).to_contain_text("The library page was deleted.")
    expect(note).to_contain_text("Lie down.")


def test_the_checks_panel_counts_the_words_of_the_preview(
    page: Page, live_server: object, article: ArticlePage
) -> None:
    _open(page, live_server, article)
    page.get_by_role("button", name="Toggle checks").click()
    words = page.locator("[data-content-word-count]")
    expect(words).not_to_have_text("-", timeout=20_000)
