"""What a slip of the pen explains: how far a wrong figure may lie from the true one."""

from decimal import Decimal

import pytest

from desktop.checking.arithmetic import near, slipped


@pytest.mark.parametrize(
    ("whole", "parts"), [(1438, (912, 326, 100)), (1338, (912, 326, 110)), (1338, (912, 362, 100)), (4120, (3100, 920))]
)
def test_one_digit_or_two_that_changed_places_mend_a_sum(whole, parts):
    assert slipped(Decimal(whole), [Decimal(part) for part in parts])


@pytest.mark.parametrize(
    ("whole", "parts"), [(1338, (912, 326, 100)), (1338, (912, 291)), (138, (92, 32)), (1338, (911, 326, 100))]
)
def test_what_misses_its_whole_otherwise_is_no_slip(whole, parts):
    assert not slipped(Decimal(whole), [Decimal(part) for part in parts])


@pytest.mark.parametrize(
    ("claimed", "found", "is_near"),
    [
        ("89.4", "88.9", True),
        ("98.4", "89.4", True),
        ("29.4", "89.4", True),
        ("41", "89.4", False),
        ("0.36", "0.54", False),
        ("0.58", "0.54", True),
    ],
)
def test_a_small_rate_must_be_closer(claimed, found, is_near):
    assert near(Decimal(claimed), Decimal(found), len(claimed.partition(".")[2])) is is_near
