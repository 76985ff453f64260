"""Codes that are read over the phone: right ones come back, wrong ones name the group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.spoken import LETTERS, Misheard, heard, spoken


@given(st.binary(min_size=1, max_size=40), st.sampled_from(["a", "b"]))
def test_a_code_comes_back(secret, sort):
    code = spoken(secret, sort)
    assert heard(code, sort, len(secret)) == secret
    assert heard(code.lower().replace(" ", "").replace("0", "o").replace("1", "l"), sort, len(secret)) == secret


@given(st.binary(min_size=16, max_size=16), st.integers(0, 6), st.integers(0, 4), st.integers(1, 31))
def test_a_letter_heard_wrong_is_nearly_always_found_in_its_group(secret, group, letter, step):
    groups = spoken(secret, "a").split()
    wrong = LETTERS[(LETTERS.index(groups[group][letter]) + step) % 32]
    groups[group] = groups[group][:letter] + wrong + groups[group][letter + 1 :]
    assert outcome(" ".join(groups)) in (group + 1, 0) or heard(" ".join(groups), "a", 16) != secret


def outcome(code):
    """The group that is said to be wrong; -1 where none is."""
    try:
        heard(code, "a", 16)
    except Misheard as error:
        return error.group
    return -1


@pytest.mark.parametrize(
    "change",
    [
        lambda code: code[:-1],
        lambda code: code[:-6],
        lambda code: code + " " + code[:5],
        lambda code: "",
        lambda code: code[6:11] + " " + code[:5] + code[11:],
    ],
)
def test_a_code_that_is_cut_or_turned_round_is_refused(change):
    with pytest.raises(Misheard):
        heard(change(spoken(bytes(range(16)), "a")), "a", 16)


def test_a_code_of_another_sort_is_refused():
    with pytest.raises(Misheard):
        heard(spoken(bytes(range(16)), "a"), "b", 16)
