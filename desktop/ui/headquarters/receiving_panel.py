"""One file in detail: cells edited by hand, faults with their cells, where its rows go, what to decide."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.arrival import CellEdit, SignatureState
from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, Divider, FactList, Scroll
from desktop.kit.marks import MarkLabel
from desktop.kit.text import Text
from desktop.services.arrivals import Counts, Remark, StagedFile, Verdict
from desktop.ui.headquarters.desk import DOUBTFUL, Decision, Handled
from desktop.ui.headquarters.receiving_list import inside_name, note_of
from desktop.ui.headquarters.standings import VERDICT_MARKS, verdict_word
from desktop.ui.words import translate
from desktop.wording.cells import value_words

MOST_REMARKS = 40
MOST_EDITS = 200


class FilePanel(Card):
    """The chosen file at the right."""

    decided = Signal(object, object)
    """Key of the file, Decision."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._catalogue = catalogue
        self._line: Handled | None = None
        self._mark, self._name, self._aside = MarkLabel(None, 18), Text("", "card"), Text("", "caption", "text2")
        self.edits = EditTable(catalogue)
        self._words, self._remarks = Text("", wrap=True), RemarkList()
        self._arithmetic = Text("", "body", "text2", wrap=True)
        self._facts = FactList(84)
        self.take_whole = KeyButton("", "S", small=True, bind=False)
        self.send_back = KeyButton(self.tr("Trả lại"), "T", bind=False)
        self.take = KeyButton(self.tr("Nhận"), "N", bind=False)
        self._furnish()
        for button, decision in (
            (self.take, Decision.TAKEN),
            (self.take_whole, Decision.TAKEN_WHOLE),
            (self.send_back, Decision.SENT_BACK),
        ):
            button.clicked.connect(lambda _=False, decision=decision: self._decide(decision))

    def show_line(self, line: Handled | None) -> None:
        """Show a file, or nothing."""
        self._line = line
        self._holder.setVisible(line is not None)
        if line is None:
            return
        file = line.file
        self._mark.set_mark(VERDICT_MARKS[file.verdict])
        self._name.setText(inside_name(file) or verdict_word(file.verdict))
        self._aside.setText(_sequence_words(file))
        self._words.setText(_sentence(line))
        self.edits.show_edits(file.edits)
        self._edits_box.setVisible(bool(file.edits))
        self._remarks.show_remarks(file.remarks, bool(file.edits))
        self._arithmetic.setText(arithmetic_words(file.counts))
        self._rows_box.setVisible(file.counts.read > 0)
        self._facts.set_facts(_facts(file))
        self._show_buttons(line)

    def _decide(self, decision: Decision) -> None:
        if self._line is not None:
            self.decided.emit(self._line.key, decision)

    def _show_buttons(self, line: Handled) -> None:
        open_to = line.file.verdict in DOUBTFUL and not line.in_books
        for button in (self.take, self.send_back):
            button.setVisible(open_to)
        edits = len(line.file.edits)
        whole = self.tr("Nhận cả {n} ô sửa").format(n=edits) if edits else self.tr("Nhận cả dòng thêm tay")
        self.take_whole.setText(whole)
        self.take_whole.setVisible(open_to and line.file.verdict is Verdict.HAND_EDITED)
        self._foot.setVisible(open_to)

    def _furnish(self) -> None:
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, theme.px(10))
        column.setSpacing(theme.px(8))
        self._edits_box, self._rows_box = QWidget(), QWidget()
        column.addWidget(_padded(self._head_row(), 10))
        column.addWidget(Divider())
        column.addWidget(_padded(self._words, 2))
        _stack(self._edits_box, self.edits)
        column.addWidget(self._edits_box)
        column.addWidget(_padded(self._remarks))
        column.addWidget(_padded(self.take_whole, 2))
        _stack(self._rows_box, Divider(), _padded(Text(self.tr("Đối chiếu dòng"), "bold")), _padded(self._arithmetic))
        column.addWidget(self._rows_box)
        column.addWidget(Divider())
        column.addWidget(_padded(self._facts))
        column.addStretch()
        self.body.addWidget(Scroll(self._holder), 1)
        foot = self.add_foot()
        foot.addWidget(self.send_back)
        foot.addStretch()
        foot.addWidget(self.take)

    def _head_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget in (self._mark, self._name, self._aside):
            row.addWidget(widget)
        row.addStretch()
        return holder


class EditTable(LedgerTable):
    """Cells changed in Excel after the seal: before struck through, after in bold."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._edits = RowsModel(
            [
                Column(self.tr("Ô"), "cell", 46),
                Column(self.tr("Nội dung"), "what", 100, prose=True, stretch=True),
                Column(self.tr("Trước"), "before", 82, "right", token="text2", prose=True),
                Column(self.tr("Sau"), "after", 88, "right", bold=True, prose=True),
            ]
        )
        self.setModel(self._edits)

    def show_edits(self, edits: Sequence[CellEdit]) -> None:
        """Show them by sheet."""
        rows: list[Line | Group] = []
        for edit in edits[:MOST_EDITS]:
            title = self.tr("Trang {sheet}").format(sheet=edit.sheet)
            if not rows or not any(isinstance(row, Group) and row.title == title for row in rows):
                rows.append(Group(title))
            rows.append(self._line(edit))
        self._edits.set_rows(rows)
        self.setFixedHeight(theme.px(29 + 28 * min(9, len(rows))) + 2)

    def _line(self, edit: CellEdit) -> Line:
        kind = self._catalogue.kinds.get(edit.kind)
        field = kind.by_name.get(edit.field) if kind else None
        label = field.label if field is not None else edit.field

        def words(value: object) -> str:
            if value in (None, ""):
                return self.tr("trống")
            if isinstance(value, (int, Decimal)):
                return format_number(value)
            return value_words(self._catalogue, field, str(value)) if field is not None else str(value)

        what = label
        before, after = words(edit.before), words(edit.after)
        return Line(
            (edit.address, Cell(what, tip=what), Cell(before, strike=True, tip=before), Cell(after, tip=after)),
            f"{edit.sheet}!{edit.address}",
        )


class RemarkList(QWidget):
    """Faults and warnings, each at its cell with what mends it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_remarks(self, remarks: Sequence[Remark], below_edits: bool) -> None:
        """Show these, the grave ones first."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        ordered = sorted(remarks, key=lambda remark: "KEWQ".find(remark.level))
        self.setVisible(bool(ordered))
        if ordered:
            self._column.addWidget(Text(self.tr("{n} chỗ cần xem").format(n=len(ordered)), "bold"))
        for remark in ordered[:MOST_REMARKS]:
            where, _, what = remark.sentence.partition(": ")
            self._column.addWidget(Text(where.replace("!", self.tr(", ô ")), "caption", _token(remark)))
            self._column.addWidget(Text(what, wrap=True))
        if len(ordered) > MOST_REMARKS:
            rest = self.tr("và {n} chỗ nữa").format(n=len(ordered) - MOST_REMARKS)
            self._column.addWidget(Text(rest, "body", "text2"))


def _token(remark: Remark) -> str:
    return "err" if remark.level in "KE" else "warn"


def arithmetic_words(counts: Counts) -> str:
    """`Đọc 18 dòng = 18 mới + 0 đổi + …`; nothing read is unaccounted for."""
    words = translate(
        "FilePanel",
        "Đọc {read} dòng = {new} mới + {changed} đổi + {unchanged} như cũ + {deleted} xóa + {older} cũ hơn"
        " + {held} giữ lại",
    )
    said = words.format(**{name: format_number(n) for name, n in vars(counts).items()})
    return said if counts.adds_up else said + translate("FilePanel", ". Không khớp, chưa được nhập tệp này.")


def _sequence_words(file: StagedFile) -> str:
    if file.manifest is None:
        return ""
    return translate("FilePanel", "lần {n}, mã {code}").format(n=file.manifest.sequence, code=file.code)


def _sentence(line: Handled) -> str:
    file = line.file
    if file.verdict is Verdict.HAND_EDITED and file.edits and line.decision is Decision.OPEN:
        told = translate("FilePanel", "{n} ô khác với bản niêm phong. Nhận: dòng sửa được giữ lại, phần còn lại nhập.")
        return told.format(n=len(file.edits))
    note = note_of(line)
    if not note:
        return translate("FilePanel", "Không có gì cần xem. Tệp đúng như đơn vị đã niêm phong.")
    return note[:1].upper() + note[1:] + ("" if note.endswith(".") else ".")


def _signature_words(state: str) -> str:
    words = {
        SignatureState.VALID: translate("FilePanel", "đúng"),
        SignatureState.INVALID: translate("FilePanel", "sai"),
        SignatureState.ABSENT: translate("FilePanel", "không có"),
    }
    return words[SignatureState(state)]


def _facts(file: StagedFile) -> list[tuple[str, str]]:
    facts = [(translate("FilePanel", "Tệp"), file.name)]
    manifest = file.manifest
    if manifest is not None:
        facts += [
            (translate("FilePanel", "Xuất lúc"), f"{manifest.created[11:16]} {_day(manifest.created)}"),
            (translate("FilePanel", "Người lập"), manifest.author),
            (translate("FilePanel", "Chữ ký"), _signature_words(file.signature)),
        ]
    if file.lost:
        lost = translate("FilePanel", "{n} bản ghi đang có không thấy trong tệp, vẫn giữ").format(n=len(file.lost))
        facts.append((translate("FilePanel", "Mất"), lost))
    for sheet, header, count in file.unknown_columns:
        words = translate("FilePanel", "{sheet}, “{header}”: {n} giá trị để riêng")
        facts.append((translate("FilePanel", "Cột lạ"), words.format(sheet=sheet, header=header, n=count)))
    return facts


def _day(moment: str) -> str:
    return f"{moment[8:10]}/{moment[5:7]}/{moment[:4]}"


def _padded(widget: QWidget, above: int = 0) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.px(12), theme.px(above), theme.px(12), 0)
    column.addWidget(widget)
    return holder


def _stack(holder: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    for widget in widgets:
        column.addWidget(widget)
