"""More conditions for the list of records: section, days, state; a row that opens on demand."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.records import RowState
from desktop.kit import theme
from desktop.kit.inputs import DateInput, FieldBox, PlainPicker
from desktop.ui import words
from desktop.ui.context import Context

ANY = ""


@dataclass(frozen=True)
class Conditions:
    """What the row asks for; nothing by default."""

    section: str = ANY
    first: str = ""
    last: str = ""
    state: RowState | None = None

    def __bool__(self) -> bool:
        return self != Conditions()


class RecordFilters(QWidget):
    """Four conditions side by side."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        catalogue = context.catalogue
        used = {kind.section for kind in catalogue.record_kinds}
        sections = [(code, each.name) for code, each in catalogue.sections.items() if code in used]
        self.section = PlainPicker([(ANY, self.tr("Mọi mục")), *sections])
        self.first, self.last = DateInput(context.today), DateInput(context.today)
        self.state = PlainPicker(
            [
                (ANY, self.tr("Mọi trạng thái")),
                (RowState.FINAL.value, self.tr("Đã ghi")),
                (RowState.DRAFT.value, self.tr("Nháp")),
                (RowState.DELETED.value, self.tr("Đã xóa")),
            ]
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for label, input_, stretch in (
            (self.tr("Mục"), self.section, 3),
            (self.tr("Từ ngày"), self.first, 2),
            (self.tr("Đến ngày"), self.last, 2),
            (self.tr("Trạng thái"), self.state, 2),
        ):
            row.addWidget(FieldBox(label, input_), stretch)
            input_.committed.connect(self.changed)
        self.hide()

    def conditions(self) -> Conditions:
        """What is asked for; days that are no days ask for nothing."""
        state = RowState(self.state.value()) if self.state.value() else None
        return Conditions(self.section.value(), _iso(self.first.value()), _iso(self.last.value()), state)

    def kinds(self) -> tuple[str, ...]:
        """The kinds of the section; none for all."""
        wanted = self.section.value()
        return tuple(each.code for each in self._context.catalogue.record_kinds if each.section == wanted)

    def told(self) -> str:
        """The conditions in words."""
        asked, parts = self.conditions(), []
        if asked.section:
            parts.append(self._context.catalogue.sections[asked.section].name)
        for pattern, day in ((self.tr("từ {day}"), asked.first), (self.tr("đến {day}"), asked.last)):
            if day:
                parts.append(pattern.format(day=words.day(date.fromisoformat(day))))
        return ", ".join(parts)

    def clear(self) -> None:
        """Ask for nothing."""
        for picker in (self.section, self.state):
            picker.set_value(ANY)
        for day in (self.first, self.last):
            day.set_value(None)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
