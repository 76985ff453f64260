"""A whole working day without the mouse: cases, patrol, sixty figures, declaration, reason, backup, file, cover."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtPrintSupport
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.catalogue import Level
from desktop.domain.figures import State
from desktop.domain.records import RowState
from desktop.kit import jobs, messages
from desktop.services import auditing, browsing, closing, generations, grid, verifying
from desktop.services.books import Books
from desktop.services.exporting import Exported
from desktop.services.filtering import Filter
from desktop.ui.context import Context
from desktop.ui.keeping.backup_part import BackupPart
from desktop.ui.keeping.keeping_view import KeepingView
from desktop.ui.unit.closing_view import ClosingView
from desktop.ui.unit.figure_view import FigureView
from desktop.ui.unit.record_page import RecordPage
from desktop.ui.unit.today_view import TodayView
from desktop.ui.unit.window import UnitWindow

Key, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTER, TAB = Key.Key_Return, Key.Key_Tab
CASES = (
    ("ttxh", "tcts", "11/6", "", "moi tiep nhan", "", "ít nghiêm trọng", "Bản Rạ", ""),
    ("ttxh", "trom cap tai san", "5/3", "", "da lam ro", "6/3", "it nghiem trong", "Bản Giốc", "2"),
    ("ma tuy", "tang tru", "10.5.20", "11/5/2020", "đã làm rõ", "11.5.20", "ít nghiêm trọng", "Lũng Phiắc", "1"),
    ("ttxh", "danh bac", "1/6", "", "đã làm rõ", "2/6", "ít nghiêm trọng", "Bản Gun", ""),
    ("ttxh", "co y gay thuong tich", "hôm qua", "", "đã làm rõ", "hôm nay", "ít nghiêm trọng", "Nà Đeng", "1"),
)
FIGURES = 60
MONEY = {"HC.02"}
"""Typed in thousands of đồng."""


@pytest.fixture
def context(unit_books: Books, context_of: Callable[[Books], Context]) -> Context:
    return context_of(unit_books)


@pytest.fixture
def window(context: Context, shown: Callable[[QWidget], QWidget]) -> UnitWindow:
    made = shown(UnitWindow(context))
    assert isinstance(made, UnitWindow)
    return made


def here() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(here(), key, modifier)
    QApplication.processEvents()


def write(words: str) -> None:
    """As UniKey writes: a word is composed under the cursor, then committed whole."""
    widget = here()
    assert isinstance(widget, (QLineEdit, QPlainTextEdit))
    for place, word in enumerate(words.split(" ")):
        for end in range(1, len(word) + 1):
            QApplication.sendEvent(widget, QInputMethodEvent(word[:end], []))
        done = QInputMethodEvent()
        done.setCommitString((" " if place else "") + word)
        QApplication.sendEvent(widget, done)


def rows(context: Context, **wanted: object) -> list[browsing.RecordRow]:
    return browsing.rows(context.books, browsing.ids(context.books, Filter(**wanted)))  # type: ignore[arg-type]


def write_case(page: RecordPage, words: tuple[str, ...]) -> None:
    for field in words:
        if field:
            write(field)
        press(TAB)


def records_page(window: UnitWindow) -> RecordPage:
    page = window.current_page()
    assert isinstance(page, RecordPage)
    return page


def figures_page(window: UnitWindow) -> FigureView:
    page = window.current_page()
    assert isinstance(page, FigureView)
    return page


def test_a_whole_working_day_without_the_mouse(
    window: UnitWindow, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    five_cases(window, context)
    a_patrol_like_the_one_before(window, context)
    a_deletion_taken_back(window, context)
    sixty_figures(window, context)
    one_declaration(window, context)
    one_reason(window, context)
    a_look_at_what_is_left(window, context)
    folder = tmp_path / "usb"
    folder.mkdir()
    a_backup(window, context, folder, monkeypatch)
    sent = the_file(window, context, folder)
    the_cover(window, folder, monkeypatch)
    assert verifying.verify(sent.path).seal == "intact"
    assert sorted(path.suffix for path in folder.iterdir() if path.is_file()) == [".pdf", ".xlsx"]
    assert auditing.faults(context.books) == []


def five_cases(window: UnitWindow, context: Context) -> None:
    press(Key.Key_1, ALT)
    page = records_page(window)
    assert page.form.kind is not None and page.form.kind.code == "case"
    for words in CASES:
        write_case(page, words)
        press(ENTER, CONTROL)
        if page.form.uid is not None:  # the finished record asks why something odd is right
            write("Chưa xác định được đối tượng.")
            press(ENTER)
        assert page.form.uid is None
    found = rows(context, kinds=("case",))
    assert [row.state for row in found] == [RowState.FINAL] * len(CASES)
    assert {row.hamlet for row in found} == {words[-2] for words in CASES}
    assert {row.day for row in found} >= {"2020-03-05", "2020-05-10", "2020-06-14"}


def a_patrol_like_the_one_before(window: UnitWindow, context: Context) -> None:
    press(Key.Key_2, ALT)
    for words in ("hôm kia", "2", "tuan tra chung", "Bản Giốc – Bản Gun"):
        write(words)
        press(TAB)
    press(ENTER, CONTROL)
    press(Key.Key_D, CONTROL)
    assert here() is records_page(window).form.fields.inputs["held_on"].editor  # type: ignore[union-attr]
    write("hôm qua")
    press(ENTER)
    press(ENTER, CONTROL)
    found = rows(context, kinds=("patrol",))
    assert [(row.day, row.count, row.values["route"]) for row in found] == [
        ("2020-06-14", 2, "Bản Giốc – Bản Gun"),
        ("2020-06-13", 2, "Bản Giốc – Bản Gun"),
    ]


def a_deletion_taken_back(window: UnitWindow, context: Context) -> None:
    page = records_page(window)
    press(Key.Key_Escape)  # closes the notice
    press(Key.Key_Escape)  # goes back to the list
    assert here() is page.list.table
    press(Key.Key_Home, CONTROL)
    press(Key.Key_F, CONTROL)
    write("tuần tra")
    press(ENTER)
    assert [row.kind for row in (page.list.model.row_at(place) for place in range(2))] == ["patrol", "patrol"]
    page.form.foot.delete.setFocus()  # reached by Tab; Space presses it
    press(Key.Key_Space)
    write("ghi trùng")
    press(ENTER)
    assert len(rows(context, kinds=("patrol",))) == 1
    press(Key.Key_Z, CONTROL)
    assert len(rows(context, kinds=("patrol",))) == 2


def sixty_figures(window: UnitWindow, context: Context) -> None:
    press(Key.Key_3, CONTROL)
    page, typed = figures_page(window), 0
    wanted: dict[tuple[int, str], int] = {}
    months = list(context.period.months)
    while page._month != months[0]:
        press(Key.Key_Left, ALT)
    for month in months:
        for tab in page._grid.tabs:  # type: ignore[union-attr]
            for row in tab.rows:
                if not row.derived and typed < FIGURES:
                    page.go_to(row.indicator.code)
                    assert here() is page.table
                    digits = str(typed % 7 + 1)
                    QTest.keyClick(page.table, digits)
                    press(ENTER)
                    wanted[month, row.indicator.code] = int(digits) * (1000 if row.indicator.code in MONEY else 1)
                    typed += 1
        if month != months[-1]:
            press(Key.Key_Right, ALT)
    assert typed == FIGURES
    with context.books.db.read() as connection:
        kept = connection.exec_driver_sql("SELECT COUNT(*) FROM record WHERE kind = 'figure' AND state = 'final'")
        assert kept.scalar() == FIGURES
    grids = {month: grid.unit_grid(context.books, context.period, month, True, context.today()) for month in months}
    assert {place: grids[place[0]].row(place[1]).open.amount for place in wanted} == wanted  # type: ignore[union-attr]


def one_declaration(window: UnitWindow, context: Context) -> None:
    page = figures_page(window)
    page.catch_up()
    assert page._grid is not None
    section = next(each for tab in page._grid.tabs for each in tab.sections if each.open_question and each.rows)
    page.go_to(section.rows[0].indicator.code)
    press(Key.Key_0, CONTROL)
    press(Key.Key_A, CONTROL)
    write("Nông Văn Đức, Trưởng Công an xã")
    press(ENTER)
    declared = closing.checklist(context.books, context.period, context.today()).declared
    assert [(each.section.code, each.person) for each in declared] == [
        (section.section.code, "Nông Văn Đức, Trưởng Công an xã")
    ]


def one_reason(window: UnitWindow, context: Context) -> None:
    page = figures_page(window)
    page.open_month(202006)
    page.go_to("CT.08.1")
    shown_months = len(context.period.months) - page.table.folded_months()
    QGuiApplication.clipboard().setText("\t".join(["20"] * (shown_months - 1) + ["400"]) + "\r\n")
    press(Key.Key_Left, CONTROL)
    press(Key.Key_Right)  # from the name to the unit
    press(Key.Key_Right)  # to the first month shown
    press(Key.Key_V, CONTROL)
    assert here() is page.clipboard.preview.table
    press(ENTER, CONTROL)
    page.go_to("CT.08.1")
    assert page.current_row().problem is not None  # type: ignore[union-attr]
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert here() is page.panel.problem.reason.text
    press(Key.Key_F4)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Key.Key_3)  # after the reason used this morning
    write(" Từ ngày 15/05 đến 14/06.")
    press(ENTER, CONTROL)
    row = page.current_row()
    assert row is not None and row.problem is not None
    assert row.problem.explained == "Có đợt cao điểm trong kỳ. Từ ngày 15/05 đến 14/06."


def a_look_at_what_is_left(window: UnitWindow, context: Context) -> None:
    press(Key.Key_K, CONTROL)
    write("bản giốc")
    press(ENTER)
    assert window.current_key() == "records"
    found = grid.unit_grid(context.books, context.period, 202006, True, context.today())
    assert found.row("CT.08.1").open.state is State.VALUE  # type: ignore[union-attr]
    press(Key.Key_5, CONTROL)
    assert window.current_key() == "closing"
    found_wrong = closing.checklist(context.books, context.period, context.today()).problems
    assert all(each.subject.startswith("figure:") for each in found_wrong if each.problem.level is Level.E)
    assert QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive


def settle() -> None:
    """Let running jobs end and be told."""
    while jobs.busy():
        QApplication.processEvents()


def a_backup(window: UnitWindow, context: Context, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stick is chosen once on the settings page, then one key on the first page is enough."""
    settings = window.show_page("keeping")
    assert isinstance(settings, KeepingView)
    monkeypatch.setattr(messages, "ask_folder", lambda *_: folder)
    backups = settings.findChild(BackupPart)
    assert backups is not None
    backups.choose.setFocus()
    press(Key.Key_Space)
    settle()
    press(Key.Key_1, CONTROL)
    page = window.current_page()
    assert isinstance(page, TodayView)
    page.backup.button.setFocus()  # reached by Tab; Space presses it
    press(Key.Key_Space)
    settle()
    found = generations.found_below(folder)
    assert found
    assert found[0].file.stat().st_size > 100_000


def the_file(window: UnitWindow, context: Context, folder: Path) -> Exported:
    press(Key.Key_5, CONTROL)
    page = window.current_page()
    assert isinstance(page, ClosingView)
    page.form.folder.line.setFocus()
    press(Key.Key_A, CONTROL)
    write(str(folder))
    press(TAB)
    page.form.confirm.box.setFocus()
    press(Key.Key_Space)
    sent: list[Exported] = []
    page.form.exported.connect(sent.append)
    if page._found is not None and page._found.errors:
        page.incomplete.setFocus()
        press(Key.Key_Space)
    else:
        press(ENTER, CONTROL)
    settle()
    assert [each.path.parent for each in sent] == [folder]
    assert page.form.code.isVisible() and sent[0].code in page.form.code.text()
    return sent[0]


def the_cover(window: UnitWindow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+P and a printer that writes PDF, as every Windows has one."""

    class ToPdf:
        def __init__(self, printer: QPrinter, _: QWidget) -> None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(folder / "bia.pdf"))

        def exec(self) -> int:
            return 1

    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", ToPdf)
    press(Key.Key_P, CONTROL)
    paper = (folder / "bia.pdf").read_bytes()
    assert paper.startswith(b"%PDF") and len(paper) > 5_000
