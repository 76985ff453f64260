"""Blocks leave nothing out while there are few records, and are no quadratic work when there are many."""

from collections import defaultdict
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import blocking
from desktop.domain.blocking import Blocks, Ranks, around, too_many
from desktop.domain.recent import Told

NEAR = {1: frozenset({2, 3}), 2: frozenset({1}), 3: frozenset({1, 4}), 4: frozenset({3})}
PLACE = st.tuples(st.integers(0, 9), st.integers(1, 4), st.sampled_from((b"", b"TTXH", b"MA")), st.just(()))


def by_day(told):
    days = defaultdict(list)
    for each in told:
        days[each.day].append(each)
    return days


def ids(pairs):
    return [tuple(sorted((one.id, other.id))) for one, other in pairs]


def by_hand(told, days, focus=None):
    return {
        (one.id, other.id)
        for one, other in combinations(told, 2)
        if other.unit in NEAR[one.unit]
        and abs(one.day - other.day) <= days
        and (one.choice == other.choice or b"" in (one.choice, other.choice))
        and (focus is None or focus & {one.unit, other.unit})
    }


@given(st.lists(PLACE, max_size=14), st.integers(0, 3), st.sampled_from((None, frozenset({1}), frozenset({4}))))
def test_few_records_all_meet(places, days, focus):
    told = [Told(id, *place) for id, place in enumerate(places)]
    found = ids(Blocks(by_day(told), around(NEAR, focus), days).meetings())
    assert len(found) == len(set(found))
    assert set(found) == by_hand(told, days, focus)


def rare(told):
    return sorted({*told.words})[:4]


def as_told(texts):
    ranks = Ranks(text.encode() for *_, text in texts[::16])
    return [Told(id, day, unit, b"", ranks.of(text.encode())) for id, (day, unit, text) in enumerate(texts)]


@pytest.fixture
def many():
    """So many that blocks need words; fifty are told by a neighbour too, a day later."""
    random = Random("many")
    words = ["".join(random.choices("bcdghklmnt", k=3)) for _ in range(400)]
    texts = [(random.randrange(60), random.randrange(1, 5), " ".join(random.sample(words, 9))) for _ in range(3000)]
    return texts + [(day + 1, min(NEAR[unit]), text) for day, unit, text in texts[:50]]


def test_many_records_meet_by_their_rare_words(many):
    told = as_told(many)
    found = ids(Blocks(by_day(told), NEAR, 3).sharing())
    assert {(place, 3000 + place) for place in range(50)} <= set(found) <= by_hand(told, 3)
    assert len(found) == len(set(found)) < 300


@pytest.mark.parametrize("reach", [0, 1, 3])
def test_many_records_meet_as_if_all_were_held_against_all(many, reach):
    told = as_told(many)
    words = [{*each.words} for each in told]
    alike = {
        (one, other)
        for one, other in by_hand(told, reach)
        if len({*rare(told[one])} & {*rare(told[other])}) >= 3
        and 2 * len(words[one] & words[other]) >= min(len(words[one]), len(words[other]))
    }
    blocks = Blocks(by_day(told), NEAR, reach)
    assert set(ids(blocks.sharing())) == alike
    assert bool(alike) == (reach > 0)
    assert blocks.crowded == 0


def test_a_word_written_otherwise_hides_no_pair(many):
    spoilt = [
        (day, unit, text.replace(text.split()[place % 9], "xyz", 1))
        for place, (day, unit, text) in enumerate(many[3000:])
    ]
    found = set(ids(Blocks(by_day(as_told(many[:3000] + spoilt)), NEAR, 3).sharing()))
    assert sum((place, 3000 + place) in found for place in range(50)) >= 45


@pytest.mark.usefixtures("many")
def test_records_that_all_look_alike_are_counted_and_not_all_compared():
    blocks = Blocks(by_day(as_told([(n % 5, 1 + n % 4, "cùng một câu như nhau") for n in range(3000)])), NEAR, 3)
    assert len(ids(blocks.sharing())) <= 3000 * 4 * blocking.MOST_BEFORE
    assert blocks.crowded > 2000


def test_words_are_ranked_without_marks_and_the_unknown_are_the_rarest():
    ranks = Ranks(text.encode() for text in ("Trộm xe máy", "trộm gà", "TRỘM xe"))

    def of(text):
        return ranks.of(text.encode())

    assert set(of("Trộm, xe; gà! trom")) == set(of("ga XE trộm"))
    assert len(set(of("trộm xe - gà trộm"))) == 3
    assert of("bò trộm")[0] == of("bò")[0] < of("gà")[0]
    assert of(" - ") == of("") == []


ALIKE = [(n % 5, 1 + n % 4, "cùng một câu như nhau") for n in range(1000)]


@pytest.mark.parametrize("way", [Blocks.meetings, Blocks.sharing])
@pytest.mark.parametrize("begin", [1, 3, 29, 60, 99])
@pytest.mark.parametrize("alike", [False, True])
def test_days_before_and_after_a_border_make_the_same_pairs(many, way, begin, alike):
    days, reach = by_day(as_told(ALIKE if alike else many)), 3
    early = {day: told for day, told in days.items() if day < begin}
    late = {day: told for day, told in days.items() if day >= begin - reach}
    whole, first, then = Blocks(days, NEAR, reach), Blocks(early, NEAR, reach), Blocks(late, NEAR, reach, begin)
    assert sorted(ids(way(first)) + ids(way(then))) == sorted(ids(way(whole)))
    assert first.crowded + then.crowded == whole.crowded
    assert bool(whole.crowded) == (alike and way is Blocks.sharing)


def test_many_records_of_neighbours_within_few_days_are_too_many():
    counts = {1: 1000, 2: 400, 4: 1_000_000}
    assert too_many(counts, NEAR, 3, 7)
    assert not too_many(counts, NEAR, 3, 71)
    assert not too_many({4: 1_000_000}, NEAR, 3, 7)
