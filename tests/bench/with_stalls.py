"""What holds the window up: a walk over all pages of a full headquarters and a full unit, the longest stall of each.

`python -m tests.bench --only-stalls` makes the books and walks;
`python -m tests.bench.with_stalls hq|hq-at-once|unit HOME`
walks over a copy of books that are there.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.services import keeping
from desktop.services.books import Books
from tests.bench import making
from tests.bench.cells import Work

MOST_MS = 50
MORE, TONIGHT = 6, datetime(2020, 6, 16, 20, 42)
CODE, WORDS = "TH.01", "trom cap"
CLAIMS, LONG = Path(__file__).parents[1] / "checking" / "claims", 1
Step = tuple[str, Callable[[], object]]
Found = dict[str, tuple[float, float, str]]


def nobody_looks(_: str) -> None:
    """Only the stalls are asked for."""


def walk(which: str, home: str, stick: str = "") -> Work:
    """Milliseconds of the processor and of the clock by what a person does, and where the window stood."""
    return lambda: walked(which, Path(home), Path(stick) if stick else None)


def walked(which: str, home: Path, stick: Path | None, look: Callable[[str], object] = nobody_looks) -> Found:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from desktop.base import calm
    from desktop.base.settings import Settings
    from desktop.kit import jobs, theme
    from desktop.ui.context import Announcements, Context
    from desktop.ui.opening import OpeningWindow
    from tests.bench.pulse import Pulse

    calm.begin()  # as the front door does
    application = QApplication.instance() or QApplication(["giaoban"])
    assert isinstance(application, QApplication)
    theme.install(application)
    with tempfile.TemporaryDirectory(prefix="giaoban-walk-", dir=home.parent) as room:
        books = keeping.open_books(Path(shutil.copytree(home, Path(room) / "books")))
        settings = Settings(Path(room) / "settings.json")
        settings.put("export_folder", room)
        context = Context(books, settings, Announcements(), lambda: TONIGHT)
        context.open_period(books.period(making.PERIOD))
        pulse, found = Pulse(jobs.busy), {}
        frame = OpeningWindow(room)  # as at the front door: it stands while the books are opened
        shown(frame)
        application.processEvents()
        frame.close()
        steps = {"hq": headquarters, "hq-at-once": impatient, "unit": unit}[which](context, Path(room), stick)
        for name, action in steps:
            try:
                stall = pulse.stall(action)
                found[name] = (stall.cpu, stall.clock, stall.where)
            except Exception as error:
                found[name] = (0.0, 0.0, f"not done: {type(error).__name__}: {error}")
            look(name)
        jobs.wait_for_all()
        books.close()
    return found


def impatient(context: Any, room: Path, stick: Path | None) -> Iterator[Step]:
    """All pages of a headquarters by somebody who does not wait until they are made."""
    from desktop.ui.headquarters.window import HeadquartersWindow

    made: list[Any] = []
    yield "open the window", lambda: made.append(opened_window(HeadquartersWindow, context))
    window = made[0]
    for key in window.page_keys():
        yield f"page {key}", lambda key=key: window.ask_page(key)  # type: ignore[misc]
    yield "close the window", window.close


def headquarters(context: Any, room: Path, stick: Path | None) -> Iterator[Step]:
    """An evening at headquarters."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from desktop.ui.headquarters.places import Spot
    from desktop.ui.headquarters.window import HeadquartersWindow

    made: list[Any] = []
    yield "open the window", lambda: made.append(opened_window(HeadquartersWindow, context))
    window = made[0]
    yield "make the pages ahead", lambda: made_ahead(window)
    yield from pages(window)
    window.show_page("summary")
    summary, books = window.page("summary"), context.books
    area = books.reporting_units()[0]
    yield "summary: drill down into a card", lambda: summary.overview.ask_card(CODE)
    yield "summary: open the rows of a unit", lambda: opened(summary.overview.source.units)
    yield "summary: another indicator", lambda: (summary.picker.set_value("TX.03"), summary.reload())
    for part in ("indicators", "units", "ranking", "pivot", "overview"):
        yield f"summary: {part}", lambda part=part: summary.choose_part(part)  # type: ignore[misc]
    yield "summary: search an indicator", lambda: typed(summary.indicators.search, WORDS)
    yield "search: a unit's name", lambda: window.strip.search_entered.emit(area.name)
    yield "search: words", lambda: window.strip.search_entered.emit(WORDS)
    yield from correction(summary)
    yield from decisions(window, Spot)
    yield "progress: a unit", lambda: window.go(Spot("progress", unit=area.uid))
    yield "progress: all periods", lambda: window.page("progress").choose_part("periods")
    yield from lists(window)
    yield from conference(window)
    yield from check(window, room)
    if stick is not None:
        receiving = window.show_page("receiving")
        yield "import: look at a folder", lambda: receiving.take([stick])
        yield "import: merge it", receiving.merge
        yield "import: undo one package", receiving.undo
    yield "freeze: ask", lambda: (window.show_page("summary"), summary.freeze.click())
    yield "freeze: yes", lambda: summary.freeze_bar.yes.click()
    report = window.show_page("report")
    yield "report: made anew", report.arrived
    yield "report: write it", lambda: report.out.write_report(room / "bao cao.docx")
    yield "report: a figure's source", lambda: report.paper.ask(_figure(report))
    keys = QTest.keyClick
    yield "report: next gap", lambda: keys(report.paper, Qt.Key.Key_F8)
    yield "backup: now", lambda: back_up(window, "settings")
    yield "close the window", window.close


def pages(window: Any) -> Iterator[Step]:
    """Every page for the first time, and once more."""
    for again in ("", ", again"):
        for key in window.page_keys():
            yield f"page {key}{again}", lambda key=key: window.show_page(key)  # type: ignore[misc]


def correction(summary: Any) -> Iterator[Step]:
    """From an indicator down to a record, which is corrected."""
    source = summary.indicators.source
    yield (
        "correction: an indicator's source",
        lambda: (
            summary.choose_part("indicators"),
            typed(summary.indicators.search, ""),
            summary.indicators.go_to("TX.03"),
            summary.indicators.ask_source(),
        ),
    )
    yield "correction: open the rows", lambda: opened(source.units)
    yield "correction: open the form", lambda: source.correct.click()
    yield (
        "correction: save",
        lambda: (
            source.form.value.set_value((source.form.value.value() or 0) + 4),
            source.form.reason.set_value("đếm lại theo hồ sơ"),
            source.form.save.click(),
        ),
    )


def decisions(window: Any, spot: Any) -> Iterator[Step]:
    """Pairs and conflicts."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    view = window.show_page("decisions")
    yield "decisions: link a pair", lambda: QTest.keyClick(view.pairs.waiting, Qt.Key.Key_1)
    yield "decisions: keep a pair apart", lambda: QTest.keyClick(view.pairs.waiting, Qt.Key.Key_2)
    for part in ("conflicts", "corrections", "questions", "quality"):
        yield f"decisions: {part}", lambda part=part: window.go(spot("decisions", filter=part))  # type: ignore[misc]
    yield "decisions: back to conflicts", lambda: window.go(spot("decisions", filter="conflicts"))
    yield "decisions: decide a conflict", lambda: QTest.keyClick(view.conflicts.waiting, Qt.Key.Key_2)


def lists(window: Any) -> Iterator[Step]:
    """The lists of the catalogue and the register of units."""
    view = window.show_page("catalogue")
    for tab in [each.key for each in view.tabs._tabs]:
        yield f"catalogue: {tab}", lambda tab=tab: view.open_tab(tab)  # type: ignore[misc]
    yield "catalogue: search a unit", lambda: typed(view.part().search, WORDS)
    yield "catalogue: search nothing", lambda: typed(view.part().search, "")


def conference(window: Any) -> Iterator[Step]:
    """A conference, its tasks, its news."""
    view = window.show_page("conference")
    yield "conference: a new one", view._on_begin
    for tab in ("tasks", "news", "record"):
        yield f"conference: {tab}", lambda tab=tab: view.open_tab(tab)  # type: ignore[misc]


def check(window: Any, room: Path) -> Iterator[Step]:
    """A long text: everything that was published, several times over."""
    view, path = window.show_page("check"), room / "dai.txt"
    texts = sorted(CLAIMS.glob("*.txt"))
    path.write_text("\n".join(each.read_text("utf-8") for each in texts for _ in range(LONG)), "utf-8")
    yield "check: a long text", lambda: view.open_file(path)
    yield "check: the next finding", lambda: view.choose(view.desk.after(0))


def unit(context: Any, room: Path, _: Path | None) -> Iterator[Step]:
    """A day and a period's end in a unit."""
    from desktop.ui.context import Place
    from desktop.ui.unit.window import UnitWindow

    made: list[Any] = []
    yield "open the window", lambda: made.append(opened_window(UnitWindow, context))
    window = made[0]
    yield "make the pages ahead", lambda: made_ahead(window)
    yield from pages(window)
    records = window.show_page("records")
    yield "record: a new one", lambda: window.go(Place("records", new_kind="patrol"))
    form = records.form
    for name, value in (("held_on", datetime(2020, 6, 2).date()), ("route", "Tuyến quốc lộ"), ("officers", 4)):
        yield f"record: type {name}", lambda name=name, value=value: type_field(form, name, value)  # type: ignore[misc]
    yield "record: keep the draft", form.autosave
    yield "record: finish", lambda: (type_field(form, "patrol_kind", "chung"), form.finish())
    for end in (1, 3, len(WORDS)):
        yield f"list: search {WORDS[:end]!r}", lambda end=end: typed(records.list.search, WORDS[:end])  # type: ignore[misc]
    yield "list: search nothing", lambda: typed(records.list.search, "")
    for key in ("hamlet", "kind", "day"):
        yield f"list: sort by {key}", lambda key=key: records.list.table.sort_asked.emit(key, True)  # type: ignore[misc]
    last = records.list.model.rowCount
    yield "list: jump to the end", lambda: records.list.table.select_position(last() - 1)
    yield "list: open a record", lambda: opened(records.list.table)
    yield "search everywhere", lambda: window.strip.search_entered.emit(WORDS)
    closing = window.show_page("closing")
    yield "export: look at the checklist", closing.arrived
    closing.form.confirm.set_value(True)
    yield "export: write the package", lambda: closing.form.start(complete=False)
    yield "backup: now", lambda: back_up(window, "keeping")
    yield "close the window", window.close


def shown(window: Any) -> Any:
    window.resize(1366, 768)
    window.show()
    return window


def opened_window(kind: Any, context: Any) -> Any:
    """As the front door does: the window, then its first page."""
    from PySide6.QtCore import QTimer

    window = shown(kind(context, at_once=False))
    QTimer.singleShot(0, window, window.begin)
    return window


def made_ahead(window: Any) -> None:
    """As the front door does; every step counts, and the first showings after it."""
    window.make_ahead()


def opened(table: Any) -> None:
    """Enter on the row that is chosen."""
    table.opened.emit(table.current_key())


def typed(search: Any, words: str) -> None:
    search.line.setText(words)
    search.edited.emit()


def type_field(form: Any, name: str, value: object) -> None:
    """A value in its field, as when somebody leaves it."""
    field = form._shown().inputs[name]
    field.set_value(value)
    form._on_typed()
    form._on_left(name)


def back_up(window: Any, page: str) -> None:
    view = window.show_page(page)
    view.part("backup")._on_now()


def _figure(report: Any) -> Any:
    return next(each for each in report.paper.figures() if CODE in each.origin.indicators)


def fill(home: str, packages: int, rows: int) -> Work:
    """Books of a headquarters, with two records at odds; and a stick with files of another year."""
    return lambda: filled(Path(home), packages, rows)


def filled(home: Path, packages: int, rows: int) -> int:
    from tests.bench.with_giaoban import merge_folder

    merged = merge_folder(making.fill(home.parent / "packages", packages, rows).parent, home)
    return merged + quarrel(home)


def quarrel(home: Path) -> int:
    """Let a unit's two laptops tell two records differently; make files that have not come yet."""
    from desktop.services import taking
    from tests.services.machines import two_laptops

    (home.parent / "laptops").mkdir()
    laptops = two_laptops(home.parent / "laptops")
    books: Books = keeping.open_books(home)
    taking.take(books, [laptops.before, *laptops.packages], "marked")
    books.close()
    making.fill(home.parent / "year before" / "stick", MORE, 2000, making.YEAR_BEFORE)
    return 0


def show(title: str, found: Found) -> bool:
    """Print the longest first; whether none is too long."""
    print(f"\n{title}: longest stall of the window, CPU and clock, ms")
    for name, (cpu, clock, where) in sorted(found.items(), key=lambda each: -each[1][0]):
        print(f"  {'!' if cpu > MOST_MS else ' '} {name:36}{cpu:8.0f}{clock:8.0f}   {where}")
    late = [cpu for cpu, *_ in found.values() if cpu > MOST_MS]
    print(f"  {len(found) - len(late)} of {len(found)} actions within {MOST_MS} ms")
    return not late


if __name__ == "__main__":
    show(sys.argv[1], walked(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None))
