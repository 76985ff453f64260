from decimal import Decimal
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.quality import (
    LEAST_CHANGE,
    LEAST_Z,
    Query,
    Sort,
    Spread,
    alike,
    by_weight,
    is_copied,
    is_leap,
    outliers,
    unsteady,
)

numbers = st.integers(0, 500).map(Decimal)
samples = st.lists(numbers, min_size=1, max_size=40)
figures = st.dictionaries(st.integers(0, 30), numbers, max_size=20)


@given(numbers, samples, st.integers(1, 9), st.integers(-100, 100))
def test_z_knows_no_scale_and_no_zero_point(value, sample, factor, shift):
    moved = [each * factor + shift for each in sample]
    one, other = Spread.of(sample).z(value), Spread.of(moved).z(value * factor + shift)
    assert (one is None) == (other is None)
    assert one is None or abs(one - other) < Decimal("1e-18")


@given(samples)
def test_the_middle_is_never_an_outlier(sample):
    middle = sorted(sample)[len(sample) // 2]
    spread = Spread.of(sample)
    z = spread.z(middle)
    assert z is None or abs(z) <= max(abs(spread.z(max(sample))), abs(spread.z(min(sample))))


def test_z_as_the_books_have_it():
    sample = list(map(Decimal, (2, 3, 3, 4, 5, 5, 6)))
    assert round(Spread.of(sample).z(Decimal(14)), 6) == Decimal("6.745")
    assert Spread.of([Decimal(4)] * 6).z(Decimal(9)) is None


@given(st.dictionaries(st.integers(), numbers, max_size=8), samples, st.integers(0, 12))
def test_outliers_are_far_and_have_six_periods(values, sample, periods):
    found = outliers(values, Spread.of(sample), periods)
    assert not found or periods >= 6
    for key, z in found.items():
        assert abs(z) >= LEAST_Z
        assert z == Spread.of(sample).z(values[key])
    for key in set(values) - set(found) if periods >= 6 else ():
        z = Spread.of(sample).z(values[key])
        assert z is None or abs(z) < LEAST_Z or abs(values[key] - median(sample)) < LEAST_CHANGE


def test_few_at_once_are_no_outlier():
    sample = [Decimal(0)] * 50 + [Decimal(1)]
    assert outliers({"T1": Decimal(4)}, Spread.of(sample), 6) == {}
    assert set(outliers({"T1": Decimal(5)}, Spread.of(sample), 6)) == {"T1"}


@given(numbers, numbers)
def test_a_leap_is_over_thirty_per_cent_and_five_at_once(now, base):
    far = abs(now - base) >= 5 and abs(now - base) * 10 > base * 3
    assert is_leap(now, base) is far
    assert not is_leap(now, None)
    assert not is_leap(None, base)


def test_the_edges_of_a_leap():
    assert not is_leap(Decimal(13), Decimal(10))
    assert not is_leap(Decimal(26), Decimal(20))
    assert is_leap(Decimal(27), Decimal(20))
    assert is_leap(Decimal(5), Decimal(0))
    assert not is_leap(Decimal(4), Decimal(0))


@given(figures)
def test_a_report_is_alike_itself(found):
    told = sum(amount != 0 for amount in found.values())
    assert alike(found, found) == (told, told)
    assert is_copied(found, found) is (told >= 8)


@given(figures, figures)
def test_alike_looks_both_ways(one, other):
    assert alike(one, other) == alike(other, one)
    same, told = alike(one, other)
    assert same <= told


@given(figures, figures)
def test_what_is_not_unsteady_is_the_same(told, now):
    odd = {key for key, _, _ in unsteady(told, now)}
    for key in {*told, *now}:
        assert (told.get(key, 0) != now.get(key, 0)) is (key in odd)
    assert unsteady(told, told) == []


def test_another_value_is_another_query():
    one = Query(Sort.CHANGE, 3, "figure:2020-H1:TH.01", "TH.01", {"now": Decimal(9), "base": Decimal(2)})
    same = Query(Sort.CHANGE, 3, "figure:2020-H1:TH.01", "TH.01", {"base": Decimal(2), "now": Decimal(9)})
    other = Query(Sort.CHANGE, 3, "figure:2020-H1:TH.01", "TH.01", {"now": Decimal(8), "base": Decimal(2)})
    assert one.key == same.key != other.key


def test_the_oddest_of_each_sort_comes_first():
    queries = [Query(sort, 1, f"{sort}{n}", weight=Decimal(n)) for n in (1, 5, 3) for sort in reversed(Sort)]
    shown = by_weight(queries)
    assert [each.weight for each in shown[:3]] == [5, 3, 1]
    assert list(dict.fromkeys(each.sort for each in shown)) == list(Sort)
