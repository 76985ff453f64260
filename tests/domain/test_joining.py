"""Versions of two machines: what counts, what is marked, whatever order they come in."""

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.domain.joining import Correction, Mark, conflict_of, newest, settle, without_conflict
from desktop.domain.records import Order, Values, bump, canonical, compare, row_hash
from desktop.domain.versions import DOTS, VECTOR, Dots, dots_after


def first(writer: str = "a.1", **values: object) -> Values:
    """A record as it is made."""
    return {"_uid": "0" * 32, "_state": "final", VECTOR: f"{writer}:1", **values}  # type: ignore[dict-item]


def after(before: Values, writer: str, **values: object) -> Values:
    """The next version by a writer; None empties a field."""
    made = {name: value for name, value in {**before, **values}.items() if value is not None}
    made[VECTOR] = bump(str(before[VECTOR]), writer)
    made.pop(DOTS, None)
    dots = dots_after(before, made, writer)  # type: ignore[arg-type]
    return made | ({DOTS: dots} if dots else {})  # type: ignore[return-value]


def heaviest(versions: list[Values]) -> list[Values]:
    def weight(values: Values) -> tuple[int, bytes]:
        return sum(int(part.rpartition(":")[2]) for part in str(values[VECTOR]).split(",")), row_hash(canonical(values))

    return sorted(versions, key=weight, reverse=True)


BASE = first(subjects=2, summary="Mất trâu", hamlet="Khuổi Ky")


def test_changes_of_different_fields_both_hold():
    one, two = after(BASE, "a.1", subjects=3), after(BASE, "b.1", summary="Mất hai con trâu")
    joined = settle(heaviest([one, two, BASE]))
    assert (joined.values["subjects"], joined.values["summary"]) == (3, "Mất hai con trâu")
    assert joined.mark is Mark.JOINED
    assert compare(str(joined.values[VECTOR]), str(one[VECTOR])) is Order.NEWER


def test_the_same_field_is_kept_for_a_person():
    one, two = after(BASE, "a.1", subjects=3), after(BASE, "b.1", subjects=5)
    joined = settle(heaviest([one, two]))
    assert joined.mark is Mark.CONFLICT
    assert conflict_of(joined.values) == {"subjects": [3, 5]}
    assert joined.values["subjects"] in (3, 5)


def test_the_same_change_on_both_sides_is_no_conflict():
    joined = settle(heaviest([after(BASE, "a.1", subjects=3), after(BASE, "b.1", subjects=3)]))
    assert joined.values["subjects"] == 3
    assert joined.mark is Mark.JOINED


def test_a_field_that_was_emptied_is_a_change_too():
    joined = settle(heaviest([after(BASE, "a.1", hamlet=None), after(BASE, "b.1", subjects=4)]))
    assert "hamlet" not in joined.values
    assert joined.values["subjects"] == 4
    assert joined.mark is Mark.JOINED


def test_a_deletion_never_wins_against_a_change():
    gone = {"_uid": BASE["_uid"], "_state": "deleted", "_kind": "case", "_reason": "trùng", VECTOR: "a.1:2"}
    joined = settle(heaviest([gone, after(BASE, "b.1", subjects=4)]))
    assert joined.values["subjects"] == 4
    assert conflict_of(joined.values) == {"_state": ["deleted", "final"]}


def test_who_has_seen_both_ends_the_conflict():
    one, two = after(BASE, "a.1", subjects=3), after(BASE, "b.1", subjects=5)
    joined = settle(heaviest([one, two])).values
    decided = after(without_conflict(joined, ["subjects"]), "a.1", subjects=5)
    assert settle(heaviest([one, two, joined, decided])).values == decided


def test_a_conflict_that_one_side_carries_on_stays_one():
    joined = settle(heaviest([after(BASE, "a.1", subjects=3), after(BASE, "b.1", subjects=5)])).values
    other = after(BASE, "c.1", hamlet="Bản Gun")
    again = settle(heaviest([joined, other]))
    assert again.mark is Mark.CONFLICT
    assert again.values["hamlet"] == "Bản Gun"
    assert conflict_of(again.values) == {"subjects": [3, 5]}


def test_one_vector_and_two_contents_is_a_cloned_machine():
    joined = settle(heaviest([after(BASE, "a.1", subjects=3), after(BASE, "a.1", subjects=5)]))
    assert conflict_of(joined.values) == {"subjects": [3, 5]}


def corrected(seen: Values, count: int = 1, **values: object) -> Correction:
    return Correction(f"{count:032x}", "hq.1", count, str(seen[VECTOR]), values, "Tổng hợp", "2020-06-16T20:00:00")  # type: ignore[arg-type]


def test_a_correction_stands_above_what_the_unit_says():
    settled = settle([BASE], [corrected(BASE, subjects=4)])
    assert (settled.told["subjects"], settled.values["subjects"]) == (2, 4)
    assert (settled.mark, settled.applied) == (Mark.CORRECTED, (f"{1:032x}",))


def test_a_correction_that_the_unit_took_over_or_contested_is_done_with():
    settled = settle([BASE], [corrected(BASE, subjects=4)])
    contested = after(settled.values, "a.1", subjects=2)
    for told in (settled.values, contested):
        again = settle(heaviest([BASE, told]), [corrected(BASE, subjects=4)])
        assert again.values == told
        assert (again.mark, again.applied) == (Mark.NONE, ())


def test_a_correction_of_something_the_unit_changed_meanwhile_waits_for_a_person():
    newer = after(BASE, "a.1", subjects=7)
    settled = settle(heaviest([BASE, newer]), [corrected(BASE, subjects=4)])
    assert settled.values["subjects"] == 7
    assert conflict_of(settled.values) == {"subjects": [4, 7]}


def test_a_correction_beside_a_change_elsewhere_holds():
    newer = after(BASE, "a.1", hamlet="Bản Gun")
    settled = settle(heaviest([BASE, newer]), [corrected(BASE, subjects=4)])
    assert (settled.values["subjects"], settled.values["hamlet"]) == (4, "Bản Gun")
    assert settled.mark is Mark.CORRECTED


def test_a_decision_ends_a_conflict():
    joined = settle(heaviest([after(BASE, "a.1", subjects=3), after(BASE, "b.1", subjects=5)])).values
    settled = settle([joined], [corrected(joined, subjects=5)])
    assert (settled.values["subjects"], settled.mark) == (5, Mark.CORRECTED)


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("a.1", "b.1", "c.1")), st.sampled_from(("subjects", "hamlet", "summary")), st.integers(0, 3)
    ),
    min_size=1,
    max_size=5,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Values]:
    """Versions that grow out of one another, and out of joins of others."""
    versions = [BASE]
    for writer, name, value in draw(CHANGES):
        ground = draw(st.sampled_from(versions))
        if draw(st.booleans()):
            ground = settle(heaviest(draw(st.lists(st.sampled_from(versions), min_size=1, unique_by=canonical)))).values
        versions.append(after(ground, writer, **{name: value}))
    return list({canonical(version): version for version in versions}.values())


@given(versions=histories(), data=st.data())
def test_the_order_in_which_versions_come_is_of_no_account(versions, data):
    wanted = settle(heaviest(versions))
    assert settle(heaviest(data.draw(st.permutations(versions)))) == wanted


@given(versions=histories())
def test_what_is_joined_has_seen_everything_and_loses_no_untouched_change(versions):
    joined = settle(heaviest(versions))
    for version in versions:
        assert compare(str(joined.values[VECTOR]), str(version[VECTOR])) in (Order.NEWER, Order.EQUAL)
    heads = newest(heaviest(versions))
    for name in ("subjects", "hamlet", "summary"):
        said = [head.get(name) for head in heads]
        assert joined.values.get(name) in said
        if joined.values.get(name) != said[0] and len({Dots.of(head)[name] for head in heads}) == 1:
            pytest.fail("nobody changed it, and yet it differs")


@given(versions=histories())
def test_joining_again_with_its_parts_changes_nothing(versions):
    assume(len({version[VECTOR] for version in versions}) == len(versions))  # no machine was cloned
    joined = settle(heaviest(versions)).values
    for some in permutations(versions, min(2, len(versions))):
        assert settle(heaviest([joined, *[each for each in some if each != joined]])).values == joined
