"""Takes the pictures of the guide: every screen at 1366×768, on a sample province, on a fixed evening.

`.venv/bin/python packaging/pictures.py [SAMPLE_DIR] [--into DIR] [--height 697]`; without a sample it makes one.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path[0] = str(HOME)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from openpyxl import load_workbook  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop.base.progress import Silent  # noqa: E402
from desktop.base.settings import Settings  # noqa: E402
from desktop.domain.records import RecordDraft, Values  # noqa: E402
from desktop.kit import theme  # noqa: E402
from desktop.kit.frame import Shell  # noqa: E402
from desktop.services import closing, exporting, keeping, merging, progressing, recording, sampling, taking  # noqa: E402
from desktop.services.books import Books  # noqa: E402
from desktop.ui.context import Announcements, Context, Place  # noqa: E402
from desktop.ui.first_run import FirstRun  # noqa: E402
from desktop.ui.headquarters.window import HeadquartersWindow  # noqa: E402
from desktop.ui.unit.window import UnitWindow  # noqa: E402

PERIOD, MONTH, UNIT = "2020-H1", 202006, "01495"
AFTERNOON, EVENING = datetime(2020, 6, 15, 14, 32, 7), datetime(2020, 6, 16, 20, 42, 18)
WIDTH, HEIGHT = 1366, 768
SETTLING_MS = 700
"""Lists, panels and charts wait up to so long until the keyboard rests."""

Take = Callable[[str, QWidget], None]


def main() -> int:
    """Prepare the books, show each screen, keep its picture."""
    wanted = _wanted()
    app = QApplication(["giaoban"])
    app.setCursorFlashTime(0)  # a blinking caret is there in one picture and not in the next
    theme.install(app)
    wanted.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="giaoban-pictures-") as scratch:
        room = Path(scratch)
        sample = wanted.sample or sampling.make(room / "sample", None, PERIOD, Silent()).folder
        take = camera(wanted.into, wanted.height)
        first_run(room, take)
        unit_screens(room, sample, take)
        headquarters_screens(room, sample, take)
        dark(app, room, take)
    return 0


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sample", nargs="?", type=Path, help="a finished sample province; it is not changed")
    parser.add_argument("--into", type=Path, default=HOME / "resources" / "guide")
    parser.add_argument("--height", type=int, default=HEIGHT)
    return parser.parse_args()


def camera(folder: Path, height: int) -> Take:
    """Something that shows a window, waits until it rests, and keeps its picture."""

    def take(name: str, window: QWidget) -> None:
        window.resize(WIDTH, height)
        window.show()
        window.activateWindow()
        settle()
        window.grab().toImage().save(str(folder / f"{name}.png"), None, 0)  # type: ignore[call-overload]
        print(name, flush=True)

    return take


def settle(milliseconds: int = SETTLING_MS) -> None:
    """Let everything that waits for its turn have it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def context_of(books: Books, now: datetime, folder: Path) -> Context:
    """The books on the fixed day, with settings of their own."""
    books.clock = lambda: now.isoformat()
    settings = Settings(folder / "settings.json")
    settings.put("period", PERIOD)
    return Context(books, settings, Announcements(), lambda: now)


# First run


def first_run(room: Path, take: Take) -> None:
    """The second question, answered without accents."""
    window = FirstRun(room / "new", lambda: AFTERNOON)
    window.go_on()
    window.unit.province.set_value("04")
    window.unit.search.line.insert("dam thuy")
    take("05-lan-dau", window)
    window.close()


# The unit


def unit_screens(room: Path, sample: Path, take: Take) -> None:
    """A commune on the afternoon before its report is due."""
    books = working_unit(sample, room / "unit")
    context = context_of(books, AFTERNOON, room / "unit")
    draft = write_afternoon(books)
    window = UnitWindow(context)
    take("01-hom-nay", window)
    window.go(Place("records", record=draft))
    take("02-so-cong-tac", window)
    window.go(Place("figures", indicator="GT.08", month=MONTH))
    take("03-so-lieu-ky", window)
    window.close()
    books.close()
    closing_screen(room, sample, take)


def working_unit(sample: Path, folder: Path) -> Books:
    """The sample's unit before it closed the period: nothing sent, June half typed, two sections silent."""
    shutil.copytree(sample / sampling.UNITS / UNIT, folder)
    books = keeping.open_books(folder)
    with books.db.begin() as connection:
        sent = f"(SELECT id FROM package WHERE period = '{PERIOD}')"
        for table in ("package_row", "coverage", "held_row", "remark"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE package_id IN {sent}")
        connection.exec_driver_sql(f"DELETE FROM package WHERE period = '{PERIOD}'")
    for code in ("CT.08.1", "CT.08.2", "PT.06"):
        recording.type_figure(books, MONTH, code, None)
    declared = sorted(closing.checklist(books, books.period(PERIOD)).declared, key=lambda each: each.section.code)
    for each in declared[:2]:
        recording.withdraw_declaration(books, PERIOD, each.section.code)
    return books


TODAY: tuple[tuple[str, str, Values], ...] = (
    ("08:15", "patrol", {"held_on": "2020-06-15", "patrol_kind": "chung", "route": "Bản Giốc – Bản Gun"}),
    ("10:40", "mediation", {"held_on": "2020-06-15", "field": "dat_dai", "result": "thanh", "hamlet": "Nà Đeng"}),
    ("11:05", "residence_check", {"checked_on": "2020-06-15", "households": 14, "hamlet": "Bản Giốc"}),
)
DRAFT: Values = {
    "group": "TTXH",
    "offence": "trom_cap",
    "occurred_on": "2020-06-11",
    "detected_on": "2020-06-11",
    "status": "lam_ro",
    "solved_on": "2020-06-01",
    "severity": "IT",
    "hamlet": "Bản Rạ",
    "subjects": 1,
    "damage": 4_500_000,
    "recovered": 4_500_000,
    "summary": "Mất một máy bơm nước tại nương, thu hồi trong ngày nhờ tin nhân dân cung cấp.",
}


def write_afternoon(books: Books) -> bytes:
    """What was written on that day; return the draft that is not finished."""
    for clock, kind, values in TODAY:
        books.clock = lambda clock=clock: f"2020-06-15T{clock}:00"
        recording.record(books, RecordDraft(kind, values))
    books.clock = lambda: AFTERNOON.isoformat()
    return recording.record(books, RecordDraft("case", DRAFT), final=False).uid


def closing_screen(room: Path, sample: Path, take: Take) -> None:
    """All that is left is the file; one was sent before and something changed since."""
    shutil.copytree(sample / sampling.UNITS / UNIT, room / "closing")
    books = keeping.open_books(room / "closing")
    context = context_of(books, AFTERNOON + timedelta(hours=19, minutes=33), room / "closing")
    change_something(books)
    window = UnitWindow(context)
    page = window.show_page("closing")
    take("04-kiem-tra-va-gui", window)
    window.close()
    books.close()
    del page


def change_something(books: Books) -> None:
    recording.write_narrative(
        books, PERIOD, "TH", "outlook", "Tình hình ổn định; cần chú ý trộm cắp tại các điểm du lịch dịp hè."
    )


# Headquarters


def headquarters_screens(room: Path, sample: Path, take: Take) -> None:
    """The evening when the files come in, then the whole province."""
    shutil.copytree(sample / sampling.HEADQUARTERS, room / "hq")
    books = keeping.open_books(room / "hq")
    context = context_of(books, EVENING, room / "hq")
    folder = room / "BAO CAO 6T"
    late = make_late(books, sample, folder, room)
    set_arrival_times(books)
    window = HeadquartersWindow(context)
    window.desk.look_at([folder])
    while window.desk.busy():
        settle(50)
    window.desk.took = 4.0
    take("06-toi-nay", window)
    window.show_page("receiving")
    window.desk.changed.emit()
    take("07-tiep-nhan", window)
    window.show_page("progress")
    take("08-tien-do", window)
    window.close()
    del late
    books.close()


LATE = ("01324", "01603", "01729", "01654", "01477", "01495", "01290", "01294", "01297", "01300")


def make_late(books: Books, sample: Path, folder: Path, room: Path) -> list[Path]:
    """Undo some packages and lay their files into a folder, some of them spoilt on the way."""
    folder.mkdir()
    period = books.period(PERIOD)
    codes = {unit.id: unit.code for unit in books.reporting_units()}
    found = {codes[each.unit_id]: each for each in progressing.packages(books, period)}
    for code in LATE:
        merging.undo(books, found[code].package_id)
        shutil.copy(sample / sampling.PACKAGES / found[code].file_name, folder)
    return spoil(folder, sample, room, books)


def name_of(code: str, sequence: int = 1) -> str:
    return f"BC_04_{code}_{PERIOD}_L{sequence:02d}.xlsx"


def spoil(folder: Path, sample: Path, room: Path, books: Books) -> list[Path]:
    """One of each kind of trouble that an evening brings."""
    edit_by_hand(folder / name_of("01603"))
    cut = folder / name_of("01324")
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size * 6 // 10])
    other = folder / name_of("01297")
    other.unlink()
    base = next((sample / sampling.BASE_PACKAGES).glob("*01297*"))
    shutil.copy(base, folder / base.name)
    shutil.copy(sample / sampling.PACKAGES / name_of("01447"), folder / f"Copy of {name_of('01447')}")
    shutil.copy(next(sample.glob("bao-cao-*.docx")), folder / "Ke hoach 45.docx")
    (folder / f"~${name_of('01477')}").write_bytes(b"\x05Truc ban".ljust(165, b"\x00"))
    return []


def edit_by_hand(path: Path) -> None:
    """Change three cells as a clerk does in Excel."""
    book = load_workbook(path)
    for sheet, row, column, value in (("Chỉ tiêu", 4, 5, 8),):
        book[sheet].cell(row, column, value)
    book.save(path)


def set_arrival_times(books: Books) -> None:
    """Files came in from six o'clock on, more and more of them."""
    with books.db.begin() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM package WHERE NOT sent ORDER BY file_name").all()
        for place, (number,) in enumerate(rows):
            share = (place * 61 % len(rows)) / len(rows)
            at = EVENING - timedelta(minutes=160 * (1 - share**0.6))
            values = (at.isoformat(timespec="seconds"), number)
            connection.exec_driver_sql("UPDATE package SET received = ? WHERE id = ?", values)


# Dark


def dark(app: QApplication, room: Path, take: Take) -> None:
    """The first screen of a unit for the night watch."""
    theme.install(app, "dark")
    books = keeping.open_books(room / "unit")
    window = UnitWindow(context_of(books, AFTERNOON, room / "unit"))
    take("01-hom-nay-toi", window)
    window.close()
    books.close()


if __name__ == "__main__":
    sys.exit(main())
