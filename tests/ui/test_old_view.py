"""Nhập dữ liệu cũ: a file is chosen, its columns put right, its rows seen, all entered, the batch taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop.kit import jobs
from desktop.services import browsing, old_looking, old_previewing
from desktop.services.filtering import Filter
from desktop.services.old_previewing import Fate, Light
from desktop.ui.context import Place
from desktop.ui.unit.old_view import ASKS, BATCHES, ROWS, OldView
from desktop.ui.unit.window import UnitWindow
from tests.services.world import Here
from tests.workbook.old_books import PATROLS, patrols


@pytest.fixture
def settled(qtbot):
    def wait() -> None:
        qtbot.waitUntil(lambda: not jobs.busy())

    return wait


@pytest.fixture
def view(context, shown, settled, monkeypatch):
    monkeypatch.setattr(old_looking, "Readers", Here)
    view = OldView(context)
    shown(view)
    view.arrived()
    yield view
    settled()


@pytest.fixture
def odd_file(tmp_path):
    rows = [
        *PATROLS,
        (4, date(2019, 4, 2), 22, "Đi dạo", "Hồ Thang Hen", 2, None),
        (5, "31/2/2019", 22, "Tuần tra đêm", "Bản Gun", 2, None),
    ]
    return patrols(tmp_path / "Tuần tra 2019.xlsx", "tcvn3", rows)


def count(context) -> int:
    return len(browsing.ids(context.books, Filter()))


def test_the_empty_page_says_what_to_do(view):
    assert view.choose.kind() == "primary"
    assert view.choose.hasFocus()
    assert view.header.state.text() == "Chọn bảng Excel của các năm trước, hoặc kéo tệp vào đây."
    assert not view.go.isVisible()


def test_a_good_file_leads_straight_to_its_rows(view, context, settled, tmp_path):
    view.take(patrols(tmp_path / "a.xlsx", "vni"))
    settled()
    assert view.tabs.current() == ROWS
    assert view.go.text() == "Nhập 3 dòng"
    assert view.header.state.text() == "a.xlsx: đọc 5 dòng = 3 nhận + 0 nháp + 2 bỏ qua + 0 giữ lại"
    assert count(context) == 0


def test_words_are_asked_once_and_the_file_enters_and_goes(view, context, settled, odd_file, qtbot):
    view.take(odd_file)
    settled()
    assert view.tabs.current() == ASKS
    ask = view.asks.chosen()
    assert (ask.words, ask.waits) == ("Loại: “Đi dạo”", True)
    view.asks.picker.setFocus()
    view.asks.picker.line.insert("tuan tra dem")
    view.asks.picker.line.textEdited.emit("tuan tra dem")
    qtbot.keyClick(view.asks.picker.line, Qt.Key.Key_Return)
    settled()
    assert view.asks.waiting() == 0
    view.show_part(ROWS)
    assert view.preview().counts().held == 1
    qtbot.keyClick(view.rows.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert count(context) == 4
    assert view.tabs.current() == BATCHES
    assert view.batches.chosen().file_name == "Tuần tra 2019.xlsx"
    assert "đọc 7 dòng = 4 nhận + 0 nháp + 2 bỏ qua + 1 giữ lại" in view.notice.sentence.text()
    assert view.batches.left_model.cell_at(0, 3).text == "5, 31/2/2019, 22, Tuần tra đêm, Bản Gun, 2"
    view.batches.back.click()
    settled()
    assert count(context) == 0
    assert not view.batches.back.isEnabled()
    assert "Đã rút lại 4 bản ghi" in view.notice.sentence.text()


def test_letters_decide_on_a_row(view, settled, odd_file, qtbot):
    view.take(odd_file)
    settled()
    view.show_part(ROWS)
    view.rows.next_open()
    row = view.rows.chosen()
    assert row.light is Light.CANNOT
    qtbot.keyClick(view.rows.table, "N")
    assert view.rows.fates() == {}, "what cannot be is never taken"
    qtbot.keyClick(view.rows.table, "G")
    assert view.rows.fates() == {row.key: Fate.HELD}
    assert "2 giữ lại" in view.header.state.text()
    assert view.rows.side.title.text().endswith("giữ lại")


def test_the_cells_of_a_row_are_shown_with_what_they_were(view, settled, tmp_path):
    view.take(patrols(tmp_path / "a.xlsx", "tcvn3"))
    settled()
    told = {line.cells[1].text: (line.cells[2].text, line.cells[3].text) for line in view.rows.cell_model._rows}
    assert told["Tuyến"] == ("Quèc lé 4A", "Quốc lộ 4A")
    assert told["Ngày"] == ("20/03/2019", "20/03/2019")


def test_filters_show_only_their_rows(view, settled, odd_file):
    view.take(odd_file)
    settled()
    view.show_part(ROWS)
    view.rows.chips.set_current(Light.CANNOT.value)
    view.rows.chips.chosen.emit(Light.CANNOT.value)
    assert [row.light for row in view.rows.shown()] == [Light.CANNOT, Light.CANNOT]


def test_a_column_can_be_left_out_and_taken_again(view, settled, tmp_path):
    view.take(patrols(tmp_path / "a.xlsx"))
    settled()
    view.show_part(ASKS)
    ask = next(each for each in view._asks if each.words == "Kết quả")
    view.answer(ask, "")
    settled()
    assert all("result" not in row.values for row in view.preview().rows)
    view.answer(ask, "result")
    settled()
    assert view.preview().rows[0].values["result"] == "Bình thường"


def test_putting_a_file_away_changes_nothing(view, context, settled, odd_file):
    view.take(odd_file)
    settled()
    view.away.click()
    assert view.preview() is None
    assert view.choose.kind() == "primary"
    assert count(context) == 0


def test_a_wrong_file_is_told_on_the_page(view, settled, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.4")
    view.take(tmp_path / "a.xlsx")
    settled()
    assert "a.xlsx" in view.notice.sentence.text()
    assert view.preview() is None


def test_a_second_look_at_an_entered_file_offers_nothing(view, context, settled, tmp_path):
    path = patrols(tmp_path / "a.xlsx")
    for _ in range(2):
        view.take(path)
        settled()
        view.enter()
        settled()
    assert count(context) == 3
    assert not view.go.isEnabled()
    assert "Không có dòng nào nhập được" in view.go.reason()


def test_the_page_stands_on_the_rail_and_opens(context, shown, settled):
    window = UnitWindow(context)
    shown(window)
    window.go(Place("old"))
    assert isinstance(window.current_page(), OldView)
    settled()
    window.close()


def test_everything_is_judged_in_a_job(view, settled, odd_file, monkeypatch):
    """The window never waits for a preview."""
    seen = []
    real = old_previewing.preview

    def slow(*facts):
        seen.append(jobs.busy())
        return real(*facts)

    monkeypatch.setattr(old_previewing, "preview", slow)
    view.take(odd_file)
    settled()
    assert seen == [True]
