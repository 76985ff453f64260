"""Problems under their step: sentence, reason, one action; a warning opens its reason field in place."""

from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Level
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import FieldBox, LongTextInput
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.text import Text
from desktop.services.placing import PlacedProblem
from desktop.ui.catalogue_words import spoken
from desktop.ui.unit.reason_menu import ReasonMenu, Reasons

LIMIT, MOST = 500, 12


class ProblemLine(QWidget):
    """One problem."""

    place_asked = Signal()
    reason_given = Signal(str)

    def __init__(self, placed: PlacedProblem, reasons: Reasons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.placed = placed
        self.action = KeyButton(spoken(placed.action), kind="quiet", small=True)
        self.look = KeyButton(self.tr("Xem"), kind="quiet", small=True)
        self._reasons = reasons
        self._arrange()
        self.action.clicked.connect(self._on_action)
        self.look.clicked.connect(self.place_asked)

    @cached_property
    def reason(self) -> LongTextInput:
        """Why it is right; like all of its field made when it is first wanted, for most lines never."""
        made = LongTextInput(LIMIT, 2)
        made.edited.connect(lambda: made.set_complaint(None))
        return made

    @cached_property
    def save(self) -> KeyButton:
        """Keep the reason."""
        made = KeyButton(self.tr("Lưu lý do"), "Ctrl+Enter", small=True, bind=False)
        made.clicked.connect(self._on_save)
        return made

    def open_reason(self) -> None:
        """Show the reason's field and stand in it."""
        self._field.show()
        self.reason.setFocus()

    def is_reasoning(self) -> bool:
        """Whether the reason's field is open."""
        return "_field" in self.__dict__ and not self._field.isHidden()

    def holds(self, here: QWidget | None) -> bool:
        """Whether the keyboard is in the reason's field."""
        return self.is_reasoning() and here is self.reason.text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule above."""
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.color("line"))

    def _on_action(self) -> None:
        if self.placed.open_warning and not self.is_reasoning():
            self.open_reason()
        else:
            self.place_asked.emit()

    def _on_save(self) -> None:
        if not self.reason.value():
            self.reason.set_complaint(self.tr("Chưa ghi lý do. Ghi ngắn vì sao điều này đúng."))
            self.reason.setFocus()
        elif self.reason.complaint() is None:
            self.reason_given.emit(self.reason.value())

    @cached_property
    def _field(self) -> QWidget:
        field = QWidget(self)
        row = QHBoxLayout(field)
        row.setContentsMargins(theme.px(24), 0, theme.px(4), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(FieldBox(self.tr("Lý do, cấp trên sẽ thấy"), self.reason), 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.px(4))
        buttons.addStretch()
        buttons.addWidget(ReasonMenu(self._reasons, self.reason))
        buttons.addWidget(self.save)
        row.addLayout(buttons)
        self._column.addWidget(field)
        return field

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        mark = Mark.ERROR if self.placed.problem.level is Level.E else Mark.WARNING
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(MarkLabel(mark, 16), 0, top)
        row.addLayout(self._words(), 1)
        row.addWidget(self.look, 0, top)
        row.addWidget(self.action, 0, top)
        self.look.setVisible(self.placed.open_warning)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(12), theme.px(5), theme.px(4), theme.px(4))  # room for the focus ring
        self._column.setSpacing(theme.px(4))
        self._column.addLayout(row)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        if self.placed.explained is None:
            words.addWidget(Text(self.placed.sentence, wrap=True))
            words.addWidget(Text(self.placed.place, "caption", "text2"))
        else:
            told = self.tr("Lý do: {reason}").format(reason=self.placed.explained)
            words.addWidget(Text(self.placed.sentence.partition(". ")[0], wrap=True))
            words.addWidget(Text(told, "caption", "text2", wrap=True))
        return words


class ProblemLines(QWidget):
    """The first dozen problems of a step, and how many more there are."""

    place_asked = Signal(object)
    reason_given = Signal(object, str)

    def __init__(self, reasons: Reasons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons = reasons
        self.lines: list[ProblemLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = Text("", "caption", "text2")
        self._column.addWidget(self._more)

    def show_problems(self, found: list[PlacedProblem]) -> None:
        """Show these; the same ones stay as they are, with what is being typed."""
        if [line.placed for line in self.lines] == found[:MOST]:
            return
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [self._line(placed) for placed in found[:MOST]]
        for place, line in enumerate(self.lines):
            self._column.insertWidget(place, line)
        rest = len(found) - MOST
        self._more.setText(self.tr("và {n} nữa, hiện khi các dòng trên đã xong").format(n=rest))
        self._more.setVisible(rest > 0)

    def _line(self, placed: PlacedProblem) -> ProblemLine:
        line = ProblemLine(placed, self._reasons)
        line.place_asked.connect(partial(self.place_asked.emit, placed))
        line.reason_given.connect(partial(self.reason_given.emit, placed))
        return line
