import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.cards import (
    Block,
    Card,
    ChecklistStep,
    FactList,
    FigureCard,
    FigureStrip,
    Scroll,
    SmallSteps,
    Step,
    StepStrip,
    StripFigure,
)
from desktop.kit.focus import RINGED
from desktop.kit.marks import Mark
from desktop.kit.text import Text

FIGURES = [StripFigure("due", "153", "phải nhận"), StripFigure("clean", "128", "đạt", Mark.PASSED, "84%")]
STEPS = [Step("write", "1. Ghi sổ", "214 bản ghi", Mark.DONE, 1.0), Step("send", "4. Gửi", "Chưa xuất", Mark.NEXT)]


@pytest.fixture(params=["figures", "steps"])
def strip(qtbot, request):
    made = FigureStrip() if request.param == "figures" else StepStrip()
    made.set_figures(FIGURES) if request.param == "figures" else made.set_steps(STEPS)
    qtbot.addWidget(made)
    made.resize(600, 72)
    made.show()
    return made


def test_each_part_of_a_strip_opens_by_mouse_and_by_keys(qtbot, strip):
    told = []
    strip.chosen.connect(told.append)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert told == strip._keys
    assert not strip.grab().isNull()


def test_steps_stand_in_two_rows_where_the_page_is_narrow(qtbot):
    strip, told = StepStrip(), []
    strip.set_steps([Step(key, key, "214 bản ghi", Mark.NEXT) for key in "abcd"])
    qtbot.addWidget(strip)
    strip.chosen.connect(told.append)
    strip.resize(1200, 70)
    assert (strip.rows(), strip.columns()) == (1, 4)
    one = strip.sizeHint().height()
    strip.resize(600, 140)
    assert (strip.rows(), strip.columns(), strip.sizeHint().height()) == (2, 2, 2 * one)
    strip.show()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, 130))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(590, 10))
    assert told == ["c", "b"]


def test_a_figure_says_everything_aloud_and_opens_its_source(qtbot):
    card = FigureCard("Tỷ lệ làm rõ")
    qtbot.addWidget(card)
    card.set_figure("185/207", "89,4%", "+3,2 điểm", up=True, better=True, base="cùng kỳ 187/217")
    assert card.accessibleDescription() == "185/207 89,4% +3,2 điểm cùng kỳ 187/217"
    card.show()
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_F2)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert not card.grab().isNull()


def test_what_has_no_room_beside_the_change_stands_below_it(qtbot):
    card = FigureCard("Đối tượng")
    qtbot.addWidget(card)
    card.set_figure("399", "", "nhiều hơn 8 (2,0%)", True, False, "thiếu 7 đơn vị")
    card.set_target("chỉ tiêu 75%", True)
    card.resize(600, 92)
    assert card.below() == "chỉ tiêu 75%"
    card.resize(180, 92)
    assert card.below() == "thiếu 7 đơn vị, chỉ tiêu 75%"


def test_a_card_without_title_has_no_head(qtbot):
    card = Card()
    qtbot.addWidget(card)
    assert card._head.isHidden()
    card.set_title("Tờ bìa")
    assert not card._head.isHidden()
    assert card.add_foot() is card.add_foot()


def test_a_step_opens_in_its_place(qtbot):
    step = ChecklistStep("Xuất tệp")
    qtbot.addWidget(step)
    closed = step.sizeHint().height()
    step.body.addWidget(Text("bên trong"))
    step.set_open(True)
    assert step.is_open()
    assert step.sizeHint().height() > closed
    step.set_state(Mark.DONE, "Số liệu đủ", "126/126 ô")
    step.set_action("Xem số liệu")
    with qtbot.waitSignal(step.acted):
        step.action.click()
    assert step.accessibleName() == "Số liệu đủ. 126/126 ô"


def test_a_note_is_as_high_as_its_words_need(qtbot):
    block = Block("warn", "Cao gấp 3,4 lần", "Tháng 6 nhập 5.900; trung bình 1.740 nghìn đồng. " * 4, Mark.WARNING)
    card = Card("Tiền phạt")
    card.add_padded(block)
    card.body.addStretch()
    qtbot.addWidget(card)
    card.resize(300, 600)
    card.show()
    qtbot.waitUntil(lambda: block.height() >= block.layout().totalHeightForWidth(block.width()))
    narrow = block.height()
    card.resize(900, 600)
    qtbot.waitUntil(lambda: block.height() < narrow)


def test_facts_replace_each_other(qtbot):
    facts = FactList()
    qtbot.addWidget(facts)
    facts.set_facts([("Tử số", "TX.01"), ("Mẫu số", "TH.01")])
    facts.set_facts([("Mục tiêu", "từ 75%")])
    assert facts._grid.count() == 2


def test_small_steps_fill_one_by_one(qtbot):
    steps = SmallSteps(["Ghi", "Đọc lại", "So mã"])
    qtbot.addWidget(steps)
    before = steps.grab().toImage()
    steps.set_done(2)
    assert steps.grab().toImage() != before


def test_a_narrow_head_folds_its_switch_before_anything_is_cut(qtbot):
    card = Card("Từng đơn vị")
    switch = card.add_action(SegmentSwitch([("told", "Đơn vị báo cáo"), ("now", "Địa giới nay")]))
    button = card.add_action(KeyButton("Ảnh biểu đồ", icon="copy", small=True))
    qtbot.addWidget(card)
    card.show()
    for wide, folded in ((600, False), (330, True), (600, False)):
        card.resize(wide, 200)
        qtbot.waitUntil(lambda wide=wide: button.geometry().right() < wide)
        assert switch.folded() is folded
    card.resize(440, 200)
    assert not switch.folded()
    card.set_title("Tội phạm về trật tự xã hội, kết quả")
    assert switch.folded()


def test_what_is_hidden_takes_no_room_in_a_card(qtbot):
    card, first = Card("Việc"), Text("một")
    card.body.addWidget(first, 1)
    why = card.add_padded(Text("vì sao", wrap=True))
    qtbot.addWidget(card)
    card.resize(300, 300)
    card.show()
    shown = first.height()
    why.hide()
    qtbot.waitUntil(lambda: first.height() > shown)
    assert first.geometry().bottom() >= card.rect().bottom() - 1


def test_what_only_scrolls_takes_the_keyboard_by_tab_and_not_by_a_click(qtbot):
    made = Scroll(Text("dài"))
    qtbot.addWidget(made)
    assert made.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert made.property(RINGED)
