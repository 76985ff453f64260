"""All fields of one kind as inputs: laid out from the catalogue, read and shown together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.catalogue import NUMERIC, Field, FieldType, Kind
from desktop.domain.records import Value, Values
from desktop.kit import theme
from desktop.kit.inputs import ChoicePicker, FieldBox, FieldGrid, Input
from desktop.kit.text import Text
from desktop.ui.context import Context
from desktop.ui.unit import field_inputs

WHOLE, HALF, THIRD = 1, 2, 3
"""How many fields of a sort stand in one row."""

THIRD_WIDTH, HALF_WIDTH = 118, 190
"""Room for a label in a row of three and in a row of two."""


def share(field: Field) -> int:
    """How many such fields fit into a row."""
    if field.type is FieldType.LONG_TEXT or (field.type is FieldType.TEXT and field.width > 30):
        return WHOLE
    label = theme.font_width("caption", field.label)
    if field.type in (FieldType.INTEGER, FieldType.NUMBER) and label <= theme.px(THIRD_WIDTH):
        return THIRD
    return HALF if label <= theme.px(HALF_WIDTH) + theme.px(20) else WHOLE


def packed(fields: Sequence[Field]) -> list[list[Field]]:
    """Rows of fields, in order; a field that would stand alone takes the next one beside it."""
    rows: list[list[Field]] = []
    for field in fields:
        row = rows[-1] if rows else []
        if row and _joins(row, field):
            row.append(field)
        else:
            rows.append([field])
    return rows


def _joins(row: Sequence[Field], field: Field) -> bool:
    if WHOLE in (share(row[0]), share(field)) or (row[0].type is FieldType.FLAG) != (field.type is FieldType.FLAG):
        return False
    return len(row) < min(share(each) for each in (*row, field))


def grouped(fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    """Fields under their headings; a field that is alone in its group goes with the group before it."""
    groups: dict[str, list[Field]] = {}
    for field in fields:
        groups.setdefault(field.group, []).append(field)
    joined: list[tuple[str, list[Field]]] = []
    for group, members in groups.items():
        if joined and len(members) == 1:
            joined[-1][1].extend(members)
        else:
            joined.append((group, members))
    return joined


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class RecordFields(QWidget):
    """The inputs of a kind; says when something was typed and when a field was left.

    Made in two steps: first the inputs, then all that is around them.
    """

    typed = Signal()
    left = Signal(str)
    hinted = Signal(str)

    def __init__(self, context: Context, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._context = context
        self._fields = {field.name: field for field in field_inputs.fields_of(kind)}
        self.inputs = {name: field_inputs.made(context, kind, field) for name, field in self._fields.items()}
        self._by_editor = {each.editor: name for name, each in self.inputs.items()}
        self.boxes: dict[str, FieldBox] = {}

    def is_furnished(self) -> bool:
        """Whether the second step was done."""
        return self.layout() is not None

    def furnish(self) -> None:
        """The second step: boxes, rows, and an ear for everything."""
        self.boxes = {
            name: self._box(self._fields[name], each)
            for name, each in self.inputs.items()
            if self._fields[name].type is not FieldType.FLAG
        }
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(14), theme.px(8), theme.px(6), theme.px(8))
        self._column.setSpacing(theme.px(6))
        self._arrange()
        self._listen()

    def values(self) -> Values:
        """Everything entered; blanks are left out."""
        read = ((name, field_inputs.read(each)) for name, each in self.inputs.items())
        return {name: value for name, value in read if value is not None}

    def show_values(self, values: Values) -> None:
        """Show these and no others."""
        for name, input_ in self.inputs.items():
            self._narrow(name, values, values.get(name))
            field_inputs.show(self._fields[name], input_, values.get(name))
            input_.set_complaint(None)
        self._show_asked(values)
        self._show_asides()

    def _show_asked(self, values: Values) -> None:
        """A field that is not asked in this period shows only where something is written in it."""
        first, last = self._context.period.first.isoformat(), self._context.period.last.isoformat()
        for name, field in self._fields.items():
            if field.valid_from or field.valid_to:
                shown = self.boxes.get(name) or self.inputs[name]
                shown.setVisible(field.asked_in(first, last) or values.get(name) is not None)

    def unreadable(self) -> dict[str, str]:
        """Typed text by field that means nothing there."""
        found = ((name, field_inputs.unreadable(each)) for name, each in self.inputs.items())
        return {name: text for name, text in found if text}

    def complain(self, sentences: Mapping[str, str]) -> None:
        """Say at each field what is wrong with it."""
        for name, input_ in self.inputs.items():
            input_.set_complaint(sentences.get(name))

    def label(self, name: str) -> str:
        """What people call a field."""
        return self._fields[name].label if name in self._fields else name

    def set_read_only(self, locked: bool) -> None:
        """Show without letting it be changed."""
        for input_ in self.inputs.values():
            input_.set_read_only(locked)

    def focus_first(self, names: Iterable[str] = ()) -> None:
        """Put the keyboard on the first of these fields, else on the first empty one, else on the first."""
        wanted = set(names)
        order = [name for name in self.inputs if name in wanted]
        order += [name for name, each in self.inputs.items() if not each.raw().strip() and name != "_count"]
        self.inputs[(order or list(self.inputs))[0]].editor.setFocus()

    def focus_complaint(self) -> None:
        """Put the keyboard on the first field that something is said against, if there is one."""
        if wrong := [name for name, each in self.inputs.items() if each.complaint() is not None]:
            self.focus_first(wrong)

    def show_raw(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields as they were typed."""
        for name, text in texts.items():
            editor = self.inputs[name].editor
            if isinstance(editor, QLineEdit):
                editor.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the hint of the field that has the keyboard; undo what is saved where nothing is being typed."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.hinted.emit(self._fields[self._by_editor[watched]].hint)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            name = self._by_editor[watched]  # type: ignore[index]
            if not self.inputs[name].is_typing():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, name: str) -> None:
        """Enter goes to the next field, as in Excel."""
        order = list(self.inputs)
        later = [each for each in order[order.index(name) + 1 :] if self.inputs[each].isEnabled()]
        if later:
            self.inputs[later[0]].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _box(self, field: Field, input_: Input) -> FieldBox:
        wide = share(field) != THIRD and field.type not in NUMERIC and field.type is not FieldType.LONG_TEXT
        optional = wide and not field.required and theme.font_width("caption", field.label) < theme.px(96)
        box = FieldBox(field.label, input_, optional=optional)
        if share(field) != WHOLE:
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)  # equal widths in a row
        return box

    def _arrange(self) -> None:
        for place, (group, fields) in enumerate(grouped(list(self._fields.values()))):
            if place and group:
                heading = Text(group, "header", "text2")
                heading.setContentsMargins(0, theme.px(6), 0, 0)
                self._column.addWidget(heading)
            self._column.addWidget(self._rows(fields))
        self._column.addStretch()

    def _rows(self, fields: Sequence[Field]) -> FieldGrid:
        grid = FieldGrid()
        for row in packed(fields):
            if row[0].type is FieldType.FLAG:
                grid.add_wide(self._flags([self.inputs[field.name] for field in row]))
            elif share(row[0]) == WHOLE:
                grid.add_wide(self.boxes[row[0].name])
            else:
                grid.add_row(*(self.boxes[field.name] for field in row))
        return grid

    @staticmethod
    def _flags(inputs: Sequence[Input]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for each in inputs:
            row.addWidget(each, 1)
        for _ in range(HALF - len(inputs)):
            row.addStretch(1)
        return line

    def _listen(self) -> None:
        for name, input_ in self.inputs.items():
            input_.edited.connect(self.typed)
            input_.committed.connect(lambda name=name: self._on_committed(name))
            input_.editor.installEventFilter(self)
            if isinstance(input_.editor, QLineEdit):
                input_.editor.returnPressed.connect(lambda name=name: self._go_on(name))

    def _on_committed(self, name: str) -> None:
        children = [each for each in self._fields.values() if each.parent == name]
        for child in children:
            self._narrow(child.name, self.values())
        self._widen(name)
        self._show_asides()
        self.left.emit(name)

    def _narrow(self, name: str, values: Values, held: Value | None = None) -> None:
        """Offer only the choices that stand under the choice of the parent field."""
        field, input_ = self._fields[name], self.inputs[name]
        if isinstance(input_, ChoicePicker) and (field.parent or held is not None):
            above = values.get(field.parent or "")
            input_.set_choices(field_inputs.choices(self._context, self.kind, field, above, held))

    def _widen(self, name: str) -> None:
        """A choice made before its parent's fills in the parent."""
        field, input_ = self._fields[name], self.inputs[name]
        items = self._context.catalogue.choices_of(field)
        above = self.inputs.get(field.parent or "")
        if items is None or above is None or above.value() or not isinstance(input_, ChoicePicker):
            return
        chosen = items.by_code.get(input_.value() or "")
        if chosen is not None and chosen.parent:
            above.set_value(chosen.parent)

    def _show_asides(self) -> None:
        """Say beside the main day when it lies outside the open period."""
        name, period = self.kind.date_field or "", self._context.period
        if name not in self.boxes:
            return
        day = self.inputs[name].value()
        outside = ""
        if isinstance(day, date) and not period.holds(day):
            outside = self.tr("thuộc kỳ sau") if day > period.last else self.tr("thuộc kỳ trước")
        self.boxes[name].set_aside(outside)
