"""The print sheet on paper, as Chromium prints it: what a reader takes from the printer's tray."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from articles.models import ArticlePage
from demo.load import load
from exercises.models import ExercisePage
from exercises.models.exercise_page import ExerciseImage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAPERS = ["A4", "Letter"]
PROSE = """
    Lie on your side with one elbow under your shoulder, lift both hips until head, trunk and feet make a
    long line, then raise the top leg slowly to hip height and lower it again without letting them drop.
""".split()  # noqa: SIM905
SMALL_TEXT = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  while (texts.nextNode()) {
    const words = texts.currentNode.textContent.trim();
    const size = parseFloat(getComputedStyle(texts.currentNode.parentElement).fontSize);
    if (words && size < 12) small.push(`${words} (${size}px)`);  // 12 px are 9 pt
  }
  return small;
}"""


def prose(count: int, last: str) -> str:
    """`count` ordinary words, the last of them `last`."""
    return " ".join([PROSE[number % len(PROSE)] for number in range(count - 1)] + [last])


def drawn_exercise() -> ExercisePage:
    """A library entry with a drawing of each position."""
    entry = factories.exercise("Drawn")
    picture = factories.image(size=(400, 300))
    for pose in ("start", "end"):
        entry.images.add(ExerciseImage(image=picture, pose=pose, alt_text=f"The {pose} position"))
    entry.save()
    return entry


def card(number: int, library: ExercisePage) -> dict:
    """An exercise of 45 words (25 of instructions) that begins with firstN and ends with lastN."""
    return factories.exercise_block(
        f"first{number} hip abduction",
        library=library,
        instructions=f"{prose(8, 'line')}\n{prose(8, 'height')}\n{prose(9, 'down')}",
        easier=prose(7, "mat"),
        harder=prose(6, "breaths"),
        stop_if=prose(7, f"last{number}"),
        dose={"sets": 3, "hold_seconds": 20, "side": "each", "rest_seconds": 45},
    )


def article(count: int) -> ArticlePage:
    """An article of `count` such exercises with a disclaimer of 200 words that ends with lastnote."""
    library = drawn_exercise()
    return factories.article(
        "Six exercises to decrease back pain in runners (video)",
        body=[factories.exercise_list(*(card(number, library) for number in range(1, count + 1)))],
        disclaimer=factories.disclaimer(f"<p>{prose(200, 'lastnote')}</p>", "Before you start"),
    )


def printed(page: Any, live_server: Any, sheet_of: ArticlePage, paper: str) -> list[str]:
    """The text of each page that comes out of the printer."""
    page.goto(f"{live_server.url}{sheet_of.print_url}")
    page.evaluate("document.fonts.ready")
    pdf = PdfReader(BytesIO(page.pdf(format=paper)))
    return [" ".join(one.extract_text().split()) for one in pdf.pages]


@pytest.mark.parametrize("paper", PAPERS)
def test_six_exercises_and_a_long_disclaimer_fill_one_page_with_nothing_clipped(
    page: Any, live_server: Any, paper: str
) -> None:
    pages = printed(page, live_server, article(6), paper)
    assert len(pages) == 1
    missing = [
        word for word in (*(f"last{number}" for number in range(1, 7)), "lastnote") if word not in pages[0]
    ]
    assert missing == []


def test_the_demo_s_main_article_fills_one_page(page: Any, live_server: Any, settings: Any) -> None:
    factories.home()
    settings.DEMO_PASSWORD = "a-known-password"
    load()
    main = ArticlePage.objects.get(slug="six-exercises-to-decrease-back-pain-in-runners")
    for paper in PAPERS:  # in one test, because the demo takes long to load
        pages = printed(page, live_server, main, paper)
        assert len(pages) == 1, paper
        names = [exercise.name for exercise in main.content.exercises]
        assert [name for name in names if name not in pages[0]] == []
        assert "hands tingle" in pages[0]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_longer_routine_flows_on_and_splits_no_card(page: Any, live_server: Any, paper: str) -> None:
    pages = printed(page, live_server, article(20), paper)
    assert len(pages) > 2
    begun = [next(n for n, text in enumerate(pages) if f"first{number} " in text) for number in range(1, 21)]
    ended = [
        next(n for n, text in enumerate(pages) if f"last{number}" in text.split()) for number in range(1, 21)
    ]
    assert begun == ended
    assert begun == sorted(begun)
    assert pages[-1].endswith("lastnote")


def test_nothing_on_paper_is_smaller_than_nine_points(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}{article(2).print_url}")
    page.emulate_media(media="print")
    assert page.locator(".move").count() == 2
    assert page.evaluate(SMALL_TEXT) == []


def test_the_preview_on_screen_scrolls_only_downwards_on_a_small_phone(page: Any, live_server: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}{article(2).print_url}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.get_by_role("button", name="Print").is_visible()
    assert page.get_by_role("link", name="Back to the article").is_visible()
