"""Books on a fixed evening for the pictures of the guide, made from copies of a sample province."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook

from desktop.base.settings import Settings
from desktop.domain.findings import Mend, Place
from desktop.domain.records import RecordDraft, Values
from desktop.services import (
    closing,
    exporting,
    keeping,
    merging,
    progressing,
    recording,
    reporting,
    reviewing,
    sampling,
    taking,
    tasking,
)
from desktop.services.books import Books
from desktop.ui.context import Announcements, Context

PERIOD, MONTH, UNIT = "2020-H1", 202006, "01495"
AFTERNOON, EVENING = datetime(2020, 6, 15, 14, 32, 7), datetime(2020, 6, 16, 20, 42, 18)
NEXT_MORNING, LATE_EVENING = datetime(2020, 6, 16, 10, 5, 12), datetime(2020, 6, 16, 22, 12, 5)
LATE = ("01290", "01294", "01297", "01300", "01324", "01477", "01495", "01603", "01654", "01729")
NEWER, INCOMPLETE, OTHER_PERIOD, CUT, EDITED, SENT_TWICE = "01290", "01294", "01297", "01324", "01603", "01447"
OUTLOOK = "Tình hình ổn định; cần chú ý trộm cắp tài sản tại các điểm du lịch dịp hè."


def stopped_at(moment: str) -> Callable[[], str]:
    """A clock that always says the same."""
    return lambda: moment


def context_of(books: Books, now: datetime, folder: Path) -> Context:
    """The books on the fixed day, with settings of their own."""
    books.clock = stopped_at(now.isoformat())
    settings = Settings(folder / "settings.json")
    settings.put("period", PERIOD)
    return Context(books, settings, Announcements(), lambda: now)


# The unit


def unit_at_work(sample: Path, folder: Path) -> Books:
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


def unit_that_sent(sample: Path, folder: Path) -> Books:
    """A unit that sent its file and then changed something."""
    shutil.copytree(sample / sampling.UNITS / UNIT, folder)
    books = keeping.open_books(folder)
    books.clock = stopped_at(NEXT_MORNING.isoformat())
    recording.write_narrative(books, PERIOD, "TH", "outlook", OUTLOOK)
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
        books.clock = stopped_at(f"2020-06-15T{clock}:00")
        recording.record(books, RecordDraft(kind, values))
    books.clock = stopped_at(AFTERNOON.isoformat())
    return recording.record(books, RecordDraft("case", DRAFT), final=False).uid


OWN_TASKS = (
    ("Tuyên truyền phòng cháy rừng tại các bản vùng cao", date(2020, 6, 12), "Phương án 02/PA-CAX", 60),
    ("Rà soát người tạm trú tại các nhà nghỉ ở điểm du lịch", date(2020, 6, 17), "Kế hoạch 11/KH-CAX", 30),
)


def add_tasks(books: Books) -> None:
    """What the unit set itself: one is late, one is pressing."""
    for title, due, source, reached in OWN_TASKS:
        uid = tasking.add(books, books.period(PERIOD), title, due, source)
        tasking.change(books, uid, reached=reached)
        tasking.note(books, uid, "Đã làm tại Bản Giốc, Bản Rạ; còn các xóm ở xa.", date(2020, 6, 9))


# Headquarters


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
    books.clock = stopped_at("2020-06-16T16:20:00")
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


SLIPS = (("đạt tỷ lệ 89,4%", "đạt tỷ lệ 88,9%"), ("giảm 10 vụ", "tăng 10 vụ"), ("38 vụ, làm chết", "48 vụ, làm chết"))


def spoilt_report(books: Books, room: Path) -> Path:
    """The half-year report as a tired hand might leave it: three slips that nobody noticed."""
    written = reporting.write(books, books.period(PERIOD), room / "bao cao.docx", None).path
    text = reviewing.open_file(written)
    slips = []
    for right, wrong in SLIPS:
        number, words = next((n, each.text) for n, each in enumerate(text.passages) if right in each.text)
        start = words.index(right)
        slips.append(Mend(Place(number, start, start + len(right)), wrong))
    return reviewing.save(text, slips, room / "Bao cao so ket 6 thang 2020.docx")
