from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.peers import per_people, ranks, ranks_among_peers

amounts = st.dictionaries(st.integers(0, 40), st.none() | st.integers(0, 9).map(Decimal), max_size=30)


@given(amounts, st.booleans())
def test_a_place_is_one_more_than_how_many_are_ahead(found, highest):
    for key, place in ranks(found, highest).items():
        mine = found[key]
        others = [each for each in found.values() if each is not None]
        assert place == 1 + sum(each > mine if highest else each < mine for each in others)
    assert set(ranks(found)) == {key for key, amount in found.items() if amount is not None}


@given(amounts)
def test_groups_are_ranked_apart(found):
    groups = {key: "xã" if key % 2 else "phường" for key in found}
    places = ranks_among_peers(found, groups)
    for name in ("xã", "phường"):
        inside = {key: amount for key, amount in found.items() if groups[key] == name}
        assert {key: place for key, (place, _) in places.items() if groups[key] == name} == ranks(inside)


def test_a_rate_needs_both_and_is_rounded_half_up():
    assert per_people(Decimal(3), 4800) == Decimal("6.25")
    assert per_people(Decimal(1), 16_000) == Decimal("0.63")
    assert per_people(Decimal(3), None) is None
    assert per_people(Decimal(3), 0) is None
    assert per_people(None, 5000) is None
