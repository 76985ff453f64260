"""Takes the pictures of the guide: every screen at 1366×768, on a sample province, on a fixed evening.

`.venv/bin/python packaging/pictures.py [SAMPLE_DIR] [--into DIR] [--height 697]`; without a sample it makes one.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path[0] = str(HOME)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from openpyxl import load_workbook  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop.base.progress import Silent  # noqa: E402
from desktop.base.settings import Settings  # noqa: E402
from desktop.domain.records import RecordDraft, Values  # noqa: E402
from desktop.kit import theme  # noqa: E402
from desktop.services import closing, exporting, keeping, merging, progressing, recording, sampling, taking  # noqa: E402
from desktop.services.books import Books  # noqa: E402
from desktop.ui.context import Announcements, Context, Place  # noqa: E402
from desktop.ui.first_run import FirstRun  # noqa: E402
from desktop.ui.headquarters.window import HeadquartersWindow  # noqa: E402
from desktop.ui.unit.closing_view import ClosingView  # noqa: E402
from desktop.ui.unit.window import UnitWindow  # noqa: E402

PERIOD, MONTH, UNIT = "2020-H1", 202006, "01495"
AFTERNOON, EVENING = datetime(2020, 6, 15, 14, 32, 7), datetime(2020, 6, 16, 20, 42, 18)
NEXT_MORNING = datetime(2020, 6, 16, 10, 5, 12)
WIDTH, HEIGHT = 1366, 768
LATE = ("01290", "01294", "01297", "01300", "01324", "01477", "01495", "01603", "01654", "01729")
NEWER, INCOMPLETE, OTHER_PERIOD, CUT, EDITED, SENT_TWICE = "01290", "01294", "01297", "01324", "01603", "01447"
OUTLOOK = "Tình hình ổn định; cần chú ý trộm cắp tài sản tại các điểm du lịch dịp hè."
ALIKE = 40
"""Colours of a smaller squared distance look the same."""
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
        in_few_colours(window.grab().toImage()).save(str(folder / f"{name}.png"))
        print(name, flush=True)

    return take


def in_few_colours(picture: QImage) -> QImage:
    """The picture with a palette, half the size: the commonest colours that differ, the others as the nearest."""
    pixels = memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("B").cast("I")
    kept: list[int] = []
    places: dict[int, int] = {}
    for colour, _ in Counter(pixels).most_common():
        near = min(range(len(kept)), key=lambda each: distance(kept[each], colour), default=None)
        if near is None or (len(kept) < 256 and distance(kept[near], colour) > ALIKE):
            near = len(kept)
            kept.append(colour)
        places[colour] = near
    few = QImage(picture.width(), picture.height(), QImage.Format.Format_Indexed8)
    few.setColorTable(kept)
    for line in range(picture.height()):
        row = pixels[line * picture.width() : (line + 1) * picture.width()]
        few.scanLine(line)[: picture.width()] = bytes(places[colour] for colour in row)  # type: ignore[index]
    return few


def distance(one: int, other: int) -> int:
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (0, 8, 16))


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
    context = context_of(books, NEXT_MORNING, room / "closing")
    recording.write_narrative(books, PERIOD, "TH", "outlook", OUTLOOK)
    window = UnitWindow(context)
    page = window.show_page("closing")
    assert isinstance(page, ClosingView)
    page.form.folder.set_value("E:\\")  # a stick, not a folder of the machine that takes the picture
    page.form.folder.set_complaint(None)
    page.form.folder_box.set_aside("trống 3,1 GB")
    take("04-kiem-tra-va-gui", window)
    window.close()
    books.close()


# Headquarters


def headquarters_screens(room: Path, sample: Path, take: Take) -> None:
    """The evening when the files come in, then the whole province."""
    books = headquarters(room / "hq", sample)
    folder = room / "BAO CAO 6T"
    lay_out_late_files(books, sample, folder, room)
    spread_arrivals(books)
    window = HeadquartersWindow(context_of(books, EVENING, room / "hq"))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.desk.look_at([folder])
    while window.desk.busy():
        settle(50)
    window.desk.took = 4.0
    window.show_page("tonight")
    take("06-toi-nay", window)
    window.show_page("receiving")
    take("07-tiep-nhan", window)
    window.show_page("progress")
    take("08-tien-do", window)
    window.close()
    books.close()


def headquarters(folder: Path, sample: Path) -> Books:
    """A copy of the sample's headquarters."""
    shutil.copytree(sample / sampling.HEADQUARTERS, folder)
    books = keeping.open_books(folder)
    keeping.change_officer(books, "ca 1")
    return books


def lay_out_late_files(books: Books, sample: Path, folder: Path, room: Path) -> None:
    """Undo some packages and lay their files into a folder, some of them spoilt on the way."""
    folder.mkdir()
    codes = {unit.id: unit.code for unit in books.reporting_units()}
    for each in progressing.packages(books, books.period(PERIOD)):
        if codes[each.unit_id] in LATE:
            merging.undo(books, each.package_id)
            shutil.copy(sample / sampling.PACKAGES / each.file_name, folder)
    taking.take(books, [send_again(sample, NEWER, room, complete=True)])
    shutil.copy(send_again(sample, INCOMPLETE, room, complete=False), folder)
    (folder / name_of(INCOMPLETE)).unlink()
    edit_by_hand(folder / name_of(EDITED))
    cut_off(folder / name_of(CUT))
    other = next((sample / sampling.BASE_PACKAGES).glob(f"*{OTHER_PERIOD}*"))
    (folder / name_of(OTHER_PERIOD)).unlink()
    shutil.copy(other, folder / other.name)
    shutil.copy(sample / sampling.PACKAGES / name_of(SENT_TWICE), folder / f"Copy of BC_04_{SENT_TWICE}.xlsx")
    shutil.copy(next(sample.glob("bao-cao-*.docx")), folder / "Ke hoach 45.docx")
    (folder / f"~${name_of(EDITED)}").write_bytes(b"\x05Truc ban".ljust(165, b"\0"))


def name_of(code: str) -> str:
    return f"BC_04_{code}_{PERIOD}_L01.xlsx"


def send_again(sample: Path, code: str, room: Path, complete: bool) -> Path:
    """The unit's second package of the period."""
    shutil.copytree(sample / sampling.UNITS / code, room / code)
    books = keeping.open_books(room / code)
    books.clock = lambda: "2020-06-16T16:20:00"
    recording.write_narrative(books, PERIOD, "TH", "outlook", OUTLOOK)
    path = exporting.export(books, books.period(PERIOD), room, complete).path
    books.close()
    return path


def edit_by_hand(path: Path) -> None:
    """Change three cells as a clerk does in Excel."""
    book = load_workbook(path)
    for sheet, cell, value in (("Vụ việc", "J3", 8), ("Tuyên truyền", "F3", 95), ("Tuyên truyền", "E4", "Bản Gun")):
        book[sheet][cell] = value
    book.save(path)


def cut_off(path: Path) -> None:
    """A stick pulled out too early."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])


def spread_arrivals(books: Books) -> None:
    """Files came in over the afternoon and the evening."""
    with books.db.begin() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM package WHERE NOT sent ORDER BY file_name").all()
        for place, (number,) in enumerate(rows):
            minutes = place * 61 % len(rows) * 330 // len(rows)
            at = (EVENING - timedelta(minutes=minutes)).isoformat()
            connection.exec_driver_sql("UPDATE package SET received = ? WHERE id = ?", (at, number))


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
