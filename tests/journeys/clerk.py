"""A clerk at headquarters who has a keyboard and no mouse, and a stick with everything that goes wrong on it."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.document import reading
from desktop.domain.records import RecordDraft, Values
from desktop.domain.report import OriginKind
from desktop.kit import jobs, messages
from desktop.services import exporting, keeping, recording, sampling
from desktop.services.books import Role
from desktop.ui.headquarters.window import HeadquartersWindow

Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
TURNS = 4
"""What a job or a page leaves for the next turn of the loop is over after so many."""
FAR = 40
"""Steps of the Tab key after which a place counts as out of reach."""


class Clerk:
    """What her hands do."""

    def __init__(self, window: HeadquartersWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window = window
        self.answer: Path | None = None
        """What she would choose in the next dialog of the system."""
        for name in ("ask_folder", "ask_save", "ask_file"):
            monkeypatch.setattr(messages, name, lambda *_: self.answer)

    def here(self) -> QWidget:
        """Where the keyboard is."""
        widget = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """One key, and whatever it starts is waited for."""
        for _ in range(times):
            menu = QApplication.activePopupWidget()  # closes at the press, before the release
            (QTest.keyPress if menu else QTest.keyClick)(self.here(), key, modifier)
            self.settle()
            self._lift()

    def _lift(self) -> None:
        """Her window is in front again where no desktop lifts it after a menu."""
        if not QApplication.activePopupWidget() and not self.window.isActiveWindow():
            self.window.activateWindow()
            self.settle()

    def control(self, key: Qt.Key) -> None:
        """The same with the Control key."""
        self.press(key, CONTROL)

    def write(self, words: str) -> None:
        """As an input method commits it."""
        done = QInputMethodEvent()
        done.setCommitString(words)
        QApplication.sendEvent(self.here(), done)

    def settle(self) -> None:
        """Let running jobs end and be told, and a page that is made part by part stand there whole."""
        for _ in range(TURNS):
            QApplication.processEvents()
            while jobs.busy() or self.window._wanted:
                QApplication.processEvents(WAITING)  # a loop that never waits would keep the workers from working

    def tab_to(self, wanted: QWidget, back: bool = False) -> None:
        """Go there by the Tab key."""
        for _ in range(FAR):
            focus = QApplication.focusWidget()
            if focus is wanted or (focus is not None and wanted.isAncestorOf(focus)):
                return
            self.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else NONE)
        raise AssertionError(f"{wanted} is out of reach of the Tab key")

    def pane_to(self, wanted: QWidget) -> None:
        """Go there by F6."""
        for _ in range(len(self.window.current_page().panes)):  # type: ignore[union-attr]
            if QApplication.focusWidget() is wanted:
                return
            self.press(Key.Key_F6)
        assert QApplication.focusWidget() is wanted

    def at(self, station: str) -> None:
        """A station of the evening: somewhere to look from."""
        assert self.window.isActiveWindow(), station


def spoil(path: Path) -> list[str]:
    """Three errors by hand in a finished report: a percentage, a sign, a stale number; return what now stands there."""
    paper = Document(str(path))
    places = [each for each in paper.element.body.iter(qn("w:p")) for each in reading.figures(each)]
    rate = next(each for each in places if each.mark.kind is OriginKind.RATE)
    change = next(each for each in places if each.text.startswith("tăng") and "%)" in each.text)
    value = next(each for each in places if each.mark.indicators == ("TX.03",) and each.mark.kind is OriginKind.VALUE)
    wrong = ["12,3%", change.text.replace("tăng", "giảm", 1), "77 đối tượng"]
    for each, words in zip((rate, change, value), wrong, strict=True):
        each.nodes[0].text = words
    paper.save(str(path))
    return wrong


# The stick


UNITS = ("01495", "01290", "01294", "01297", "01300")
"""Clean, edited by hand, damaged, partial; the last one sends after the figures are frozen."""
SILENT = "01303"
STRANGER = "02596"
"""A commune of another province."""


def build(folder: Path, period: str) -> Path:
    """Books and packages of five units."""
    for name in (sampling.UNITS, sampling.PACKAGES, sampling.BASE_PACKAGES):
        (folder / name).mkdir()
    for code in UNITS:
        sampling.build_unit(str(folder), code, period)
    return folder


def package_of(folder: Path, code: str) -> Path:
    """What a unit sent for the period."""
    (found,) = (folder / sampling.PACKAGES).glob(f"*_{code}_*")
    return found


def fill(stick: Path, province: Path, period: str) -> None:
    """A stick as it comes in: clean, twice the same, edited, damaged, partial, of another province, and a letter."""
    clean, edited, damaged, *_ = (package_of(province, code) for code in UNITS)
    shutil.copy(clean, stick)
    shutil.copy(clean, stick / "Ban sao Dam Thuy.xlsx")
    shutil.copy(edited, stick / "sua tay.xlsx")
    edit(stick / "sua tay.xlsx")
    whole = damaged.read_bytes()
    (stick / damaged.name).write_bytes(whole[: len(whole) * 6 // 10])
    _partial(stick, province, period)
    _strange(stick, period)
    (stick / "Cong van.pdf").write_bytes(b"%PDF-1.4")


def edit(path: Path) -> None:
    """The number of suspects of the first case, changed in Excel."""
    book = openpyxl.load_workbook(path)
    sheet = book["Vụ việc"]
    column = next(cell.column for cell in sheet[2] if cell.value == "Số đối tượng")
    sheet.cell(3, column).value = 77
    book.save(path)


def _partial(stick: Path, province: Path, period: str) -> None:
    """The unit was not done in time and sent what it had."""
    shutil.copytree(province / sampling.UNITS / UNITS[3], stick.parent / "partial")
    books = keeping.open_books(stick.parent / "partial")
    exporting.export(books, books.period(period), stick, complete=False)
    books.close()


def _strange(stick: Path, period: str) -> None:
    books = keeping.create(stick.parent / "stranger", Role.UNIT, STRANGER, "2020", "Trực ban", True)
    values: Values = {"route": "Đường 4", "held_on": "2020-06-01", "patrol_kind": "chung", "officers": 3}
    recording.record(books, RecordDraft("patrol", values))
    exporting.export(books, books.period(period), stick, complete=False)
    books.close()
