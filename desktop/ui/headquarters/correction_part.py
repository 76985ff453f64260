"""Điều chỉnh: everything that headquarters put above a unit's word, both values, and what became of it."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number
from desktop.domain.records import Value
from desktop.kit import jobs, theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState, FactList, Scroll
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.marks import Mark
from desktop.services import correcting, noting
from desktop.services.books import Books
from desktop.services.correcting import Correction, Standing
from desktop.services.recording import Touched
from desktop.ui import period_words
from desktop.ui.conflict_rows import label, moment, value_said
from desktop.ui.context import Context
from desktop.ui.headquarters.standings import short_unit
from desktop.ui.troubles import sentence
from desktop.ui.words import translate
from desktop.wording.cells import NOTHING

SIDE, SIDE_LEAST = 360, 320
STANDING_MARKS = {
    Standing.IN_FORCE: Mark.CORRECTED,
    Standing.TAKEN: Mark.DONE,
    Standing.CONTESTED: Mark.WARNING,
    Standing.ABSENT: Mark.MISSING,
    Standing.WITHDRAWN: Mark.NONE,
}


def standing_word(standing: Standing) -> str:
    """What became of a correction."""
    words = {
        Standing.IN_FORCE: translate("Correction", "Đang tính"),
        Standing.TAKEN: translate("Correction", "Đơn vị đã sửa theo"),
        Standing.CONTESTED: translate("Correction", "Đơn vị ghi khác"),
        Standing.ABSENT: translate("Correction", "Không còn gói"),
        Standing.WITHDRAWN: translate("Correction", "Đã rút"),
    }
    return words[standing]


Found = tuple[list[Correction], dict[bytes, Decimal]]
"""All corrections, and what the units say of the figures among them."""


class CorrectionPart(QWidget):
    """The list at the left, one correction at the right."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notice = context, notice
        self._found: list[Correction] = []
        self._told: dict[bytes, Decimal] = {}
        self.table, self.model = LedgerTable(letters=True), RowsModel(self._columns())
        self.table.setModel(self.model)
        self.facts, self.panel, self.list = FactList(96), Card(), Card()
        self.withdraw_button = KeyButton(self.tr("Rút điều chỉnh"), "R", bind=False)
        self._furnish()
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.lettered.connect(self._on_letter)
        self.withdraw_button.clicked.connect(self.withdraw)

    # What the page asks

    def count(self) -> int:
        """Corrections that a unit contradicts; the others need nobody."""
        return sum(each.standing is Standing.CONTESTED for each in self._found)

    def state(self) -> str:
        """How many there are, how many the units took over."""
        taken = sum(each.standing is Standing.TAKEN for each in self._found)
        told = self.tr("{n} điều chỉnh, {taken} đơn vị đã sửa theo")
        return told.format(n=format_number(len(self._found)), taken=format_number(taken))

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        return [("R", self.tr("Rút điều chỉnh")), ("F6", self.tr("Khung"))]

    def panes(self) -> list[QWidget]:
        """The list."""
        return [self.table]

    def arrived(self) -> None:
        """Look again; the keyboard goes to the list."""
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read them all, off the window's thread."""
        books = self._context.books

        def work(_: Progress) -> Found:
            found = correcting.corrections(books)
            return found, {each.uid: _told_of(books, each) for each in found if each.month is not None}

        jobs.run(self, self.tr("Đang đọc điều chỉnh"), work, self._on_found, writes=False)

    def _on_found(self, looked: Found) -> None:
        found, self._told = looked
        self._found = found
        key = self.table.current_key()
        self.model.set_rows([self._line(each) for each in found])
        if not self.table.set_current(key):
            self.table.select_position(0)
        self._show_chosen()
        self.told.emit()

    # What is shown

    def _line(self, each: Correction) -> Line:
        changes = self.change_words(each)
        return Line(
            (
                Cell(standing_word(each.standing), mark=STANDING_MARKS[each.standing]),
                Cell(short_unit(self._unit(each)), tip=self._unit(each)),
                Cell(self.what(each, short=True), tip=self.what(each)),
                Cell(changes, tip=f"{changes}. {each.reason}"),
            ),
            each.uid,
        )

    def _unit(self, each: Correction) -> str:
        return self._context.books.units[each.unit_id].name if each.unit_id is not None else self.tr("chưa rõ đơn vị")

    def what(self, each: Correction, short: bool = False) -> str:
        """The record, or the figure with its month."""
        catalogue = self._context.catalogue
        if each.month is not None:
            return f"{catalogue.indicators[each.indicator].short}, {period_words.month(each.month)}"
        if not each.kind:
            return self.tr("bản ghi không còn trong sổ")
        return f"{catalogue.kinds[each.kind].short} {each.number.rpartition('-')[2] if short else each.number}".strip()

    def change_words(self, each: Correction) -> str:
        """`Số đối tượng: đơn vị báo 3, điều chỉnh 4`."""
        return "; ".join(self._change(each, *change) for change in each.changes)

    def _change(self, each: Correction, name: str, before: Value | None, after: Value | None) -> str:
        catalogue = self._context.catalogue
        if each.month is not None:
            before = self._told.get(each.uid, before)
            told = [NOTHING if value is None else format_number(_decimal(value)) for value in (before, after)]
            return self.tr("đơn vị báo {before}, điều chỉnh {after}").format(before=told[0], after=told[1])
        if not each.kind:
            return self.tr("{field}: điều chỉnh {after}").format(field=name, after=after)
        words = [_said(catalogue, each.kind, name, value) for value in (before, after)]
        changed = self.tr("{field}: đơn vị báo {before}, điều chỉnh {after}")
        return changed.format(field=label(catalogue, each.kind, name), before=words[0], after=words[1])

    def _show_chosen(self) -> None:
        each = self.chosen()
        self._shown.setVisible(each is not None)
        self._foot_shown(each)
        if each is None:
            return
        self.panel.set_title(self.what(each))
        self.facts.set_facts(
            [
                (self.tr("Đơn vị"), self._unit(each)),
                (self.tr("Thay đổi"), self.change_words(each)),
                (self.tr("Lý do"), each.reason),
                (self.tr("Người"), f"{each.author}, {moment(each.at)}"),
                (self.tr("Nay"), self._standing_sentence(each)),
            ]
        )

    def _foot_shown(self, each: Correction | None) -> None:
        self.withdraw_button.enable()
        if each is None or each.standing is Standing.WITHDRAWN:
            self.withdraw_button.disable(self.tr("Chọn một điều chỉnh chưa rút."))

    def _standing_sentence(self, each: Correction) -> str:
        words = {
            Standing.IN_FORCE: self.tr("Số điều chỉnh đang được tính, số của đơn vị vẫn giữ bên dưới."),
            Standing.TAKEN: self.tr("Gói sau của đơn vị đã ghi như điều chỉnh."),
            Standing.CONTESTED: self.tr("Gói sau của đơn vị ghi khác. Xem tab Xung đột, hoặc rút điều chỉnh."),
            Standing.ABSENT: self.tr("Gói mang bản ghi này đã hoàn tác. Nhập lại thì điều chỉnh có lại."),
            Standing.WITHDRAWN: self.tr("Đã rút, số của đơn vị được tính."),
        }
        return words[each.standing]

    def chosen(self) -> Correction | None:
        """The one that the keyboard stands on."""
        key = self.table.current_key()
        return next((each for each in self._found if each.uid == key), None)

    # What a person does

    def withdraw(self) -> None:
        """Take the chosen one back."""
        each = self.chosen()
        if each is None or each.standing is Standing.WITHDRAWN:
            return
        books = self._context.books

        def work(_: Progress) -> None:
            correcting.withdraw(books, each.uid)

        def then(_: None) -> None:
            told = self.tr("Đã rút điều chỉnh {what}, số của đơn vị được tính.")
            self._notice.tell(told.format(what=self.what(each)))
            self._context.announce(Touched.RECORDS)
            self.reload()

        jobs.run(self, self.tr("Đang rút điều chỉnh"), work, then, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.reload()
        if isinstance(error, UserError):
            self._notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.tr("Đang rút điều chỉnh"), error)

    def _on_letter(self, _: object, letter: str) -> None:
        if letter == "R":
            self.withdraw()

    def _furnish(self) -> None:
        nothing = self.tr("Chưa có điều chỉnh nào. Ở Tổng hợp bấm F2 trên một số, mở dòng, rồi bấm Điều chỉnh.")
        self.table.set_empty(EmptyState(nothing))
        self.list.body.addWidget(self.table, 1)
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.addWidget(self.facts)
        column.addStretch()
        self.panel.body.addWidget(Scroll(self._shown), 1)
        foot = self.panel.add_foot()
        foot.addStretch()
        foot.addWidget(self.withdraw_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Split(self.list, self.panel, SIDE, SIDE_LEAST), 1)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Nay"), "standing", 118),
            Column(self.tr("Đơn vị"), "unit", 120, prose=True),
            Column(self.tr("Số liệu, bản ghi"), "what", 226, prose=True),
            Column(self.tr("Thay đổi"), "change", 200, prose=True, stretch=True, bold=True),
        ]


def _told_of(books: Books, each: Correction) -> Decimal:
    if each.unit_id is None or each.month is None:
        return Decimal(0)
    return noting.told_figure(books, each.unit_id, each.indicator, each.month)


def _said(catalogue: Catalogue, kind: str, name: str, value: Value | None) -> str:
    """Numbers without their unit, which the field's name says already."""
    return format_number(value) if isinstance(value, (int, Decimal)) else value_said(catalogue, kind, name, value)


def _decimal(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
