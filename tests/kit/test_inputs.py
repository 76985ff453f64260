import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit.inputs import (
    CheckInput,
    Choice,
    ChoicePicker,
    DateInput,
    FieldBox,
    FieldGrid,
    LongTextInput,
    MoneyInput,
    NoDate,
    NumberInput,
    PlainPicker,
    SearchInput,
    TextInput,
    parse_date,
    show_date,
)

TODAY = date(2020, 6, 15)
PERIOD = date(2019, 12, 15), date(2020, 6, 14)
CHOICES = [
    Choice("TD01", "Trộm cắp tài sản", "TD.01"),
    Choice("TD02", "Cố ý gây thương tích", "TD.02", used=3),
    Choice("TD03", "Lừa đảo chiếm đoạt tài sản", "TD.03"),
    Choice("TD17", "Tội cũ", "TD.17", retired="đến 01/06/2020"),
]


def fold(words):
    apart = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def parse(words):
    return Decimal(words.replace(".", "").replace(",", ".")) if words.replace(".", "").isdigit() else _refuse(words)


def _refuse(words):
    raise ValueError(words)


def show(number):
    return f"{number:,}".replace(",", ".")


@pytest.fixture
def form(qtbot):
    """A window with a second field, so that the keyboard can leave the first."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(500, 400)
    window.other = TextInput()

    def put(field):
        window.layout().addWidget(field)
        window.layout().addWidget(window.other)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        field.setFocus()
        return field

    window.put = put
    return window


def write(field, words):
    """As an input method does: the text arrives composed."""
    field.line.selectAll()
    field.line.insert(words)
    field.line.textEdited.emit(words)


def leave(form):
    form.other.setFocus()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/6", date(2020, 6, 5)),
        ("5.6.20", date(2020, 6, 5)),
        ("050620", date(2020, 6, 5)),
        ("0506", date(2020, 6, 5)),
        ("20/12", date(2019, 12, 20)),
        ("hôm nay", TODAY),
        ("Hôm  qua", date(2020, 6, 14)),
        ("15/6", TODAY),
        ("05/06/2018", date(2018, 6, 5)),
        ("29/2", date(2020, 2, 29)),
        ("20/9", date(2020, 9, 20)),
    ],
)
def test_dates_are_read_as_officers_write_them(typed, meant):
    assert parse_date(typed, TODAY, PERIOD) == meant


@pytest.mark.parametrize("typed", ["31/6", "5", "1/13/2020", "mai kia", "5/6/202", "99/99"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(NoDate):
        parse_date(typed, TODAY, PERIOD)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_shown_date_reads_back(day):
    assert parse_date(show_date(day), TODAY) == day


def test_a_date_is_rewritten_and_told_when_left(qtbot, form):
    field = form.put(DateInput(lambda: TODAY, PERIOD))
    write(field, "5/6")
    with qtbot.waitSignal(field.committed):
        leave(form)
    assert field.raw() == "05/06/2020"
    assert field.value() == date(2020, 6, 5)
    assert field.complaint() is None


def test_an_unreadable_date_stays_and_complains(form):
    field = form.put(DateInput(lambda: TODAY))
    write(field, "31/6")
    leave(form)
    assert field.raw() == "31/6"
    assert field.value() is None
    assert "31/6" in field.complaint()
    write(field, "30/6")
    assert field.complaint() is None


def test_the_calendar_takes_a_day_by_mouse(qtbot, form):
    field = form.put(DateInput(lambda: TODAY, PERIOD))
    field.set_value(date(2020, 6, 1))
    field.open_calendar()
    popup = next(child for child in field.children() if hasattr(child, "calendar"))
    with qtbot.waitSignal(field.committed):
        popup.calendar.clicked.emit(popup.calendar.selectedDate().addDays(4))
    assert field.value() == date(2020, 6, 5)


def test_a_number_is_written_the_vietnamese_way(qtbot, form):
    field = form.put(MoneyInput(parse, show))
    write(field, "4500000")
    with qtbot.waitSignal(field.committed):
        leave(form)
    assert (field.raw(), field.value()) == ("4.500.000", 4500000)


def test_an_unreadable_number_complains_and_gives_no_value(form):
    field = form.put(NumberInput(parse, show))
    write(field, "12a")
    leave(form)
    assert field.value() is None
    assert "12a" in field.complaint()
    assert field.line.property("fault") is True


def test_nothing_is_told_when_nothing_changed(qtbot, form):
    field = form.put(NumberInput(parse, show))
    field.set_value(12)
    with qtbot.assertNotEmitted(field.committed):
        leave(form)


def test_enter_tells_too_but_once(qtbot, form):
    field = form.put(TextInput())
    told = []
    field.committed.connect(lambda: told.append(field.value()))
    write(field, " Bản Giốc ")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    leave(form)
    assert told == ["Bản Giốc"]


@pytest.fixture
def picker(form):
    field = form.put(ChoicePicker(fold))
    field.set_choices(CHOICES)
    return field


def test_typing_without_accents_finds_at_word_starts(picker):
    write(picker, "tai")
    assert picker.offered() == ["Trộm cắp tài sản", "Lừa đảo chiếm đoạt tài sản"]
    write(picker, "rom")
    assert not picker.is_open()
    write(picker, "td.02")
    assert picker.offered() == ["Cố ý gây thương tích"]


def test_used_choices_come_first_and_retired_last(qtbot, picker):
    qtbot.keyClick(picker.line, Qt.Key.Key_F4)
    assert picker.offered()[0] == "Cố ý gây thương tích"
    assert picker.offered()[-1] == "Tội cũ"


def test_enter_takes_the_marked_choice(qtbot, picker):
    write(picker, "tai")
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.committed):
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.value() == "TD03"
    assert not picker.is_open()


def test_escape_restores_the_choice_before(qtbot, picker):
    picker.set_value("TD01")
    write(picker, "lua")
    qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    assert (picker.value(), picker.raw()) == ("TD01", "Trộm cắp tài sản")


def test_leaving_with_foreign_words_complains(form, picker):
    write(picker, "xyz")
    leave(form)
    assert picker.value() is None
    assert "xyz" in picker.complaint()


def test_leaving_with_the_full_words_takes_them_without_accents(qtbot, form, picker):
    write(picker, "trom cap tai san")
    with qtbot.waitSignal(picker.committed):
        leave(form)
    assert picker.value() == "TD01"


def test_a_click_on_the_list_takes(qtbot, picker):
    picker.open_list()
    shown = picker._list
    place = shown.visualRect(shown.model().index(1, 0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picker.value() == "TD01"


def test_emptying_is_a_choice_too(qtbot, form, picker):
    picker.set_value("TD01")
    write(picker, "")
    with qtbot.waitSignal(picker.committed):
        leave(form)
    assert picker.value() is None
    assert picker.complaint() is None


def test_long_text_counts_and_complains_over_its_limit(form):
    field = LongTextInput(limit=10)
    box = FieldBox("Tóm tắt", field)
    form.layout().addWidget(box)
    form.show()
    field.text.setPlainText("Mất một máy bơm")
    assert field.counter_text() == "15/10"
    assert "5" in field.complaint()
    assert not box.fault.isHidden()
    field.set_value("Mất")
    assert field.complaint() is None


def test_a_tick_tells_at_once(qtbot):
    field = CheckInput("Tôi xác nhận")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.committed):
        field.box.click()
    assert field.value() is True


def test_a_plain_picker_tells_its_key(qtbot):
    field = PlainPicker([("a", "Tất cả"), ("b", "Huyện")])
    qtbot.addWidget(field)
    assert field.value() == "a"
    with qtbot.waitSignal(field.committed):
        field.choose("b")
    assert field.value() == "b"


def test_searching_tells_while_typing_and_escape_empties(qtbot, form):
    field = form.put(SearchInput("Tìm trong sổ"))
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.line, "tuan")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.value() == ""


def test_a_fault_stands_under_its_whole_row_and_is_said_aloud(form):
    first, second = TextInput(), TextInput()
    grid = FieldGrid()
    box = FieldBox("Ngày làm rõ", second)
    grid.add_row(FieldBox("Trạng thái", first), box)
    form.layout().addWidget(grid)
    form.show()
    second.set_complaint("Ngày làm rõ trước ngày xảy ra.")
    assert box.fault.isHidden()
    assert second.editor.accessibleDescription() == "Ngày làm rõ trước ngày xảy ra."
    assert second.editor.accessibleName() == "Ngày làm rõ"
    second.set_complaint(None)
    assert second.editor.accessibleDescription() == ""


def test_an_optional_field_says_so(qtbot):
    box = FieldBox("Ngày phát hiện", TextInput(), optional=True)
    qtbot.addWidget(box)
    assert box._aside.text() == "có thể để trống"


def test_a_locked_field_is_still_read(form):
    field = form.put(TextInput())
    field.set_value("Bản Rạ")
    field.set_read_only(True)
    assert field.line.isReadOnly()
    assert field.value() == "Bản Rạ"


def test_arrows_walk_over_the_days_from_today_on(form, qtbot):
    field = form.put(DateInput(lambda: TODAY, PERIOD))
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value() == TODAY
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value() == date(2020, 6, 14)
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value() == TODAY
    with qtbot.waitSignal(field.committed):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("td.03", ["Lừa đảo chiếm đoạt tài sản"]),
        ("lddt", []),
        ("ldcd", ["Lừa đảo chiếm đoạt tài sản"]),
        ("tts", []),
        ("cyg", ["Cố ý gây thương tích"]),
        ("mat trom", ["Trộm cắp tài sản"]),
    ],
)
def test_choices_are_found_by_code_first_letters_and_other_names(form, typed, offered):
    picker = form.put(ChoicePicker(fold))
    picker.set_choices([Choice("TD01", "Trộm cắp tài sản", "TD.01", also=("mất trộm",)), *CHOICES[1:3]])
    picker.line.insert(typed)
    assert picker.offered() == offered
