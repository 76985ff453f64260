from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.shares import shares_of, split
from desktop.domain.units import OfficialUnits, _successions, succession

weights = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 9), min_size=1, max_size=5)


@given(st.integers(-(10**9), 10**9), weights, st.sampled_from((1, 10, 100, 1000)))
def test_nothing_is_lost_and_no_part_is_more_than_a_step_away(amount, weighed, step):
    whole = sum(weighed.values())
    shares = {key: Fraction(weight, whole) for key, weight in weighed.items()}
    parts = split(amount, shares, step)
    assert sum(parts.values()) == amount
    assert set(parts) == set(shares)
    assert all(abs(parts[key] - amount * share) <= step for key, share in shares.items())


def test_one_case_stays_one_case():
    assert sorted(split(1000, {"a": Fraction(2, 3), "b": Fraction(1, 3)}, 1000).items()) == [("a", 1000), ("b", 0)]


def test_the_larger_part_counts_twice():
    old = next(uid for uid in _successions() if [each.share for each in succession(uid)] == ["part", "part"])
    main, other = succession(old)
    assert shares_of(old) == {main.to_uid: Fraction(2, 3), other.to_uid: Fraction(1, 3)}


def test_every_unit_of_2020_goes_somewhere_whole():
    for uid in _successions():
        assert sum(shares_of(uid).values()) == 1


def test_a_unit_of_today_is_its_own_successor():
    unit = OfficialUnits.load("2025").by_code("04")
    assert shares_of(unit.uid) == {unit.uid: Fraction(1)}
