"""Canonical content, ids and version vectors."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.filing import weight
from desktop.domain.records import (
    Order,
    bump,
    canonical,
    compare,
    derived_uid,
    join,
    new_uid,
    number_text,
    parse_content,
    parse_vector,
    picked,
    row_hash,
    vector_text,
)

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
numbers = st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, places=3).map(lambda d: d + Decimal("0.001"))
vectors = st.dictionaries(st.sampled_from(["a.1", "b.1", "c.2"]), st.integers(1, 4)).map(vector_text)


@given(st.dictionaries(words, words | numbers, max_size=6))
def test_content_comes_back_equal(values):
    assert parse_content(canonical(values)) == values


names = st.sampled_from(["a", "aa", "_count", "occurred_on", "on"])
odd = st.lists(st.sampled_from(['"', "\\", ":", ",", "}", "a", "on", "\n", "ố"]), min_size=1).map("".join)


@given(st.dictionaries(names, words | odd | numbers | odd.map(lambda text: f'"a":{text}'), max_size=5), st.sets(names))
def test_fields_picked_out_of_a_content_are_those_of_the_whole(values, wanted):
    content = canonical(values)
    assert picked(content, wanted) == {name: values[name] for name in wanted if name in values}


@given(st.dictionaries(words, words | numbers, max_size=6))
def test_content_does_not_depend_on_the_order_of_fields(values):
    backwards = dict(reversed(list(values.items())))
    assert canonical(backwards) == canonical(values)


def test_content_is_plain_json_without_blanks():
    text = canonical({"b": "Bản Rạ", "a": Decimal("1.50"), "c": ""})
    assert text == '{"a":1.5,"b":"Bản Rạ"}'
    assert json.loads(text) == {"a": 1.5, "b": "Bản Rạ"}


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("1E+3"), "1000"), (Decimal("0.250"), "0.25"), (Decimal("-0"), "0"), (7, "7"), (Decimal("0E-3"), "0")],
)
def test_numbers_are_written_without_exponent_or_trailing_zeros(value, text):
    assert number_text(value) == text


def test_foreign_text_is_no_content():
    with pytest.raises(ValueError, match="object"):
        parse_content("[1]")


def test_one_letter_changes_the_hash():
    assert row_hash('{"a":"x"}') != row_hash('{"a":"y"}')
    assert len(row_hash("{}")) == 16


def test_uids_are_ordered_by_time_and_marked_as_version_seven():
    early, late = new_uid(1000), new_uid(2000)
    assert early < late
    assert early[6] >> 4 == 7
    assert early[8] >> 6 == 2


def test_derived_uids_depend_on_every_part_and_its_bounds():
    assert derived_uid("a", "bc") == derived_uid("a", "bc") != derived_uid("ab", "c")


@given(vectors, vectors)
def test_comparing_is_the_mirror_image(left, right):
    mirror = {Order.NEWER: Order.OLDER, Order.OLDER: Order.NEWER}
    order = compare(left, right)
    assert compare(right, left) == mirror.get(order, order)


@given(vectors, vectors)
def test_a_dominating_vector_always_weighs_more(left, right):
    if compare(left, right) is Order.NEWER:
        assert weight(left) > weight(right)


@given(vectors, vectors)
def test_a_join_dominates_both(left, right):
    both = join([left, right])
    assert compare(both, left) in (Order.NEWER, Order.EQUAL)
    assert compare(both, right) in (Order.NEWER, Order.EQUAL)


@given(vectors, st.sampled_from(["a.1", "z.1"]))
def test_a_change_is_newer_than_what_it_changed(vector, writer):
    assert compare(bump(vector, writer), vector) is Order.NEWER
    assert parse_vector(bump(vector, writer))[writer] == parse_vector(vector).get(writer, 0) + 1


def test_changes_on_two_laptops_are_concurrent():
    assert compare(bump("a.1:1", "b.1"), bump("a.1:1", "c.1")) is Order.CONCURRENT
