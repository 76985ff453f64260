"""A unit's daily screens over a full book: open the list, search by keystrokes, jump to its end, type into the grid."""

import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path

from desktop.services import keeping, recording
from desktop.services.books import Books
from desktop.services.sample_plan import reporting_units
from tests.bench import wide
from tests.bench.cells import Work
from tests.bench.making import PERIOD, unit_books

WORDS = ("trom cap ban gioc", "huyen xac minh", "tuan tra dem", "le hoi", "vv-01495-2020-0042")
JUMPS, FIGURES, BATCH, HALVES = 12, 30, 5000, 20
DAY = datetime(2020, 6, 15, 14, 32)
Costs = dict[str, float]


def fill(home: str, records: int) -> Work:
    """So many records in the books of one unit."""
    return lambda: filled(Path(home), records)


def filled(home: Path, records: int) -> int:
    books = unit_books(home, reporting_units()[0])
    rows = wide.rows(books, books.period(PERIOD))
    for start in range(0, records, BATCH):
        recording.record_many(books, list(islice(rows, min(BATCH, records - start))))
    books.close()
    return records


def fill_years(home: str, records: int) -> Work:
    """So many records over the ten years up to the period, as many in each half-year."""
    return lambda: filled_years(Path(home), records)


def filled_years(home: Path, records: int) -> int:
    books = unit_books(home, reporting_units()[0])
    period = books.period(PERIOD)
    for _ in range(HALVES):
        recording.record_many(books, list(islice(wide.rows(books, period), records // HALVES)))
        period = period.previous()
    books.close()
    return records


def ours(home: str) -> Work:
    """Milliseconds of the processor by what a person does; nothing but painting waits for its turn."""
    books = keeping.open_books(Path(home))
    return lambda: measured(books)


def measured(books: Books) -> Costs:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from desktop.base.settings import Settings
    from desktop.kit import theme
    from desktop.ui.context import Announcements, Context

    application = QApplication.instance() or QApplication(["giaoban"])
    assert isinstance(application, QApplication)
    theme.install(application)
    context = Context(books, Settings(books.folder / "settings.json"), Announcements(), lambda: DAY)
    context.open_period(books.period(PERIOD))
    return {**list_costs(context, application.processEvents), **grid_costs(context, application.processEvents)}


def list_costs(context: object, turn: Callable[[], object]) -> Costs:
    from desktop.ui.unit.record_list import RecordList

    shown = RecordList(context)  # type: ignore[arg-type]
    shown.resize(700, 600)
    shown.show()
    turn()
    opened = took(lambda: (shown.reload(), turn(), all_there(turn)))
    ends = []
    for jump in range(JUMPS):
        shown.model._blocks.clear()  # as when somebody comes there for the first time
        place = 0 if jump % 2 else shown.model.rowCount() - 1
        ends.append(took(lambda place=place: (shown.table.select_position(place), turn())))
    keys = []
    for words in WORDS:
        for end in range(1, len(words) + 1):
            shown.search.set_value(words[:end])
            keys.append(took(lambda: (shown.answer(), turn())))
    return {"open": opened, "end": statistics.median(ends), "key": late(keys)}


def all_there(turn: Callable[[], object]) -> None:
    """The lines that follow the first ones, and the counts: the job's time counts too, waiting for it does not."""
    from desktop.kit import jobs

    while jobs.busy():
        time.sleep(0.005)
        turn()


def grid_costs(context: object, turn: Callable[[], object]) -> Costs:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from desktop.ui.unit.figure_view import FigureView

    page = FigureView(context)  # type: ignore[arg-type]
    page.resize(1166, 600)
    page.show()
    page.arrived()
    codes = [row.indicator.code for row in page._rows() if not row.derived]
    keys = []
    for place in range(FIGURES):
        page.go_to(codes[place % len(codes)])
        page._settled.stop()
        turn()
        QTest.keyClick(page.table, "4")
        editor = next(each for each in page.table.findChildren(QLineEdit) if each.isVisible())
        turn()
        keys.append(took(lambda editor=editor: (QTest.keyClick(editor, "2"), turn())))
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        turn()
    return {"paint": late(keys)}


def took(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def late(costs: list[float]) -> float:
    """The 95th of a hundred."""
    return sorted(costs)[int(len(costs) * 0.95) - 1]
