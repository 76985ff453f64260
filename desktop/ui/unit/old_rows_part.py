"""Xem trước: every row of the old file with what becomes of it, cell by cell; a person decides on the doubtful ones."""

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number
from desktop.domain.old_cells import CellVerdict, ReadCell
from desktop.domain.old_fonts import readable
from desktop.kit import theme
from desktop.kit.block_table import BlockTableModel, Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.frame import Split
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services import wordily
from desktop.services.old_previewing import Fate, Key, Light, Preview, PreviewRow, fate_of
from desktop.ui import words
from desktop.ui.catalogue_words import shown
from desktop.ui.retold import retold
from desktop.wording.old_words import value_shown

SIDE, SIDE_LEAST = 420, 340
ALL = "all"
MARKS = {
    Light.CANNOT: Mark.ERROR,
    Light.DOUBTFUL: Mark.WARNING,
    Light.HELD: Mark.QUESTION,
    Light.SKIPPED: Mark.SAME,
    Light.CONVERTED: Mark.CHANGED,
    Light.GOOD: Mark.DONE,
}
CELL_MARKS = {
    CellVerdict.TAKEN: Mark.DONE,
    CellVerdict.CONVERTED: Mark.CHANGED,
    CellVerdict.DOUBTFUL: Mark.WARNING,
    CellVerdict.CANNOT: Mark.ERROR,
}
LETTERS = {"N": Fate.FINAL, "D": Fate.DRAFT, "G": Fate.HELD}


class _Model(BlockTableModel[PreviewRow]):
    """The rows that a filter lets through; nothing is fetched before it is painted."""

    def __init__(self, part: "OldRowsPart", columns: list[Column]) -> None:
        super().__init__(columns)
        self._part = part

    def ids(self) -> list[Key]:
        return [row.key for row in self._part.shown()]

    def block(self, ids: Iterable[Key]) -> list[PreviewRow]:
        return [self._part.row(key) for key in ids]

    def cell(self, row: PreviewRow, column: Column) -> Cell | str:
        return self._part.cell(row, column.key)


class OldRowsPart(QWidget):
    """Filters above, rows at the left, the chosen row's cells at the right."""

    decided = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = shown(catalogue)
        self._rows: dict[Key, PreviewRow] = {}
        self._fates: dict[Key, Fate] = {}
        self.chips, self.table = FilterChips(), LedgerTable(letters=True)
        self.table.fits_blocks = True
        self.model = _Model(self, self._columns())
        self.table.setModel(self.model)
        self.list, self.side = Card(), Card(self.tr("Dòng đang chọn"))
        self.cells = LedgerTable()
        self.cell_model = RowsModel(
            [
                Column("", "mark", 32, "center"),
                Column(self.tr("Cột"), "header", 104, prose=True),
                Column(self.tr("Trong tệp"), "before", 110, prose=True, token="text2"),
                Column(self.tr("Thành"), "after", 110, prose=True, stretch=True),
            ]
        )
        self.cells.setModel(self.cell_model)
        self.why = Text("", "body", wrap=True)
        self.buttons = {
            Fate.FINAL: KeyButton(self.tr("Nhận"), "N", bind=False),
            Fate.DRAFT: KeyButton(self.tr("Để nháp"), "D", bind=False),
            Fate.HELD: KeyButton(self.tr("Giữ lại"), "G", bind=False),
        }
        self.take_all = self.list.add_action(KeyButton(self.tr("Nhận mọi dòng cần xem"), "", small=True))
        self._furnish()
        self._connect()

    def show_preview(self, preview: Preview | None) -> None:
        """Show the rows of a preview; decisions on rows that are still there are kept."""
        self._rows = {row.key: row for row in preview.rows} if preview is not None else {}
        self._fates = {key: fate for key, fate in self._fates.items() if key in self._rows}
        self._show()

    def forget(self) -> None:
        """Forget what was decided: another file."""
        self._fates = {}

    def fates(self) -> Mapping[Key, Fate]:
        """What a person decided."""
        return self._fates

    def shown(self) -> list[PreviewRow]:
        """The rows that the pressed filter lets through."""
        wanted = self.chips.current()
        return [row for row in self._rows.values() if wanted in ("", ALL, row.light.value)]

    def row(self, key: Key) -> PreviewRow:
        """One row."""
        return self._rows[key]

    def chosen(self) -> PreviewRow | None:
        """The row the keyboard stands on."""
        key = self.table.current_key()
        return self._rows.get(key) if isinstance(key, tuple) else None

    def decide(self, fate: Fate, rows: Iterable[PreviewRow] | None = None) -> None:
        """Say what becomes of the chosen row, or of some."""
        chosen = self.chosen()
        for row in rows if rows is not None else [chosen] if chosen is not None else []:
            if fate in row.choices:
                self._fates[row.key] = fate
        self.model.refresh()
        self._show_chosen()
        self.decided.emit()

    def take_doubtful(self) -> None:
        """All rows that only need a look become records."""
        rows = [row for row in self._rows.values() if row.light is Light.DOUBTFUL and row.fate is Fate.DRAFT]
        self.decide(Fate.FINAL, rows)

    def next_open(self, step: int = 1) -> None:
        """Go to the next row that needs a look."""
        rows, here = self.shown(), self.table.currentIndex().row()
        for offset in range(1, len(rows) + 1):
            at = (here + step * offset) % len(rows)
            if rows[at].light in (Light.CANNOT, Light.DOUBTFUL, Light.HELD) and rows[at].key not in self._fates:
                return self.table.select_position(at)

    def cell(self, row: PreviewRow, key: str) -> Cell | str:
        """What the list shows of a row."""
        match key:
            case "mark":
                return Cell(mark=MARKS[row.light])
            case "number":
                return format_number(row.number)
            case "sheet":
                return Cell(readable(row.sheet), tip=row.sheet)
            case "day":
                return self._day(row)
            case "fate":
                fate = fate_of(row, self._fates)
                return Cell(
                    _fate_words(fate, row), bold=row.key in self._fates, token="" if fate is Fate.FINAL else "text2"
                )
            case _:
                told = self._content(row)
                return Cell(told, tip=told)

    def _day(self, row: PreviewRow) -> str:
        kind = self._catalogue.kinds.get(row.kind)
        day = str(row.values.get(kind.date_field or "", "")) if kind is not None else ""
        return f"{day[8:10]}/{day[5:7]}/{day[:4]}" if day else ""

    def _content(self, row: PreviewRow) -> str:
        kind = self._catalogue.kinds.get(row.kind)
        told = wordily.listed(self._catalogue, kind, row.values) if kind is not None and row.values else ""
        return told or ", ".join(text for _, text in row.raw)

    def _show(self) -> None:
        counts = Counter(row.light for row in self._rows.values())
        names = {
            Light.CANNOT: self.tr("Cần sửa"),
            Light.DOUBTFUL: self.tr("Cần xem"),
            Light.HELD: self.tr("Giữ lại"),
            Light.SKIPPED: self.tr("Bỏ qua"),
            Light.CONVERTED: self.tr("Đã đổi"),
            Light.GOOD: self.tr("Nhận"),
        }
        chips = [Chip(ALL, self.tr("Tất cả"), len(self._rows))]
        self.chips.set_chips(
            [
                *chips,
                *(Chip(light.value, names[light], counts[light], MARKS[light]) for light in Light if counts[light]),
            ]
        )
        self.model.reload()
        self.table.select_position(0)
        doubtful = sum(row.light is Light.DOUBTFUL and row.fate is Fate.DRAFT for row in self._rows.values())
        self.take_all.setVisible(doubtful > 1)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.chosen()
        for fate, button in self.buttons.items():
            possible = row is not None and fate in row.choices
            button.setVisible(row is not None and bool(row.choices))
            button.set_icon("check" if row is not None and fate_of(row, self._fates) is fate else "")
            if possible:
                button.enable()
            else:
                button.disable(self.tr("Dòng này không thành như vậy được."))
        if row is None:
            self.side.set_title(self.tr("Dòng đang chọn"))
            self.why.setText("")
            return self.cell_model.set_rows([])
        place = self.tr("Trang “{sheet}”, dòng {n}: {fate}")
        fated = _fate_words(fate_of(row, self._fates), row).lower()
        self.side.set_title(place.format(sheet=readable(row.sheet), n=format_number(row.number), fate=fated))
        self.why.setText("\n".join(map(retold, row.why)) or self.tr("Không có gì phải xem."))
        self.cell_model.set_rows(self._cell_lines(row))

    def _cell_lines(self, row: PreviewRow) -> list[Line]:
        kind = self._catalogue.kinds.get(row.kind)
        lines = [self._cell_line(row, cell) for cell in row.cells if cell.before or cell.value is not None]
        if kind is not None:
            read = {cell.field for cell in row.cells}
            for name, value in row.values.items():
                if name not in read and name in kind.by_name:
                    each = kind.by_name[name]
                    told = value_shown(self._catalogue, each, value)
                    lines.append(Line((Cell(mark=Mark.ADDED), each.label, "", Cell(told, tip=told))))
        for figure in row.figures:
            shown = "0" if figure.value in (0, None) and figure.state == "zero" else _amount(figure.value)
            lines.append(Line((Cell(mark=Mark.DONE), figure.period, "", shown)))
        if not lines:
            lines = [Line((Cell(), header, Cell(text, tip=text), "")) for header, text in row.raw]
        return lines

    def _cell_line(self, row: PreviewRow, cell: ReadCell) -> Line:
        kind = self._catalogue.kinds.get(row.kind)
        each = kind.by_name.get(cell.field) if kind is not None else None
        after = value_shown(self._catalogue, each, cell.value)
        mark = CELL_MARKS[cell.verdict]
        label = each.label if each is not None else cell.header
        before = Cell(
            cell.before, tip=cell.before, strike=cell.verdict is CellVerdict.CONVERTED and after != cell.before
        )
        return Line((Cell(mark=mark), Cell(label, tip=cell.header), before, Cell(after, tip=after)))

    def _columns(self) -> list[Column]:
        return [
            Column("", "mark", 34, "center"),
            Column(self.tr("Dòng"), "number", 46, "right", token="text2"),
            Column(self.tr("Trang"), "sheet", 90, prose=True, token="text2"),
            Column(self.tr("Ngày"), "day", 82),
            Column(self.tr("Nội dung"), "content", 220, prose=True, stretch=True),
            Column(self.tr("Thành"), "fate", 76),
        ]

    def _furnish(self) -> None:
        self.list.set_title(self.tr("Từng dòng của tệp"))
        self.list.body.addWidget(self.table, 1)
        self.table.set_empty(EmptyState(self.tr("Không có dòng nào. Chọn tệp, hoặc chọn loại bản ghi ở Cột và từ.")))
        self.why.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        self.side.body.addWidget(self.why)
        self.side.body.addWidget(self.cells, 1)
        foot = self.side.add_foot()
        for button in self.buttons.values():
            foot.addWidget(button)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.chips)
        row = QHBoxLayout()
        row.addWidget(Split(self.list, self.side, SIDE, SIDE_LEAST), 1)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._on_filter)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.lettered.connect(self._on_letter)
        self.take_all.clicked.connect(self.take_doubtful)
        for fate, button in self.buttons.items():
            button.clicked.connect(lambda _=False, fate=fate: self.decide(fate))
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut("F8", self, self.next_open, context=here)
        QShortcut("Shift+F8", self, lambda: self.next_open(-1), context=here)

    def _on_filter(self, _: str) -> None:
        self.model.reload()
        self.table.select_position(0)
        self._show_chosen()

    def _on_letter(self, _: object, letter: str) -> None:
        if letter in LETTERS:
            self.decide(LETTERS[letter])


def _amount(value: object) -> str:
    return "" if value is None else format_number(value)  # type: ignore[arg-type]


def _fate_words(fate: Fate, row: PreviewRow) -> str:
    if row.figures and fate is Fate.FINAL:
        return words.translate("OldData", "Số liệu")
    said = {
        Fate.FINAL: words.translate("OldData", "Bản ghi"),
        Fate.DRAFT: words.translate("OldData", "Nháp"),
        Fate.SKIPPED: words.translate("OldData", "Bỏ qua"),
        Fate.HELD: words.translate("OldData", "Giữ lại"),
    }
    return said[fate]
