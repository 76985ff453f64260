"""What only a person can say of a file: which unit answers for a merged one, or whose file it is at all."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.periods import Period
from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.inputs import Choice, ChoicePicker, FieldBox
from desktop.kit.text import Text
from desktop.services.books import Books
from desktop.ui import period_words


class SuccessorAsk(QWidget):
    """The units that could answer, the main successor first; the one the keyboard stands on is meant."""

    def __init__(self, books: Books, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._books = books
        self.table = LedgerTable()
        self.model = RowsModel([Column(self.tr("Đơn vị nhận số liệu"), "unit", 160, stretch=True, prose=True)])
        self.table.setModel(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_units(self, uids: Sequence[str]) -> None:
        """Offer these."""
        main = self.tr("{unit} (nhận phần chính)")
        names = [self._books.units[self._books.unit_ids[uid]].name for uid in uids]
        told = [main.format(unit=name) if not at and len(names) > 1 else name for at, name in enumerate(names)]
        held = self.table.current_key()
        self.model.set_rows([Line((Cell(name, tip=name),), uid) for name, uid in zip(told, uids, strict=True)])
        if not self.table.set_current(held):
            self.table.select_position(0)
        self.table.setFixedHeight(theme.px(29 + 28 * min(5, len(names))) + 2)

    def unit(self) -> str:
        """The one that is meant."""
        return str(self.table.current_key() or "")


class IdentifyAsk(QWidget):
    """Unit, typed without accents, and period of a file that lost its marks."""

    def __init__(self, books: Books, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit, self.period = ChoicePicker(fold, self.tr("Gõ tên, không cần dấu")), ChoicePicker(fold)
        self.unit.set_choices([Choice(unit.uid, unit.name, unit.code) for unit in books.reporting_units()])
        warning = self.tr("Dòng của tệp này mang dấu “nhận dạng tay” mãi mãi.")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        column.setSpacing(theme.px(8))
        column.addWidget(FieldBox(self.tr("Đơn vị gửi tệp"), self.unit))
        column.addWidget(FieldBox(self.tr("Kỳ báo cáo"), self.period))
        column.addWidget(Text(warning, "caption", "text2", wrap=True))

    def offer(self, period: Period) -> None:
        """Begin with the open period; nothing is guessed of the unit."""
        around = (period, period.same_period_last_year())
        self.period.set_choices([Choice(each.key, period_words.label(each), each.key) for each in around])
        self.period.set_value(period.key)
        self.unit.set_value(None)
        self.unit.set_complaint(None)

    def answer(self) -> tuple[str, str] | None:
        """Unit and period; asks for what is missing."""
        unit, period = self.unit.value(), self.period.value()
        if unit and period:
            return unit, period
        self.unit.set_complaint(None if unit else self.tr("Chưa chọn đơn vị. Gõ vài chữ của tên rồi bấm Enter."))
        self.unit.setFocus()
        return None
