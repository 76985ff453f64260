"""Tiến độ: who has sent, who is missing, whom to call."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.deadlines import deadline_of
from desktop.kit import jobs, messages, theme
from desktop.kit.block_table import Column, LedgerTable, RowsModel
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.cards import Card
from desktop.kit.frame import Page, Shell, Split
from desktop.kit.marks import Mark
from desktop.kit.stack import Stack
from desktop.services import calling, completing, progressing
from desktop.services.completing import Answers
from desktop.services.progressing import Completeness, UnitStanding
from desktop.ui import period_words, words
from desktop.ui.context import Context, Place
from desktop.ui.headquarters import call_sheet
from desktop.ui.headquarters.call_facts import Call, calls
from desktop.ui.headquarters.call_list import CallList
from desktop.ui.headquarters.calls import called, note_call
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.mark_legend import MarkLegend
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.progress_matrix import ProgressMatrix, Slots, periods_shown
from desktop.ui.headquarters.progress_rows import mark_counts, mark_rows, table_line
from desktop.ui.headquarters.standing_marks import MarkPlaces, StandingMarks
from desktop.ui.troubles import sentence

SIDE = 292
FILTERS = {
    "clean": frozenset({Mark.PASSED}),
    "warned": frozenset({Mark.WARNING}),
    "odd": frozenset({Mark.PARTLY, Mark.HAND_EDITED}),
    "missing": frozenset({Mark.MISSING}),
}


class ProgressView(Page):
    """Overview of marks, the table of one area, the calls."""

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__(self.tr("Tiến độ"))
        self._context, self._desk = context, desk
        self._found: Completeness | None = None
        self._small = False
        self.legend = MarkLegend()
        self.marks, self.table, self.calls = StandingMarks(), LedgerTable(), CallList()
        self.model = RowsModel(self._columns())
        self.table.setModel(self.model)
        self.overview, self.area = Card(), Card()
        self._calls: list[Call] = []
        self._answers: dict[int, Answers] = {}
        self._slots: Slots = {}
        self.matrix, self.stack = ProgressMatrix(context.books), Stack()
        now, periods = ("now", self.tr("Kỳ này")), ("periods", self.tr("Các kỳ"))
        self.switch = self.header.add_action(SegmentSwitch([now, periods]))
        self.copy = self.header.add_action(KeyButton(self.tr("Chép"), "Ctrl+E", icon="copy"))
        self.pdf = self.header.add_action(KeyButton(self.tr("Lưu PDF"), icon="download"))
        self.print = self.header.add_action(
            KeyButton(self.tr("In danh sách gọi"), "Ctrl+P", kind="primary", icon="printer")
        )
        self._furnish()
        self._connect()

    def arrived(self) -> None:
        """Look again; the keyboard goes to the first missing unit."""
        self.reload()
        if not self.marks.hasFocus():
            self.marks.go_to_first(FILTERS["missing"])
            self.marks.setFocus()

    def seek(self, place: Place) -> None:
        """Stand on a unit, or on the first one of a standing."""
        if isinstance(place, Spot) and place.unit:
            self.marks.go_to(place.unit)
        elif isinstance(place, Spot) and place.filter in FILTERS:
            self.marks.go_to_first(FILTERS[place.filter])

    def places(self) -> MarkPlaces | None:
        """Ctrl+F walks all units, not only those of the area below."""
        return MarkPlaces(self.marks) if self.switch.current() == "now" else None

    def reload(self) -> None:
        """Look at everything again."""
        books, period = self._context.books, self._context.period
        self._found = found = progressing.completeness(books, period)
        rows = mark_rows(books, found, self._desk.by_unit())
        self.marks.set_rows(rows)
        self.legend.set_parts(mark_counts(rows))
        self._show_heads(found)
        self._calls = calls(books, found, self._desk.by_unit(), called(self._context), self._context.now())
        self.calls.show_calls(self._calls)
        self.calls.set_units([each.unit for each in found.units if each.package is not None])
        for button in (self.copy, self.pdf, self.print):
            if self._calls:
                button.enable()
            else:
                button.disable(self.tr("Không còn đơn vị nào phải gọi."))
        self._show_area()
        self._look_at_answers()
        self._show_matrix()

    def _look_at_answers(self) -> None:
        """Ten rows of each unit: read off the window's thread, the table fills up."""
        books, period = self._context.books, self._context.period

        def work(_: Progress) -> dict[int, Answers]:
            return completing.answers(books, period)

        def then(found: dict[int, Answers]) -> None:
            if period == self._context.period and found != self._answers:
                self._answers = found
                self._show_area()

        jobs.run(self, self.tr("Đang đọc khai báo"), work, then, writes=False)

    def _show_matrix(self) -> None:
        """All periods of the year, when somebody looks at them."""
        if self.switch.current() != "periods":
            return
        books, now = self._context.books, self._context.now()
        shown = periods_shown(books, self._context.period, now)
        self._slots = completing.slots(books, shown, now)
        came = {key for (_, key, _), slot in self._slots.items() if slot.received}
        kept = [each for each in shown if each.key in came or each == self._context.period]
        self.matrix.show_slots(kept, self._slots)

    def _show_heads(self, found: Completeness) -> None:
        n = len(found.missing)
        told = self.tr("{come}/{all} đơn vị").format(come=found.received, all=found.expected)
        below = self.tr(", gồm {n} đơn vị cấp dưới").format(n=found.below) if found.below else ""
        self.header.set_state(told + below + (self.tr(", {n} còn thiếu").format(n=n) if n else ""))
        title = self.tr("{n} đơn vị, {period}")
        self.overview.set_title(title.format(n=found.expected, period=period_words.label(self._context.period)))
        self.legend.setVisible(not self._small)
        due = deadline_of(self._context.period, self._context.books.catalogue.timetable)
        told = self.tr("Hạn của đơn vị {time} {day}, tính theo giờ máy cấp trên")
        now = self.tr("Cập nhật {time}").format(time=words.clock(self._context.now()))
        self.set_facts([("check", now), ("clock", told.format(time=f"{due:%H:%M}", day=words.short_day(due)))])

    def _show_area(self) -> None:
        row, found = self.marks.current_row(), self._found
        if row is None or found is None:
            return
        shown = {unit.key for unit in row.units}
        units = [each for each in found.units if each.unit.uid in shown]
        key = self.table.current_key()
        due = deadline_of(self._context.period, self._context.books.catalogue.timetable)
        self.model.set_rows(
            [
                table_line(
                    due,
                    each,
                    self._answers.get(each.unit.id) if each.package else None,
                    self._desk.by_unit().get(each.unit.uid),
                )
                for each in units
            ]
        )
        columns = self._columns(self.tr("{area}, {n} đơn vị").format(area=row.name, n=len(units)))
        if columns[0].title != self.model.columns[0].title:
            self.model.set_columns(columns)
        unit = self.marks.current()
        self.table.set_current(unit.key if unit is not None else key)

    def _standing(self, uid: str) -> UnitStanding | None:
        units = self._found.units if self._found is not None else ()
        return next((each for each in units if each.unit.uid == uid), None)

    # What a person does

    def _on_mark(self, uid: str) -> None:
        self._show_area()
        unit, window = self.marks.current(), self.window()
        if unit is not None and isinstance(window, Shell):
            window.status.say(unit.words)

    def _on_opened(self, uid: object) -> None:
        """A unit with a file in hand leads to that file, else to its own figures."""
        standing = self._standing(str(uid))
        if standing is None:
            return
        in_hand = self._desk.by_unit().get(standing.unit.uid)
        if in_hand is not None:
            self._context.go(Spot("receiving", file=in_hand.key))
        elif standing.package is None:
            self.calls.queue.set_current(standing.unit.uid)
            self.calls.queue.setFocus()
        else:
            self._context.go(Spot("summary", unit=standing.unit.uid))

    def _on_called(self, uid: str) -> None:
        note_call(self._context, uid)
        self.reload()

    def _on_noted(self, uid: str, words_: str) -> None:
        calling.remark(self._context.books, self._context.period, uid, words_)
        self.reload()

    def _on_letter(self, uid: str, letter: str) -> None:
        standing = self._standing(uid)
        if letter == "G" and standing is not None and standing.package is None:
            self._on_called(uid)

    def _on_code(self, typed: str) -> None:
        wanted = typed.upper().replace("-", "").replace(" ", "")
        packages = progressing.packages(self._context.books)
        found = next((each for each in packages if each.code.replace("-", "") == wanted), None)
        self.calls.answer_code(found, self._context.books.units[found.unit_id].name if found else "")

    def _on_copy(self) -> None:
        """The call list as text, for a message or a sheet of paper."""
        if not self._calls:
            return
        lines = ["\t".join((each.unit.name, each.area, each.unit.phone, *each.sentences)) for each in self._calls]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.notice.tell(self.tr("Đã chép {n} đơn vị, dán vào Excel hoặc tin nhắn.").format(n=len(lines)))

    def sheet(self) -> str:
        """The call list as it is printed: in Vietnamese, as all paper is."""
        books, now = self._context.books, self._context.now()
        title = f"Danh sách gọi, {self._context.period.label}"
        subtitle = f"{books.me.police_name}, lập {now:%H:%M} {now:%d/%m/%Y}, {len(self._calls)} đơn vị"
        return call_sheet.html(title, subtitle, self._calls)

    def ask_pdf(self) -> None:
        """Choose a name, then write the sheet."""
        name = f"danh-sach-goi_{self._context.period.key}.pdf"
        path = messages.ask_save(self, self.tr("Lưu danh sách gọi"), name, "PDF (*.pdf)")
        if path is not None:
            self.write_pdf(path if path.suffix else path.with_suffix(".pdf"))

    def write_pdf(self, path: Path) -> None:
        """Write the sheet and say where."""
        try:
            call_sheet.write_pdf(path, self.sheet())
        except UserError as error:
            return self.notice.tell(sentence(error), kind="err")
        told = self.tr("Đã lưu {name} vào {folder}.").format(name=path.name, folder=path.parent)
        self.notice.tell(told, self.tr("Mở tệp"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def ask_print(self) -> None:
        """Print on the printer that a person chooses."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            call_sheet.print_on(printer, self.sheet())

    # What it is made of

    def _furnish(self) -> None:
        self.overview.add_action(self.legend)
        self.overview.body.addWidget(self.marks)
        self.area.body.addWidget(self.table)
        main, periods = QWidget(), Card(self.tr("Các kỳ trong năm"), self.tr("theo đồng hồ cấp trên"))
        periods.body.addWidget(self.matrix)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.overview)
        column.addWidget(self.area, 1)
        self.stack.addWidget(main)
        self.stack.addWidget(periods)
        self.body.addWidget(Split(self.stack, self.calls, SIDE, SIDE), 1)
        self.panes, self.side_panel = [self.marks, self.table, self.calls.queue, self.calls.code], self.calls
        self.set_keys(
            [
                ("Enter", self.tr("Mở đơn vị")),
                ("G", self.tr("Ghi đã gọi")),
                ("F6", self.tr("Chuyển khung")),
                ("Ctrl+P", self.tr("In danh sách gọi")),
            ]
        )

    def choose_part(self, key: str) -> None:
        """The open period, or all of the year."""
        self.switch.set_current(key)
        self._on_part(key)

    def _on_part(self, key: str) -> None:
        self.stack.setCurrentIndex(int(key == "periods"))
        self._show_matrix()
        first = self.matrix if key == "periods" else self.marks
        self.panes = [first, self.table, self.calls.queue, self.calls.code]
        first.setFocus()

    def _on_slot(self) -> None:
        window, told = self.window(), self.matrix.words_of(self._slots)
        if told and isinstance(window, Shell):
            window.status.say(told)

    def _on_covered(self, uid: str, by: str) -> None:
        books, period = self._context.books, self._context.period

        def work(_: Progress) -> None:
            completing.cover(books, period, uid, by)

        jobs.run(self, self.tr("Đang ghi"), work, lambda _: self.reload())

    def _connect(self) -> None:
        self.switch.chosen.connect(self._on_part)
        self.matrix.selectionModel().currentChanged.connect(lambda *_: self._on_slot())
        self.matrix.opened.connect(self._on_opened)
        self.calls.covered.connect(self._on_covered)
        self.calls.noted.connect(self._on_noted)
        self.marks.chosen.connect(self._on_mark)
        self.marks.opened.connect(self._on_opened)
        self.marks.lettered.connect(self._on_letter)
        self.table.open_words = self.tr("Mở đơn vị")
        self.table.opened.connect(self._on_opened)
        self.calls.called.connect(self._on_called)
        self.calls.code_asked.connect(self._on_code)
        self.copy.clicked.connect(self._on_copy)
        self.pdf.clicked.connect(self.ask_pdf)
        self.print.clicked.connect(self.ask_print)
        self._context.announcements.touched.connect(self._on_touched)

    def set_compact(self, compact: bool) -> None:
        """Small windows show marks, not what they mean."""
        super().set_compact(compact)
        self._small = compact
        if self._found is not None:
            self._show_heads(self._found)

    def _on_touched(self) -> None:
        if self.isVisible():
            self.reload()

    def _columns(self, title: str = "") -> list[Column]:
        return [
            Column(title, "name", 130, stretch=True, least=130, prose=True),
            Column(self.tr("Kết quả"), "state", 118),
            Column(self.tr("Lần"), "sequence", 38),
            Column(self.tr("Mã"), "code", 74),
            Column(self.tr("Mục báo cáo"), "answers", 100),
            Column(self.tr("Giữ lại"), "held", 54, "right"),
            Column(self.tr("Xuất lúc"), "created", 90, token="text2"),
            Column(self.tr("Nhận lúc"), "received", 90, token="text2"),
            Column(self.tr("So với hạn"), "late", 108, prose=True),
        ]
