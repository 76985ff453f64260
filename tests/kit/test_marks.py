import pytest
from PySide6.QtGui import QImage

from desktop.kit.badge import Badge
from desktop.kit.marks import LOOKS, Mark, MarkLabel, StatusChip, mark_picture


def grey(mark):
    return mark_picture(mark).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def test_every_mark_has_a_look():
    assert set(LOOKS) == set(Mark)


def test_marks_differ_also_without_colour(qapp):
    pictures = [grey(mark) for mark in Mark]
    twins = [(a, b) for a in range(len(pictures)) for b in range(a) if pictures[a] == pictures[b]]
    assert twins == []


def test_a_mark_can_be_changed(qtbot):
    label = MarkLabel(Mark.NEXT)
    qtbot.addWidget(label)
    label.set_mark(Mark.DONE)
    assert label.mark() is Mark.DONE
    assert label.width() == label.height() == 18


def test_a_status_chip_is_wide_enough_for_its_words(qtbot):
    chip = StatusChip(Mark.ERROR, "Nháp")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set(Mark.WARNING, "Đạt, có cảnh báo")
    assert chip.sizeHint().width() > narrow


@pytest.mark.parametrize(("count", "shown"), [(0, False), (3, True)])
def test_a_badge_hides_at_zero(qtbot, count, shown):
    badge = Badge(1)
    qtbot.addWidget(badge)
    badge.set(count, "waiting")
    assert badge.isHidden() is not shown
