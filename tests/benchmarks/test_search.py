"""The questions of the search benchmark, and what is said of their times."""

import random

from tests.benchmarks import words
from tests.benchmarks.search import KINDS, percentile, table


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(number) for number in range(40, 0, -1)]
    assert [percentile(values, percent) for percent in (50, 95, 100)] == [20, 38, 40]
    assert percentile([7.0], 95) == 7


def test_a_question_is_made_of_words_that_articles_hold_unless_it_finds_nothing() -> None:
    source = random.Random(2)
    questions = {kind.name: kind.make(source).split() for kind in KINDS}
    assert [len(question) for question in questions.values()] == [1, 1, 3, 12, 2]
    assert set(questions["12 words"]) <= set(words.SUBJECTS)
    assert questions["finds nothing"][-1].startswith("q")


def test_a_rare_word_stands_in_the_title_of_an_article() -> None:
    question = KINDS[0].make(random.Random(3))
    titles = [words.title(random.Random(number), number).lower() for number in range(100)]
    assert any(f" {question} " in title for title in titles)


def test_a_missed_target_is_told() -> None:
    met, missed = [140.0] * 20, [140.0] * 18 + [150.0] * 2
    rows = table({"SQLite": {"fast": met, "slow": missed}}).rows
    assert [row[-1] for row in rows] == ["met", "MISSED"]
