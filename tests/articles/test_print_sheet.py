"""The print sheet as a page: what stands on it, and what is kept away from search engines."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage
from tests import factories

pytestmark = pytest.mark.django_db


def sheet(client: Client, page: ArticlePage) -> BeautifulSoup:
    """The sheet of `page` as a stranger gets it."""
    response = client.get(page.print_url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    """Everything a reader can read, with single spaces."""
    return " ".join(soup.main.get_text(" ").split())


def test_a_card_says_everything_one_needs_away_from_the_screen(client: Client) -> None:
    block = factories.exercise_block(
        "Side plank",
        instructions="Lift your hips.\nHold.",
        cues="Long, not high.",
        easier="Bend the knee.",
        harder="Raise the leg.",
        ask_first="If a shoulder slips, ask.",
        stop_if="the shoulder hurts.",
        dose={"sets": 3, "hold_seconds": 20, "side": "each", "rest_seconds": 45},
    )
    page = factories.article(body=[factories.exercise_list(block)])
    card = sheet(client, page).select_one(".move")
    assert " ".join(card.get_text(" ").split()) == (
        "1 Side plank 3 × 20 s hold · each side · rest 45 s Lift your hips. Hold. "
        "Easier Bend the knee. Harder Raise the leg. Ask first If a shoulder slips, ask. "
        "Stop if the shoulder hurts."
    )


def test_an_exercise_that_says_little_leaves_no_empty_labels(client: Client) -> None:
    block = factories.exercise_block("Walk", instructions="Walk.", easier="")
    card = sheet(client, factories.article(body=[factories.exercise_list(block)])).select_one(".move")
    assert " ".join(card.get_text(" ").split()) == "1 Walk Walk."


def test_the_sheet_names_who_wrote_it_what_it_takes_and_where_it_came_from(client: Client) -> None:
    factories.settings(name="Plumbline", disclaimer=factories.disclaimer("<p>No advice.</p>"))
    block = factories.exercise_block(equipment=[{"id": None, "name": "Mat"}])
    page = factories.article(
        "Six exercises",
        slug="six",
        authors=[factories.person("Alex Sample", credentials="PT", role="therapist")],
        reviewed_by=factories.person("Jo Example", credentials="MD"),
        body=[
            factories.exercise_list(block),
            {
                "type": "safety_note",
                "value": {"heading": "Ask a clinician", "items": "Pain at night.\nNumbness."},
            },
        ],
    )
    text = words(sheet(client, page))
    order = [
        "Plumbline http://localhost/articles/six/", "Six exercises", "Alex Sample, PT , therapist",
        "Reviewed by Jo Example, MD", "What you’ll need: Mat", "Side plank",
        "Ask a clinician Pain at night. Numbness.", "Please note No advice.",
    ]  # fmt: skip
    places = [text.find(part) for part in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)


def test_the_article_s_own_disclaimer_replaces_the_site_s(client: Client) -> None:
    factories.settings(disclaimer=factories.disclaimer("<p>Of the site.</p>"))
    page = factories.article(disclaimer=factories.disclaimer("<p>Of the article.</p>"))
    text = words(sheet(client, page))
    assert "Of the article." in text
    assert "Of the site." not in text


def test_search_engines_are_sent_to_the_article(client: Client) -> None:
    page = factories.article(slug="six")
    soup = sheet(client, page)
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("link", rel="canonical")["href"] == page.full_url


def test_the_way_back_and_the_way_to_print_need_no_script(client: Client) -> None:
    page = factories.article()
    bar = sheet(client, page).select_one(".bar")
    assert bar.find("a")["href"] == page.url
    assert "Ctrl and P" in bar.get_text()
    assert bar.find("button").has_attr("hidden")


def test_several_lists_keep_their_headings_and_number_on(client: Client) -> None:
    block = factories.exercise_block
    warm_up = factories.exercise_list(block("March"), block("Circles"), heading="Warm up")
    work = factories.exercise_list(block("Lunge"), heading="Work")
    soup = sheet(client, factories.article(body=[warm_up, work]))
    headings = [heading.get_text(strip=True) for heading in soup.select(".sheet > h2:not(.vh)")]
    names = [" ".join(name.get_text(" ").split()) for name in soup.select(".move h3")]
    assert headings == ["Warm up", "Work"]
    assert names == ["1 March", "2 Circles", "3 Lunge"]


def test_an_article_without_exercises_still_prints(client: Client) -> None:
    soup = sheet(client, factories.article("Only words", body=[factories.paragraph()]))
    assert soup.h1.get_text(strip=True) == "Only words"
    assert soup.select(".move") == []


def test_sixty_exercises_cost_as_many_queries_as_six(client: Client) -> None:
    entries = [factories.exercise(equipment=[factories.equipment("Loop band")]) for _ in range(3)]
    pages = {}
    for size in (6, 60):
        blocks = [factories.exercise_block("", library=entries[number % 3]) for number in range(size)]
        pages[size] = factories.article(body=[factories.exercise_list(*blocks)])
    client.get(pages[6].print_url)  # fills the caches of content types and site paths
    counts = set()
    for size, page in pages.items():
        with CaptureQueriesContext(connection) as queries:
            assert len(sheet(client, page).select(".move")) == size
        counts.add(len(queries))
    assert len(counts) == 1
