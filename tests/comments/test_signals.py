"""What each signal says of what is known of a comment, and how the facts are gathered."""

from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comments.models import Block, Comment, FilterSettings, State
from comments.networks import beginnings, networks_around, sender_network
from comments.signals import LOCAL, signals_about
from comments.signals.blocked import blocked, folded, has_word
from comments.signals.facts import Blocked, Facts, Recent, facts_about
from comments.signals.honeypot import honeypot
from comments.signals.links import links
from comments.signals.pace import pace
from comments.signals.rate import rate
from comments.signals.repeats import repeats
from comments.text import fingerprint_of
from tests import factories
from tests.comments.desk_things import waiting

RULES = FilterSettings()
DAY = timedelta(days=1)


def _weight(signal: Any) -> float:
    return signal.weight if signal else 0


def _text(**facts: Any) -> Facts:
    return Facts(**{"text": "My hips feel better.", **facts})


# -- the hidden field and the time ----------------------------------------------------------------


def test_a_filled_decoy_has_full_weight_and_is_quoted_in_part() -> None:
    assert honeypot(_text(), RULES) is None
    signal = honeypot(_text(decoy="http://spam.example/" + "x" * 500), RULES)
    assert signal.weight == 1
    assert signal.evidence == {"field": "website", "value": "http://spam.example/" + "x" * 60}


@pytest.mark.parametrize(
    ("seconds", "weight"),
    [(None, 0), (0, 1), (2, 1), (5, 0.5), (8, 0), (3600, 0), (-1, 0), (float("nan"), 0)],
)
def test_pace_is_strong_at_once_and_silent_after_a_while_or_without_a_time(
    seconds: float | None, weight: float
) -> None:
    assert _weight(pace(_text(seconds=seconds), RULES)) == weight


# -- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("No address here, though www and example.com are named", 0),
        ("See https://example.com/a.", 0),
        ("https://example.com http://other.example", 0.5),
        ("https://example.com http://other.example www.third.example/x", 1),
        ("Www.one.example, www.two.example", 0.5),
        ("[url=https://example.com]Hips[/url]", 1),
        ('<A class="x" HREF="https://example.com">Hips</a>', 1),
        ("[link]hips[/link]", 1),
        ("www.℀.com http://[broken http://℀.example/", 0),
    ],
)
def test_links_count_from_the_second_on_and_markup_counts_whole(text: str, weight: float) -> None:
    assert _weight(links(_text(text=text), RULES)) == weight


def test_a_link_in_the_name_counts_like_one_in_the_text() -> None:
    signal = links(_text(text="https://a.example", name="www.b.example"), RULES)
    assert signal.evidence == {"count": 2, "hosts": ["www.b.example", "a.example"]}


def test_the_site_says_how_many_links_are_fine() -> None:
    text = "https://a.example https://b.example"
    assert links(_text(text=text), FilterSettings(links_allowed=2)) is None
    assert links(_text(text="https://a.example"), FilterSettings(links_allowed=0)).weight == 0.5


def test_evidence_names_each_host_once_and_counts_all_links() -> None:
    text = " ".join(f"https://{host}.example" for host in "aabcdefg")
    assert links(_text(text=text), RULES).evidence == {
        "count": 8,
        "hosts": [f"{host}.example" for host in "abcdefg"],
    }


def test_evidence_names_the_hosts_of_links_in_brackets() -> None:
    text = "[url=http://a.example/x]shoes[/url] [url]https://b.example[/url] [LINK=http://c.example][/link]"
    evidence = {"count": 3, "hosts": ["a.example", "b.example", "c.example"], "markup": 3}
    assert links(_text(text=text), RULES).evidence == evidence


@given(st.text(max_size=200), st.integers(0, 5))
def test_another_link_never_makes_it_lighter(text: str, allowed: int) -> None:
    rules = FilterSettings(links_allowed=allowed)
    before = _weight(links(_text(text=text), rules))
    assert before <= _weight(links(_text(text=f"{text} https://example.com/"), rules)) <= 1


@pytest.mark.parametrize(
    "text", ["<a " * 3300, "www." * 2500, "www.x," * 1600, "[url" * 2500, "http://" * 1400]
)
def test_no_text_makes_the_search_for_links_slow(text: str) -> None:
    begun = timezone.now()
    links(_text(text=text), RULES)
    assert timezone.now() - begun < timedelta(seconds=1)


# -- blocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("casino", "Best CASINO!"),
        ("casino", "best_casino_online"),
        ("café", "the Cafe"),
        ("cafe", "le CAFÉ"),
        ("straße", "Die STRASSE"),
        ("buy now", "Please buy\n  now"),
        ("viagra", "ｖｉａｇｒａ"),
        ("viagra", "via\u200dgra"),
        ("赌场", "最好的赌场在这里"),
        ("c++", "learn C++ here"),
        ("कम", "कम है"),
    ],
)
def test_a_blocked_word_is_found_however_it_is_written(word: str, text: str) -> None:
    signal = blocked(_text(text=text, blocks=(Blocked("word", word),)), RULES)
    assert (signal.weight, signal.evidence) == (1, {"words": [word]})


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("ass", "Assistance in class"),
        ("cialis", "a specialist"),
        ("buy now", "buy nowhere"),
        ("कम", "कमी"),
        ("1", "10"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(word: str, text: str) -> None:
    assert blocked(_text(text=text, blocks=(Blocked("word", word),)), RULES) is None


def test_a_blocked_word_counts_in_the_name() -> None:
    assert blocked(_text(name="Casino King", blocks=(Blocked("word", "casino"),)), RULES).weight == 1


def test_evidence_names_what_is_blocked_most_exactly() -> None:
    blocks = [
        ("word", "hips"), ("word", "elbows"), ("email", "@example.com"), ("email", "nia@example.com"),
        ("network", "192.0.2.0/24"), ("network", "192.0.2.77/32"),
    ]  # fmt: skip
    signal = blocked(_text(blocks=tuple(Blocked(*one) for one in blocks)), RULES)
    assert signal.evidence == {"words": ["hips"], "email": "nia@example.com", "network": "192.0.2.77/32"}


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_a_word_between_spaces_is_always_found(before: str, after: str, word: str) -> None:
    if folded(word):
        assert has_word(folded(f"{before} {word} {after}"), folded(word))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_case_makes_no_difference(text: str) -> None:
    assert folded(folded(text)) == folded(text)


# -- the same text, and many from one sender ------------------------------------------------------

LONG = "Great article, thank you for sharing it with all of us!"


@pytest.mark.parametrize(
    ("elsewhere", "weight"),
    [
        ({}, 0),
        ({State.APPROVED: 40}, 0),
        ({State.PENDING: 1}, 1 / 3),
        ({State.PENDING: 3}, 1),
        ({State.REJECTED: 1}, 0.5),
        ({State.SPAM: 1}, 1),
        ({State.SPAM: 50, State.PENDING: 50}, 1),
    ],
)
def test_a_copy_weighs_by_what_became_of_it(elsewhere: dict, weight: float) -> None:
    assert _weight(repeats(_text(text=LONG, elsewhere=elsewhere), RULES)) == pytest.approx(weight)
    assert _weight(repeats(_text(text="Thanks!", elsewhere=elsewhere), RULES)) == pytest.approx(weight / 4)


@pytest.mark.parametrize(
    ("recent", "weight", "same"),
    [
        ({}, 0, ""),
        ({"email": Recent(3, 10), "network": Recent(10, 30)}, 0, ""),
        ({"email": Recent(6, 6)}, 0.5, "email"),
        ({"address": Recent(0, 20)}, 0.5, "address"),
        ({"address": Recent(4, 4), "network": Recent(40, 40)}, 1, "network"),
        ({"email": Recent(100, 100)}, 1, "email"),
    ],
)
def test_many_from_one_sender_weigh_more_and_a_network_may_write_more(
    recent: dict, weight: float, same: str
) -> None:
    signal = rate(_text(recent=recent), RULES)
    assert _weight(signal) == pytest.approx(weight)
    assert not same or signal.evidence == {"same": same, "hour": recent[same].hour, "day": recent[same].day}


counts = st.integers(0, 100)


@given(
    st.builds(
        Facts,
        text=st.text(max_size=300),
        name=st.text(max_size=80),
        decoy=st.text(max_size=50),
        seconds=st.none() | st.floats(),
        blocks=st.lists(
            st.builds(Blocked, st.sampled_from(Block.Kind.values), st.text(max_size=9)), max_size=5
        ).map(tuple),
        elsewhere=st.dictionaries(st.sampled_from(State.values), counts),
        recent=st.dictionaries(
            st.sampled_from(["email", "address", "network"]), st.builds(Recent, counts, counts)
        ),
    )
)
def test_whatever_the_facts_no_weight_leaves_its_bounds(facts: Facts) -> None:
    for name, signal in LOCAL.items():
        said = signal(facts, RULES)
        assert said is None or (said.name == name and -1 <= said.weight <= 1)


# -- networks -------------------------------------------------------------------------------------

# Runs of zeros are what makes text of IPv6 addresses difficult.
groups = st.lists(st.sampled_from([0, 0, 1, 0xFFFF]), min_size=8, max_size=8)
addresses = st.one_of(
    groups.map(lambda found: IPv6Address(sum(group << (16 * place) for place, group in enumerate(found)))),
    st.ip_addresses(v=4),
    st.ip_addresses(v=6),
)


@given(addresses, st.integers(0, 2**64 - 1))
def test_all_addresses_of_a_senders_network_begin_as_its_text_ranges_do(
    address: IPv4Address | IPv6Address, host: int
) -> None:
    network = sender_network(str(address))
    neighbour = network[host % network.num_addresses]
    for one in (address, neighbour):
        assert str(one).startswith(tuple(beginnings(network)))


@given(addresses)
def test_the_networks_around_an_address_all_contain_it(address: IPv4Address | IPv6Address) -> None:
    found = networks_around(str(address))
    assert all(address in ip_network(network) for network in found)
    assert len(found) == len(set(found)) == (25 if address.version == 4 else 113)


# -- the facts ------------------------------------------------------------------------------------


@pytest.fixture
def article() -> Any:
    return factories.article()


def _facts(article: Any, **fields: Any) -> Facts:
    values = {"name": "Nia", "email": "Nia@example.org", "text": LONG, "sender_address": "192.0.2.7"} | fields
    return facts_about(Comment(page_id=article.pk, fingerprint=fingerprint_of(values["text"]), **values))


@pytest.mark.django_db
@pytest.mark.postgres
def test_only_blocks_in_force_that_could_match_are_facts(article: Any) -> None:
    now = timezone.now()
    for kind, value, expires_at in [
        ("word", "casino", None),
        ("word", "old", now - DAY),
        ("email", "nia@example.org", now + DAY),
        ("email", "@example.org", None),
        ("email", "@ample.org", None),
        ("network", "192.0.2.7/32", None),
        ("network", "192.0.0.0/16", None),
        ("network", "192.0.3.0/24", None),
    ]:
        Block.objects.create(kind=kind, value=value, expires_at=expires_at)
    assert {block.value for block in _facts(article).blocks} == {
        "casino", "nia@example.org", "@example.org", "192.0.2.7/32", "192.0.0.0/16"
    }  # fmt: skip
    assert {block.value for block in _facts(article, sender_address=None).blocks} == {
        "casino", "nia@example.org", "@example.org"
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_same_text_counts_elsewhere_or_from_others_within_thirty_days(article: Any) -> None:
    now, same = timezone.now(), {"fingerprint": fingerprint_of(LONG)}
    waiting(LONG, page=article, email="nia@example.org", **same)
    waiting(LONG, email="nia@example.org", **same)
    waiting(LONG, page=article, state=State.SPAM, **same)
    waiting(LONG, page=article, created_at=now - 31 * DAY, **same)
    waiting("Another text", page=article)
    assert _facts(article).elsewhere == {State.PENDING: 1, State.SPAM: 1}


@pytest.mark.django_db
@pytest.mark.postgres
def test_others_are_counted_by_address_network_and_email(article: Any) -> None:
    now = timezone.now()
    waiting(page=article, email="nia@example.org", sender_address=None)
    waiting(page=article, sender_address="192.0.2.7", created_at=now - DAY / 2)
    waiting(page=article, sender_address="192.0.2.70", created_at=now - DAY / 2)
    waiting(page=article, sender_address="192.0.2.7", created_at=now - 2 * DAY)
    waiting(page=article, sender_address="192.0.20.7")
    assert _facts(article).recent == {"email": Recent(1, 1), "address": Recent(0, 1), "network": Recent(0, 2)}
    assert _facts(article, sender_address=None).recent == {"email": Recent(1, 1)}


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize(
    ("address", "neighbour", "stranger"),
    [
        ("2001:db8::1", "2001:db8::abcd:1:2:3", "2001:db8:0:1::1"),
        ("2001:0:0:5::1", "2001:0:0:5:a:b:c:d", "2001::6:a:b:c:d"),
        ("2001::1", "2001::a:0:0:1", "2001::5:a:b:c:d"),
        ("::1", "::2", "1::1"),
    ],
)
def test_a_network_of_ipv6_is_found_however_its_zeros_are_left_out(
    article: Any, address: str, neighbour: str, stranger: str
) -> None:
    assert ip_address(neighbour) in sender_network(address)
    for one in (neighbour, stranger):
        waiting(page=article, sender_address=one)
    assert _facts(article, sender_address=address).recent["network"] == Recent(1, 1)


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_stored_comment_does_not_count_itself_and_the_cost_is_constant(article: Any) -> None:
    comment = waiting(LONG, page=article, fingerprint=fingerprint_of(LONG))
    with CaptureQueriesContext(connection) as queries:
        facts = facts_about(comment)
    assert facts.elsewhere == {}
    assert facts.recent["address"] == Recent(0, 0)
    assert len(queries) == 5


@pytest.mark.django_db
def test_a_broken_signal_is_logged_and_the_others_are_heard(article: Any, caplog: Any) -> None:
    def broken(facts: Facts, rules: FilterSettings) -> None:
        raise ZeroDivisionError

    comment = waiting("https://a.example https://b.example", page=article)
    signals = signals_about(comment, RULES, {"broken": broken, "links": links})
    assert [signal.name for signal in signals] == ["links"]
    assert "The signal broken is broken" in caplog.text
    assert comment.email not in caplog.text


@pytest.mark.django_db
def test_facts_that_cannot_be_gathered_are_logged_and_leave_a_comment_unjudged(
    article: Any, caplog: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("comments.signals.facts_about", lambda *arguments: 1 / 0)
    assert signals_about(waiting(page=article), RULES, decoy="x") == []
    assert "could not be gathered" in caplog.text
