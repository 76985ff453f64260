"""Groups and their order follow from the decisions alone."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.pairs import Link, Telling, grouped, left_out, ordered

UIDS = [bytes([n]) for n in range(8)]
UNITS = {uid: place % 3 for place, uid in enumerate(UIDS)}
LINKS = st.builds(
    lambda pair, counts: Link(*ordered(*pair), counts and max(pair)),
    st.tuples(st.sampled_from(UIDS), st.sampled_from(UIDS)).filter(lambda pair: pair[0] != pair[1]),
    st.booleans().map(lambda marked: marked or None),
)


@given(st.lists(LINKS, max_size=8), st.randoms())
def test_the_order_of_links_does_not_matter(links, random):
    shuffled = links[:]
    random.shuffle(shuffled)
    assert grouped(links, UNITS) == grouped(shuffled, UNITS)


@given(st.lists(LINKS, max_size=8), st.sets(st.sampled_from((0, 1, 2))))
def test_every_group_counts_in_one_of_the_units_asked_for(links, scope):
    groups = grouped(links, UNITS)
    out = left_out(groups, scope)
    for group in groups:
        held = {t.unit for t in group if t.unit in scope and not out.intersection(t.records)}
        assert len(held) == min(1, len(scope & {t.unit for t in group}))
    assert not any(left_out(groups, {unit}) for unit in (0, 1, 2))


def test_the_smaller_uid_counts_unless_a_person_says_otherwise():
    a, b, c = UIDS[:3]
    assert grouped([Link(a, b), Link(b, c)], UNITS) == [(Telling(0, (a,)), Telling(1, (b,)), Telling(2, (c,)))]
    assert grouped([Link(a, b, b), Link(b, c)], UNITS) == [(Telling(1, (b,)), Telling(2, (c,)), Telling(0, (a,)))]


def test_links_to_records_that_are_not_there_join_nothing():
    a, b, c = UIDS[:3]
    assert grouped([Link(a, b), Link(b, c)], {a: 0, c: 2}) == []


def test_records_of_one_unit_stay_together():
    a, b, d = UIDS[0], UIDS[1], UIDS[3]
    (group,) = grouped([Link(a, b), Link(b, d)], UNITS)
    assert group == (Telling(0, (a, d)), Telling(1, (b,)))
    assert left_out([group], {0, 1}) == {b}
