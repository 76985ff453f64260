"""Blocks leave nothing out while there are few records, and are no quadratic work when there are many."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import blocking
from desktop.domain.blocking import Blocks, Told

NEAR = {1: frozenset({2, 3}), 2: frozenset({1}), 3: frozenset({1, 4}), 4: frozenset({3})}
TOLD = st.builds(
    Told,
    st.binary(min_size=1, max_size=4),
    st.integers(1, 4),
    st.integers(0, 9),
    st.sampled_from(("", "a b")),
    st.just(""),
)


def by_hand(told, days, focus=None):
    return {
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(told), 2)
        if other.unit in NEAR[one.unit]
        and abs(one.day - other.day) <= days
        and (focus is None or focus & {one.unit, other.unit})
    }


@given(st.lists(TOLD, max_size=14), st.integers(0, 3), st.sampled_from((None, frozenset({1}), frozenset({4}))))
def test_few_records_all_meet(told, days, focus):
    found = list(Blocks(told, NEAR, days, focus).pairs())
    assert len(found) == len(set(found))
    assert set(found) == by_hand(told, days, focus)


@pytest.fixture
def many(monkeypatch):
    """So many that blocks need words."""
    monkeypatch.setattr(blocking, "MOST_PAIRS", 0)
    random = Random("many")
    words = ["".join(random.choices("bcdghklmnt", k=3)) for _ in range(400)]
    told = [
        Told(
            bytes([n % 256, n // 256]),
            random.randrange(1, 5),
            random.randrange(60),
            " ".join(random.sample(words, 9)),
            "",
        )
        for n in range(3000)
    ]
    again = [each._replace(unit=min(NEAR[each.unit]), day=each.day + 1) for each in told[:50]]
    return told + again, words


def test_many_records_meet_by_their_rare_words(many):
    told, _ = many
    found = set(Blocks(told, NEAR, 3).pairs())
    assert {(place, 3000 + place) for place in range(50)} <= found
    assert found <= by_hand(told, 3)
    assert len(found) < 300


def test_a_word_written_otherwise_hides_no_pair(many):
    told, _ = many
    spoilt = [
        each._replace(text=each.text.replace(each.text.split()[place % 9], "xyz", 1))
        for place, each in enumerate(told[3000:])
    ]
    found = set(Blocks(told[:3000] + spoilt, NEAR, 3).pairs())
    assert sum((place, 3000 + place) in found for place in range(50)) >= 45


def test_records_that_all_look_alike_are_counted_and_not_all_compared(many):
    told = [Told(bytes([n % 256, n // 256]), 1 + n % 4, n % 5, "cùng một câu như nhau", "") for n in range(3000)]
    blocks = Blocks(told, NEAR, 3)
    assert len(list(blocks.pairs())) <= 3000 * 4 * blocking.MOST_BEFORE
    assert blocks.crowded > 2000
