"""Rows from Excel in place of the form: a verdict for each, then all good ones are taken as one step."""

from collections import Counter
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.blocks import Block
from desktop.domain.records import RecordDraft
from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, Line
from desktop.kit.inputs import CheckInput, ChoicePicker
from desktop.kit.inputs import Choice as Option
from desktop.kit.marks import Mark
from desktop.services import recalling, recording, wordily
from desktop.ui import words
from desktop.ui.context import Context
from desktop.ui.unit.paste_preview import PastePreview
from desktop.ui.unit.record_reading import PastedRow, Reading, RowVerdict, guess, read_rows

MARKS = {
    RowVerdict.GOOD: Mark.DONE,
    RowVerdict.ODD: Mark.WARNING,
    RowVerdict.HELD: Mark.SAME,
    RowVerdict.FAULTY: Mark.ERROR,
}
ORDER = (RowVerdict.FAULTY, RowVerdict.ODD, RowVerdict.HELD, RowVerdict.GOOD)


class RecordPaste(PastePreview):
    """The kind above, the rows, what becomes of the faulty ones, and the two ways out."""

    done = Signal(int, int)
    """How many were taken as finished records, and how many as drafts."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            [
                Column("", "mark", 34, "center"),
                Column(words.translate("Paste", "Dòng"), "place", 44, "right", token="text2"),
                Column(words.translate("Paste", "Ngày"), "day", 58),
                Column(words.translate("Paste", "Nội dung"), "content", 150, prose=True, stretch=True),
                Column(words.translate("Paste", "Kết quả"), "verdict", 78),
            ],
            parent,
        )
        self._context = context
        self._block: Block = []
        self._reading: Reading | None = None
        self.kind = ChoicePicker(fold)
        self.kind.set_choices([Option(each.code, each.name) for each in context.catalogue.record_kinds])
        self.kind.set_names(self.tr("Loại bản ghi"), "")
        self.drafts = CheckInput(self.tr("Giữ dòng lỗi làm nháp"))
        self.drafts.set_value(True)
        self._lay_out()
        self.kind.committed.connect(self._on_kind)
        self.drafts.committed.connect(self._offer)
        self.taken.connect(self.take_rows)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(self.kind, 1)
        row.addWidget(self.drafts)
        self.body.insertLayout(0, row)

    def show_block(self, block: Block, kind: str = "") -> None:
        """Look at a block: as the kind its headers name, else as the one in hand."""
        catalogue = self._context.books.catalogue
        named = guess(catalogue, block)
        code = named.code if named else kind or recalling.last_kind(self._context.books) or words.QUICK_KINDS[0]
        self._block = block
        self.kind.set_value(code)
        self._read()

    def take_rows(self) -> None:
        """Store what can be stored, as one step."""
        if self._reading is None:
            return
        good, drafts = self._chosen()
        recording.record_mixed(self._context.books, [*((each, True) for each in good), *((d, False) for d in drafts)])
        self._reading, self._block = None, []
        self.done.emit(len(good), len(drafts))

    def _on_kind(self) -> None:
        if self.kind.value():
            self._read()

    def _read(self) -> None:
        kind = self._context.books.catalogue.kind(str(self.kind.value()))
        self._reading = read_rows(self._context, kind, self._block)
        rows = sorted(self._reading.rows, key=lambda each: ORDER.index(each.verdict))
        title = self.tr("Dán từ Excel, {n} dòng").format(n=len(rows))
        self.show_lines(title, self._told(self._reading), [self._line(each) for each in rows])
        self._offer()

    def _chosen(self) -> tuple[list[RecordDraft], list[RecordDraft]]:
        assert self._reading is not None
        rows = self._reading.rows
        good = [row.draft for row in rows if row.verdict in (RowVerdict.GOOD, RowVerdict.ODD)]
        faulty = [row.draft for row in rows if row.verdict is RowVerdict.FAULTY and row.draft.values]
        return good, faulty if self.drafts.value() else []

    def _offer(self) -> None:
        if self._reading is None:
            return
        good, drafts = self._chosen()
        why_not = self.tr("Không có dòng nào nhận được. Đổi loại bản ghi, hoặc sửa trong Excel rồi dán lại.")
        self.offer(self.tr("Nhận {n} dòng").format(n=len(good) + len(drafts)), bool(good or drafts), why_not)
        self.drafts.setVisible(any(row.verdict is RowVerdict.FAULTY for row in self._reading.rows))

    def _told(self, reading: Reading) -> str:
        counts = Counter(row.verdict for row in reading.rows)
        words_ = {
            RowVerdict.GOOD: self.tr("{n} nhận được"),
            RowVerdict.ODD: self.tr("{n} cần lý do"),
            RowVerdict.HELD: self.tr("{n} đã có"),
            RowVerdict.FAULTY: self.tr("{n} lỗi"),
        }
        return ", ".join(words_[each].format(n=counts[each]) for each in words_ if counts[each])

    def columns_told(self) -> str:
        """How the columns were understood, and what was left out."""
        if self._reading is None:
            return ""
        if self._reading.unknown:
            names = ", ".join(f"“{name}”" for name in self._reading.unknown)
            return self.tr("Cột không có trong biểu mẫu, bỏ qua: {names}.").format(names=names)
        if self._reading.by_header:
            return self.tr("Cột khớp theo tên.")
        told = self.tr("Không thấy dòng tên cột: xếp cột theo thứ tự của biểu mẫu.")
        return told + (
            " " + self.tr("Thừa {n} cột, bỏ qua.").format(n=self._reading.spare) if self._reading.spare else ""
        )

    def _line(self, row: PastedRow) -> Line:
        kind = self._reading.kind if self._reading else None
        assert kind is not None
        verdicts = {
            RowVerdict.GOOD: self.tr("mới"),
            RowVerdict.ODD: self.tr("cần lý do"),
            RowVerdict.HELD: self.tr("đã có"),
            RowVerdict.FAULTY: self.tr("lỗi"),
        }
        day = str(row.draft.values.get(kind.date_field or "", ""))
        shown = f"{date.fromisoformat(day):%d/%m}" if day else ""
        content = wordily.listed(self._context.catalogue, kind, row.draft.values)
        token = "err" if row.verdict is RowVerdict.FAULTY else ""
        verdict = Cell(verdicts[row.verdict], tip=row.why, token=token)
        return Line((Cell(mark=MARKS[row.verdict]), str(row.place), shown, content, verdict), key=row.place)

    def _detail_of(self, line: Line) -> str:
        last = line.cells[-1]
        told = last.tip if isinstance(last, Cell) else last
        return f"{told} {self.columns_told()}".strip()
