"""The record of a conference as a form: each field is kept when it is left."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.conference import LONGEST, Conference
from desktop.kit import theme
from desktop.kit.cards import Card, Scroll
from desktop.kit.inputs import DateInput, FieldBox, FieldGrid, Input, LongTextInput, TextInput
from desktop.ui.words import translate


class ConferenceForm(Card):
    """Fields of one conference."""

    changed = Signal(str, str)
    """Field and its new words."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(translate("Conference", "Biên bản hội nghị"), parent=parent)
        self.fields: dict[str, Input] = {
            "title": TextInput(max_length=LONGEST["title"]),
            "held_on": DateInput(today),
            "place": TextInput(max_length=LONGEST["place"]),
            "chair": LongTextInput(LONGEST["chair"], 2),
            "attendants": LongTextInput(LONGEST["attendants"], 3),
            "programme": LongTextInput(LONGEST["programme"], 3),
            "plan": LongTextInput(LONGEST["plan"], 3),
            "secretary": TextInput(max_length=LONGEST["secretary"]),
        }
        self._furnish()
        for name, field in self.fields.items():
            field.committed.connect(lambda name=name, field=field: self._on_left(name, field))

    def show_record(self, record: Conference) -> None:
        """Show a record; a field that is being typed in keeps its words."""
        for name, field in self.fields.items():
            if field.is_typing():
                continue
            told = getattr(record, name)
            if name == "held_on":
                field.set_value(date.fromisoformat(told) if told else None)
            else:
                field.set_value(told)

    def _on_left(self, name: str, field: Input) -> None:
        if field.complaint() is not None:
            return
        value = field.value()
        self.changed.emit(name, value.isoformat() if isinstance(value, date) else value or "")

    def _furnish(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        chair = self.tr("Chủ trì: ghi chức vụ, có thể kèm tên")
        guests = self.tr("Thành phần dự: cơ quan, đơn vị, mỗi dòng một nơi")
        box = {
            "title": FieldBox(self.tr("Tên hội nghị"), self.fields["title"]),
            "held_on": FieldBox(self.tr("Ngày họp"), self.fields["held_on"]),
            "place": FieldBox(self.tr("Địa điểm"), self.fields["place"]),
            "chair": FieldBox(chair, self.fields["chair"]),
            "attendants": FieldBox(guests, self.fields["attendants"]),
            "programme": FieldBox(self.tr("Chương trình, mỗi dòng một ý"), self.fields["programme"]),
            "plan": FieldBox(self.tr("Phương hướng kỳ tới, mỗi dòng một ý"), self.fields["plan"]),
            "secretary": FieldBox(self.tr("Thư ký"), self.fields["secretary"], optional=True),
        }
        row = FieldGrid(2)
        row.add_row(box["held_on"], box["secretary"])
        below = ("place", "chair", "attendants", "programme", "plan")
        for widget in (box["title"], row, *(box[each] for each in below)):
            column.addWidget(widget)
        column.addStretch()
        self.body.addWidget(Scroll(inner), 1)
        self.setFocusProxy(self.fields["title"])
