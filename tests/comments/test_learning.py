"""What the filter learns from people's decisions, and unlearns when they change their minds."""

from collections import Counter
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from comments.deciding import CannotUndo, decide, erase, undo
from comments.erasing import wipe
from comments.learning.bayes import ENOUGH, Counts, Seen, opinion_of, probability_of
from comments.learning.book import look_up
from comments.learning.words import MAX_WORDS, words_of
from comments.models import Batch, Comment, FilterSettings, LearnedWord, State
from comments.signals.learned import learned as signal
from tests import factories
from tests.comments.desk_things import moderator, waiting

pytestmark = pytest.mark.postgres


def _book() -> dict[str, tuple[int, int]]:
    return {row.word: (row.ham, row.spam) for row in LearnedWord.objects.all()}


def _from_scratch() -> dict[str, tuple[int, int]]:
    ham, spam = Counter(), Counter()
    for text, learned_as in Comment.objects.exclude(learned_as="").values_list("text", "learned_as"):
        (ham if learned_as == "ham" else spam).update(["", *words_of(text)])
    return {word: (ham[word], spam[word]) for word in ham.keys() | spam.keys()}


def learned(seen: dict[str, Seen], total: Seen):
    """The signal's word about a comment with these words."""
    return signal(SimpleNamespace(learned=Counts(seen, total)), FilterSettings())


class TestWords:
    """Of a text."""

    def test_case_width_and_repetition_do_not_matter(self) -> None:
        assert words_of("Casino CASINO ｃａｓｉｎｏ, casino!") == ["casino"]

    def test_a_link_is_known_by_its_host(self) -> None:
        text = "Look: https://www.Win.example.com/a?b=1 and http://win.example.com."
        assert words_of(text) == ["host:win.example.com", "look", "and"]

    def test_nobody_is_told_by_e_mail_or_telephone_number(self) -> None:
        assert words_of("nia.r+x@example.org 004912345678 or 2026") == ["2026"]

    @pytest.mark.parametrize("text", ["", "a of", "x" * 31, "___ ... 👍"])
    def test_some_texts_have_none(self, text: str) -> None:
        assert words_of(text) == []

    def test_words_keep_their_marks_and_scripts_without_spaces_go_by_pairs(self) -> None:
        assert words_of("हिन्दी naïve") == ["हिन्दी", "naïve"]
        assert words_of("便宜药") == ["便宜", "宜药"]

    @given(st.text(max_size=300))
    def test_any_text_gives_storable_words_and_the_same_ones_again(self, text: str) -> None:
        words = words_of(text * 3)
        assert len(set(words)) == len(words) <= MAX_WORDS
        assert all(0 < len(word) <= 40 for word in words)
        assert words_of(text * 3) == words


class TestOpinion:
    """Of words that were seen so often."""

    def test_a_new_word_tells_nothing(self) -> None:
        assert probability_of(Seen(0, 0), Seen(30, 30)) == 0.5

    def test_more_often_in_spam_is_more_likely_spam_however_many_were_learned_of_each(self) -> None:
        assert probability_of(Seen(0, 5), Seen(30, 30)) > probability_of(Seen(0, 2), Seen(30, 30)) > 0.5
        # Ten in a hundred approved are no more than one in ten of spam.
        assert probability_of(Seen(10, 1), Seen(100, 10)) == pytest.approx(0.5)

    @given(
        st.dictionaries(st.text(max_size=3), st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=40)
    )
    def test_swapping_the_kinds_turns_the_opinion_round(self, counts: dict) -> None:
        seen = {word: Seen(*pair) for word, pair in counts.items()}
        turned = {word: Seen(spam, ham) for word, (ham, spam) in counts.items()}
        one, other = opinion_of(Counts(seen, Seen(50, 50))), opinion_of(Counts(turned, Seen(50, 50)))
        assert one.probability + other.probability == pytest.approx(1)
        assert (one.spam_words, one.ham_words) == (other.ham_words, other.spam_words)

    def test_a_few_bad_words_are_not_outvoted_by_many_that_tell_nothing(self) -> None:
        seen = {f"word{number}": Seen(30, 29) for number in range(100)} | {"casino": Seen(0, 20)}
        assert opinion_of(Counts(seen, Seen(40, 40))).probability > 0.9

    def test_it_is_neutral_until_enough_of_both_kinds_were_decided(self) -> None:
        bad = {"casino": Seen(0, ENOUGH)}
        assert learned(bad, Seen(ENOUGH - 1, ENOUGH)) is None
        assert learned(bad, Seen(ENOUGH, ENOUGH - 1)) is None
        assert learned(bad, Seen(ENOUGH, ENOUGH)).weight > 0.8

    def test_it_says_which_words_told(self) -> None:
        seen = {
            "casino": Seen(0, 20),
            "loan": Seen(0, 9),
            "host:win.example": Seen(0, 8),
            "now": Seen(1, 7),
            "hip": Seen(6, 0),
        }
        said = learned(seen, Seen(ENOUGH, ENOUGH))
        assert said.evidence == {"spam": ["casino", "loan", "win.example"], "ham": ["hip"]}

    def test_doubt_says_nothing_and_good_words_speak_half_as_loudly(self) -> None:
        total = Seen(ENOUGH, ENOUGH)
        assert learned({"once": Seen(0, 1)}, total) is None
        assert learned({"hip": Seen(20, 0), "casino": Seen(0, 20)}, total) is None
        assert -0.5 <= learned({"hip": Seen(20, 0)}, total).weight < -0.4


@pytest.mark.django_db
class TestLearning:
    """From decisions."""

    def test_approved_teaches_ham_and_spam_teaches_spam_once_a_comment(self) -> None:
        good, bad = waiting("Hips, hips and knees"), waiting("Casino hips")
        decide([good.pk], State.APPROVED, moderator())
        decide([bad.pk], State.SPAM)
        assert _book() == {"": (1, 1), "hips": (1, 1), "and": (1, 0), "knees": (1, 0), "casino": (0, 1)}

    @pytest.mark.parametrize("state", [State.REJECTED, State.ERASED])
    def test_other_decisions_teach_nothing(self, state: State) -> None:
        decide([waiting().pk], state)
        assert _book() == {}

    def test_what_was_decided_by_itself_teaches_nothing(self) -> None:
        decide([waiting().pk], State.SPAM, automatic=True)
        decide([waiting().pk], State.APPROVED, automatic=True)
        assert _book() == {}

    def test_a_changed_mind_moves_the_counts(self) -> None:
        comment = waiting("Hips")
        decide([comment.pk], State.APPROVED)
        decide([comment.pk], State.SPAM)
        assert _book() == {"": (0, 1), "hips": (0, 1)}
        decide([comment.pk], State.REJECTED)
        assert _book() == {}

    def test_undo_takes_a_lesson_back_and_brings_the_one_before_again(self) -> None:
        comment = waiting("Hips")
        first = decide([comment.pk], State.SPAM)
        undo(decide([comment.pk], State.APPROVED), None)
        assert _book() == {"": (0, 1), "hips": (0, 1)}
        undo(first, None)
        assert _book() == {}
        assert Comment.objects.get().learned_as == ""

    def test_undo_brings_back_what_the_filter_did_without_learning_from_it(self) -> None:
        comment = waiting("Casino")
        decide([comment.pk], State.SPAM, automatic=True)
        undo(decide([comment.pk], State.APPROVED), None)
        assert (Comment.objects.get().state, _book()) == (State.SPAM, {})

    def test_an_erased_comment_leaves_no_word_behind(self) -> None:
        mine, other, wiped = waiting("Hips and secrets"), waiting("Hips"), waiting("Knees")
        decide([mine.pk, other.pk, wiped.pk], State.APPROVED)
        erase([mine.pk])
        wipe([wiped.pk])
        assert _book() == {"": (1, 0), "hips": (1, 0)}

    def test_a_deleted_page_takes_its_lessons_along(self) -> None:
        gone, kept = waiting("Hips"), waiting("Knees")
        decide([gone.pk, kept.pk], State.APPROVED)
        gone.page.get_parent().get_children().filter(pk=gone.page_id).delete()
        assert _book() == {"": (1, 0), "knees": (1, 0)}

    def test_a_desk_reply_is_nobodys_decision(self) -> None:
        factories.comment(factories.article(), "We are glad")
        assert _book() == {}

    def test_looking_up_takes_one_query_and_leaves_new_words_out(self) -> None:
        decide([waiting("Hips").pk], State.APPROVED)
        with CaptureQueriesContext(connection) as queries:
            assert look_up(["hips", "knees"]) == ({"hips": Seen(1, 0)}, Seen(1, 0))
        assert len(queries) == 1

    def test_a_thousand_decisions_cost_as_many_statements_as_two(self) -> None:
        page, by = factories.article(), moderator()
        keys = [waiting(f"Hips knees word{number % 90}", page=page).pk for number in range(300)]
        with CaptureQueriesContext(connection) as few:
            decide(keys[:2], State.SPAM, by)
        with CaptureQueriesContext(connection) as many:
            decide(keys[2:], State.SPAM, by)
        assert len(many) <= len(few) + 2
        assert _book()["hips"] == (0, 300)

    def test_learning_anew_mends_the_counts_and_learns_from_older_decisions(self) -> None:
        comments = [waiting("Hips"), waiting("Knees")]
        decide([comment.pk for comment in comments], State.APPROVED)
        LearnedWord.objects.update(ham=7, spam=7)
        Comment.objects.filter(pk=comments[0].pk).update(learned_as="")
        out = StringIO()
        call_command("learn_anew", stdout=out)
        assert _book() == {"": (2, 0), "hips": (1, 0), "knees": (1, 0)} == _from_scratch()
        assert "from 2 approved comments and 0 marked as spam" in out.getvalue()


TEXTS = ["Hips and knees", "Casino, casino at https://win.example", "hips casino", ""]
ACTIONS = st.one_of(
    st.tuples(
        st.just("decide"),
        st.sets(st.integers(0, 3), min_size=1),
        st.sampled_from(State.values),
        st.booleans(),
    ),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("erase"), st.integers(0, 3)),
)


@pytest.mark.django_db
class TestTheLaw(TestCase):
    """Whatever is decided and undone, the counts are those of learning every comment from scratch."""

    @classmethod
    def setUpTestData(cls) -> None:
        """One page for all."""
        cls.page = factories.article()

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(ACTIONS, max_size=12))
    def test_counts_equal_those_from_scratch(self, actions: list[tuple]) -> None:
        keys = [waiting(text or "-", page=self.page).pk for text in TEXTS]
        for action, *what in actions:
            if action == "decide":
                decide([keys[number] for number in what[0]], State(what[1]), automatic=what[2])
            elif action == "erase":
                erase([keys[what[0]]])
            elif batches := list(Batch.objects.filter(undoes=None).order_by("pk")):
                try:
                    undo(batches[what[0] % len(batches)], None)
                except CannotUndo:
                    continue
            assert _book() == _from_scratch()
