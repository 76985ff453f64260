"""Two records side by side, field by field, with what linking them would change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue, Field, FieldType
from desktop.domain.numbers import format_number
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState, Scroll
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services.pairing import Effect, Side
from desktop.ui.catalogue_words import shown_indicator, shown_kind
from desktop.ui.headquarters.standings import short_unit
from desktop.ui.retold import retold
from desktop.wording.cells import value_words

MOST_EFFECTS = 4


class PairPanel(Card):
    """The chosen pair at the right; the buttons stay in sight."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._catalogue = catalogue
        self.set_title(self.tr("Hai bản ghi cạnh nhau"))
        self.reason, self.effect = Text("", "bold", wrap=True), Text("", "body", "text2", wrap=True)
        self.table = LedgerTable()
        self.table.wrap_titles()
        self.model = RowsModel(self._columns("", ""))
        self.table.setModel(self.model)
        self.texts = QGridLayout()
        self.same = KeyButton(self.tr("Cùng một vụ"), "1", kind="primary", bind=False)
        self.differ = KeyButton(self.tr("Hai vụ khác nhau"), "2", bind=False)
        self.swap = KeyButton(self.tr("Tính bản kia"), "D", kind="quiet", bind=False)
        self.withdraw = KeyButton(self.tr("Rút quyết định"), "R", bind=False)
        self.hint = EmptyState(self.tr("Chọn một cặp ở bên trái để xem hai bản ghi cạnh nhau."))
        self._furnish()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No pair is chosen."""
        self._shown.hide()
        self.hint.show()
        self.set_buttons(())

    def set_buttons(self, shown: Sequence[KeyButton]) -> None:
        """Offer these."""
        for button in (self.swap, self.differ, self.same, self.withdraw):
            button.setVisible(button in shown)
        self._foot.setVisible(bool(shown))

    def show_sides(self, sides: tuple[Side, Side], counts: bytes | None, reason: str) -> None:
        """Show two records and which of them counts at headquarters; None where neither gives way."""
        self.hint.hide()
        self._shown.show()
        self.reason.setText(retold(reason[:1].upper() + reason[1:]))
        self._say("")
        self.model.set_columns(self._columns(*(short_unit(side.unit.name) for side in sides)))
        rows = [self._counted(sides, counts), self._numbers(sides)]
        fields = [each for each in shown_kind(sides[0].kind).fields if any(each.name in side.values for side in sides)]
        rows += [self._line(field, sides) for field in fields if field.type is not FieldType.LONG_TEXT]
        self.model.set_rows(rows)
        self.table.setFixedHeight(theme.px(29 + 28 * len(rows)) + 2)
        self._show_texts([each for each in fields if each.type is FieldType.LONG_TEXT], sides)

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Say what linking does to the figures of all units."""
        if not effects:
            return self._say(self.tr("Nối hai bản ghi này không đổi số liệu của kỳ đang mở."))
        told = [
            self.tr("{name} {before} còn {after}").format(
                name=shown_indicator(each.indicator).short,
                before=format_number(each.before),
                after=format_number(each.after),
            )
            for each in effects[:MOST_EFFECTS]
        ]
        rest = len(effects) - MOST_EFFECTS
        told += [self.tr("{n} chỉ tiêu nữa").format(n=rest)] if rest > 0 else []
        words = self.tr("Nếu là một vụ, toàn tỉnh: {told}. Số của từng đơn vị giữ nguyên.")
        self._say(words.format(told="; ".join(told)))

    def _say(self, words: str) -> None:
        self.effect.setText(words)
        self.effect.setVisible(bool(words))

    def _counted(self, sides: tuple[Side, Side], counts: bytes | None) -> Line:
        yes, no = self.tr("tính một vụ"), self.tr("không tính thêm")
        cells = [
            Cell(yes, Mark.DONE) if counts in (None, side.uid) else Cell(no, token="text2") for side in sides
        ]
        return Line((self.tr("Ở cấp trên"), *cells), "counts")

    def _numbers(self, sides: tuple[Side, Side]) -> Line:
        return Line((self.tr("Số"), *(Cell(side.number, token="text2") for side in sides)), "number")

    def _line(self, field: Field, sides: tuple[Side, Side]) -> Line:
        """Fields that differ are tinted and bold."""
        words = [self._words(field, side) for side in sides]
        differ = words[0] != words[1]
        tint = "warnTint" if differ else ""
        cells = [Cell(each, tip=each, tint=tint, bold=differ) for each in words]
        return Line((Cell(field.label, tint=tint), *cells), field.name)

    def _words(self, field: Field, side: Side) -> str:
        if field.name not in side.values:
            return self.tr("trống")
        if field.type is FieldType.FLAG:
            return self.tr("có")
        return value_words(self._catalogue, field, side.values[field.name])

    def _show_texts(self, fields: Sequence[Field], sides: tuple[Side, Side]) -> None:
        while (item := self.texts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, field in enumerate(fields):
            self.texts.addWidget(Text(field.label, "body", "text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, side in enumerate(sides, 1):
                words = Text(self._words(field, side), "body", wrap=True)
                self.texts.addWidget(words, row, column, Qt.AlignmentFlag.AlignTop)

    def _columns(self, left: str, right: str) -> list[Column]:
        return [
            Column("", "field", 146, prose=True, token="text2"),
            Column(left, "left", 202, prose=True),
            Column(right, "right", 202, prose=True, stretch=True),
        ]

    def _furnish(self) -> None:
        self._shown = QWidget()
        column, head = QVBoxLayout(self._shown), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        head.setSpacing(theme.px(4))
        head.addWidget(self.reason)
        head.addWidget(self.effect)
        column.addLayout(head)
        self.texts.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(10))
        self.texts.setHorizontalSpacing(theme.px(14))
        self.texts.setColumnMinimumWidth(0, theme.px(130))
        self.texts.setColumnStretch(1, 1)
        self.texts.setColumnStretch(2, 1)
        column.addLayout(self.texts)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, theme.px(10))
        rows.setSpacing(theme.px(8))
        rows.addWidget(self.table)
        rows.addStretch()
        column.addWidget(Scroll(inner), 1)
        self.body.addWidget(self.hint, 1)
        self.body.addWidget(self._shown, 1)
        foot = self.add_foot()
        foot.addWidget(self.swap)
        foot.addWidget(self.withdraw)
        foot.addStretch()
        foot.addWidget(self.differ)
        foot.addWidget(self.same)
