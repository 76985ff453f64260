import pytest

from desktop.kit.chips import Chip, FilterChips
from desktop.kit.marks import Mark

CHIPS = [
    Chip("all", "Tất cả", 162),
    Chip("clean", "Đạt", 128, Mark.PASSED),
    Chip("warned", "Có cảnh báo", 14, Mark.WARNING),
    Chip("returned", "Trả lại", 20, Mark.RETURNED),
]


@pytest.fixture
def chips(qtbot):
    made = FilterChips()
    qtbot.addWidget(made)
    made.resize(900, 26)
    made.set_chips(CHIPS)
    made.show()
    return made


def button(chips, key):
    return next(each for each in chips._buttons if each.chip.key == key)


def test_exactly_one_is_pressed(qtbot, chips):
    with qtbot.waitSignal(chips.chosen) as told:
        button(chips, "warned").click()
    assert told.args == ["warned"]
    assert [each.chip.key for each in chips._buttons if each.isChecked()] == ["warned"]


def test_pressing_the_pressed_one_keeps_it(qtbot, chips):
    with qtbot.assertNotEmitted(chips.chosen):
        button(chips, "all").click()
    assert button(chips, "all").isChecked()


def test_new_counts_keep_the_choice(chips):
    chips.set_current("clean")
    chips.set_chips([Chip("all", "Tất cả", 10), Chip("clean", "Đạt", 9)])
    assert chips.current() == "clean"
    chips.set_chips([Chip("all", "Tất cả", 1)])
    assert chips.current() == "all"


def test_what_has_no_room_folds_and_nothing_is_lost(chips):
    assert chips.folded() == []
    chips.resize(330, 26)
    assert "all" not in chips.folded()
    assert chips.folded() != []
    assert chips._rest is not None
    hidden = sum(chip.count for chip in CHIPS if chip.key in chips.folded())
    assert chips._rest.chip.count == hidden


def test_the_pressed_one_is_never_folded(chips):
    chips.resize(330, 26)
    chips.set_current("returned")
    assert "returned" not in chips.folded()
