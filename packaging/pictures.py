"""Takes the pictures of the guide: every screen at 1366×768, on a sample province, on a fixed evening.

`.venv/bin/python packaging/pictures.py [SAMPLE_DIR] [--into DIR] [--height 697]`; without a sample it makes one.
To look at other screens: `--theme dark --scale 150 --into DIR`, of the same 1366×768 pixels.
"""

import argparse
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from types import TracebackType

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import picture_books as books_for  # noqa: E402
import picture_catalogue  # noqa: E402
import picture_keeping as keeping_pictures  # noqa: E402
import picture_locks  # noqa: E402
import picture_odds as odds  # noqa: E402
from picture_books import AFTERNOON, EVENING, LATE_EVENING, MONTH, NEXT_MORNING, PERIOD, context_of  # noqa: E402
from picture_camera import HEIGHT, WIDTH, Take, camera, settle  # noqa: E402
from picture_old import old_screens  # noqa: E402
from picture_report import report_screens  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desktop.base.progress import Silent  # noqa: E402
from desktop.kit import theme  # noqa: E402
from desktop.services import asking, keeping, sampling  # noqa: E402
from desktop.services.arrivals import Verdict  # noqa: E402
from desktop.services.books import Books  # noqa: E402
from desktop.ui.checking.check_view import CheckView  # noqa: E402
from desktop.ui.context import Place  # noqa: E402
from desktop.ui.first_run import FirstRun  # noqa: E402
from desktop.ui.headquarters.conference_view import ConferenceView  # noqa: E402
from desktop.ui.headquarters.places import Spot  # noqa: E402
from desktop.ui.headquarters.progress_view import ProgressView  # noqa: E402
from desktop.ui.headquarters.receiving_view import ReceivingView  # noqa: E402
from desktop.ui.headquarters.summary_view import SummaryView  # noqa: E402
from desktop.ui.headquarters.window import HeadquartersWindow  # noqa: E402
from desktop.ui.unit.closing_view import ClosingView  # noqa: E402
from desktop.ui.unit.joining_view import JoiningView  # noqa: E402
from desktop.ui.unit.window import UnitWindow  # noqa: E402

SCALES = (100, 125, 150, 175, 200)
GUIDE = HOME / "resources" / "guide"

AFTER_CONFERENCE = datetime(2020, 7, 8, 8, 15)
QUESTIONS = ("Số vụ trộm cắp giảm mạnh so với cùng kỳ, đã đối chiếu sổ chưa?", "Còn nguồn tin nào chưa giải quyết?")


def main() -> int:
    """Prepare the books, show each screen, keep its picture."""
    wanted = _wanted()
    os.environ["QT_SCALE_FACTOR"] = str(wanted.scale / 100)
    app = QApplication(["giaoban"])
    app.setCursorFlashTime(0)  # a blinking caret is there in one picture and not in the next
    theme.install(app, wanted.theme)
    faults = tell_faults()
    wanted.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="giaoban-pictures-") as scratch:
        room = Path(scratch)
        sample = wanted.sample or sampling.make(room / "sample", None, PERIOD, Silent()).folder
        take = camera(wanted.into, wanted.height, wanted.scale)
        first_run(room, take)
        unit_screens(room, sample, take)
        evening_screens(room, sample, take)
        province_screens(room, sample, take)
        odd_screens(room, sample, take)
        picture_locks.lock_screens(room, take)
        task_screens(room, sample, take)
        picture_catalogue.screens(room, sample, take)
        keeping_pictures.screens(room, sample, take)
        if wanted.theme == "light":
            dark(app, room, take)
    return int(bool(faults))


def tell_faults() -> list[BaseException]:
    """Faults of the screens, which Qt would only print: a picture of a broken screen is none."""
    faults: list[BaseException] = []

    def hear(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        faults.append(error)
        sys.__excepthook__(kind, error, where)

    sys.excepthook = hear
    return faults


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sample", nargs="?", type=Path, help="a finished sample province; it is not changed")
    parser.add_argument("--into", type=Path, default=GUIDE)
    parser.add_argument("--height", type=int, default=HEIGHT)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--scale", type=int, choices=SCALES, default=100, help="percent, as Windows calls it")
    wanted = parser.parse_args()
    if (wanted.theme, wanted.scale) != ("light", 100) and wanted.into == GUIDE:
        parser.error("the guide shows light screens at 100 %: name another folder with --into")
    return wanted


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
    books = books_for.unit_at_work(sample, room / "unit")
    context = context_of(books, AFTERNOON, room / "unit")
    draft = books_for.write_afternoon(books)
    window = UnitWindow(context)
    take("01-hom-nay", window)
    window.go(Place("records", record=draft))
    take("02-so-cong-tac", window)
    window.go(Place("figures", indicator="GT.08", month=MONTH))
    take("03-so-lieu-ky", window)
    window.close()
    books.close()
    closing_screen(room, sample, take)


def closing_screen(room: Path, sample: Path, take: Take) -> None:
    """All that is left is the file; one was sent before and something changed since."""
    books = books_for.unit_that_sent(sample, room / "closing")
    context = context_of(books, NEXT_MORNING, room / "closing")
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


def evening_screens(room: Path, sample: Path, take: Take) -> None:
    """The evening when the files come in."""
    books = books_for.headquarters(room / "evening", sample)
    folder = room / "BAO CAO 6T"
    books_for.lay_out_late_files(books, sample, folder, room)
    books_for.spread_arrivals(books)
    window = HeadquartersWindow(context_of(books, EVENING, room / "evening"))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.desk.look_at([folder])
    settle()
    window.desk.took = 4.0
    for name, page in (("06-toi-nay", "tonight"), ("07-tiep-nhan", "receiving"), ("08-tien-do", "progress")):
        window.show_page(page)
        take(name, window)
    progress = window.show_page("progress")
    assert isinstance(progress, ProgressView)
    progress.choose_part("periods")
    take("08b-cac-ky", window)
    window.go(Spot("decisions", filter="quality"))
    take("12d-nen-hoi", window)
    window.close()
    books.close()


def province_screens(room: Path, sample: Path, take: Take) -> None:
    """All units have reported: read, trace, write."""
    books = books_for.headquarters(room / "province", sample)
    window = HeadquartersWindow(context_of(books, LATE_EVENING, room / "province"))
    window.resize(WIDTH, HEIGHT)
    window.show()
    page = window.show_page("summary")
    assert isinstance(page, SummaryView)
    take("09-tong-hop", window)
    page.choose_part("indicators")
    take("09b-bang-chi-tieu", window)
    window.go(Place("summary", indicator="TX.03"))
    page.indicators.ask_source()
    settle()
    page.indicators.source.units.opened.emit(page.indicators.source.units.current_key())
    take("09c-nguon-so-lieu", window)
    page.choose_part("units")
    take("09d-theo-don-vi", window)
    reading_screens(page, window, take)
    check = window.show_page("check")
    assert isinstance(check, CheckView)
    spoilt = books_for.spoilt_report(books, room)
    check.open_file(spoilt)
    settle()
    assert check.desk is not None
    check.choose(check.desk.findings()[-1])
    take("10-soat-so-lieu", window)
    report_screens(window, spoilt, take, settle)
    window.close()
    books.close()


def reading_screens(page: SummaryView, window: HeadquartersWindow, take: Take) -> None:
    """The same figures ranked, crossed, and by the boundaries of today."""
    page.choose_part("ranking")
    take("09f-xep-hang", window)
    page.choose_part("pivot")
    page.pivot.choose("TH.01", "by:offence", "month")
    take("09g-bang-cheo", window)
    page.choose_part("overview")
    page.choose_boundaries("now")
    take("09h-dia-gioi-nay", window)
    page.choose_boundaries("told")


# Tasks and conference


def task_screens(room: Path, sample: Path, take: Take) -> None:
    """What a unit has to do, and what headquarters sees of it after the conference."""
    books = books_for.unit_at_work(sample, room / "tasks")
    context = context_of(books, AFTERNOON, room / "tasks")
    books_for.add_tasks(books)
    window = UnitWindow(context)
    window.show_page("tasks")
    take("16-nhiem-vu", window)
    window.close()
    books.close()
    books = books_for.headquarters(room / "conference", sample)
    window = HeadquartersWindow(context_of(books, AFTER_CONFERENCE, room / "conference"))
    page = window.show_page("conference")
    assert isinstance(page, ConferenceView)
    take("17-hoi-nghi", window)
    page.open_tab("tasks")
    page.tasks.table.select_position(1)
    take("17b-theo-doi-nhiem-vu", window)
    page.open_tab("news")
    take("17c-tin-hoi-nghi", window)
    for unit, text in zip(books.reporting_units(), QUESTIONS, strict=False):
        asking.ask(books, unit.id, books.period(PERIOD), "section:TH", text)
    window.go(Spot("decisions", filter="questions"))
    take("12e-da-hoi-don-vi", window)
    window.close()
    books.close()


# What only a person can settle


def odd_screens(room: Path, sample: Path, take: Take) -> None:
    """Questions of files, conflicts, corrections, the freeze; then a unit that joins its two laptops."""
    books = books_for.headquarters(room / "odd", sample)
    folder = room / "TEP LA"
    folder.mkdir()
    odds.lay_out_odd_files(books, sample, folder, room)
    odds.let_laptops_disagree(books, sample, room)
    corrected = odds.correct_some(books)
    answered = odds.unit_with_reply(books, sample, room, corrected)
    books_for.spread_arrivals(books)
    window = HeadquartersWindow(context_of(books, LATE_EVENING, room / "odd"))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.desk.look_at([folder])
    settle()
    question_screens(window, take)
    decision_screens(window, take)
    freeze_screens(window, take)
    window.close()
    books.close()
    joining_screens(room, take)
    reply_screens(answered, take)
    old_screens(room, take, settle)


def question_screens(window: HeadquartersWindow, take: Take) -> None:
    """One file a question, then the log of all."""
    page = window.show_page("receiving")
    assert isinstance(page, ReceivingView)
    asked = {"07b-khoa-moi": Verdict.NEW_KEY, "07c-nhan-dang": Verdict.UNIDENTIFIED, "07e-can-cap-nhat": Verdict.NEWER}
    for name, verdict in asked.items():
        page.list.go_to(window.desk.of(verdict)[0].key)
        take(name, window)
    page.choose_part("log")
    take("07d-nhat-ky", window)


def decision_screens(window: HeadquartersWindow, take: Take) -> None:
    """One case told twice, records at odds, and what was corrected."""
    window.go(Spot("decisions", filter="pairs"))
    take("12a-vu-trung", window)
    window.go(Spot("decisions", filter="conflicts"))
    take("12b-xung-dot", window)
    window.go(Spot("decisions", filter="corrections"))
    take("12c-dieu-chinh", window)


def freeze_screens(window: HeadquartersWindow, take: Take) -> None:
    """The question in place."""
    page = window.show_page("summary")
    assert isinstance(page, SummaryView)
    settle()
    page.ask_freeze()
    take("09e-chot", window)


def joining_screens(room: Path, take: Take) -> None:
    """The first laptop looks at the file of the second one."""
    books = keeping.open_books(room / "may 1")
    window = UnitWindow(context_of(books, AFTERNOON, room / "may 1"))
    page = window.show_page("joining")
    assert isinstance(page, JoiningView)
    page.take(next((room / "goi 1").iterdir()))
    take("15-gop-hai-may", window)
    window.close()
    books.close()


def reply_screens(books: Books, take: Take) -> None:
    """What headquarters wants of a unit."""
    window = UnitWindow(context_of(books, AFTERNOON, books.folder))
    window.show_page("replies")
    take("14-phan-hoi", window)
    window.close()
    books.close()


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
