"""The panel beside the grid: what is odd and why, the last months, how it is counted, where it comes from."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.catalogue import Level
from desktop.domain.figures import Figure
from desktop.kit import icons, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card, Divider, Scroll
from desktop.kit.charts import MonthBar, MonthBars
from desktop.kit.inputs import FieldBox, LongTextInput
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services.grid import GridRow
from desktop.services.placing import PlacedProblem
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.unit.figure_view_compare import ComparedLines
from desktop.ui.unit.figure_view_values import Scale, scale_of
from desktop.ui.unit.reason_menu import ReasonMenu, Reasons

LIMIT = 500
COMPARED = 5
BARS_HEIGHT = 88


class ProblemBlock(QWidget):
    """What is wrong or odd with the chosen figure, and the reason for it."""

    reason_given = Signal(str)
    edit_asked = Signal()

    def __init__(self, reasons: Reasons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = Block("warn")
        self.reason = LongTextInput(LIMIT, 2)
        self.ready = ReasonMenu(reasons, self.reason)
        self.box = FieldBox(self.tr("Lý do"), self.reason)
        self.save = KeyButton(self.tr("Lưu lý do"), "Ctrl+Enter", small=True)
        self.edit = KeyButton(self.tr("Sửa số"), "F2", small=True, bind=False)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.save)
        buttons.addWidget(self.edit)
        buttons.addStretch()
        self.block.body.addWidget(self.box)
        self.block.body.addWidget(self.ready, 0, Qt.AlignmentFlag.AlignLeft)
        self.block.body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.block)
        self.save.clicked.connect(self._on_save)
        self.edit.clicked.connect(self.edit_asked)
        self.reason.edited.connect(lambda: self.reason.set_complaint(None))

    def show_problem(self, problem: PlacedProblem, derived: bool) -> None:
        """Show a problem; errors are mended, warnings may be explained."""
        wrong = problem.problem.level is Level.E
        title, _, rest = problem.sentence.partition(". ")
        self._show(wrong, title, rest)
        self.box.setVisible(not wrong)
        self.ready.setVisible(not wrong)
        self.save.setVisible(not wrong)
        self.save.setText(self.tr("Sửa lý do") if problem.explained else self.tr("Lưu lý do"))
        self.save.updateGeometry()
        self.edit.setText(self.tr("Mở bản ghi") if derived else self.tr("Sửa số"))
        self.edit.set_key("" if derived else "F2")
        self.reason.set_value(problem.explained or "")

    def show_refusal(self, sentence: str) -> None:
        """Say why a typed text was not taken."""
        title, _, rest = sentence.partition(". ")
        self._show(True, title, rest)
        self.box.hide()
        self.ready.hide()
        self.save.hide()
        self.edit.setText(self.tr("Sửa số"))
        self.edit.set_key("F2")

    def _show(self, wrong: bool, title: str, rest: str) -> None:
        self.block.set_kind("err" if wrong else "warn")
        self.block.set_mark(Mark.ERROR if wrong else Mark.WARNING)
        self.block.set(title.rstrip("."), rest)
        self.setAccessibleName(f"{title}. {rest}")
        self.show()

    def _on_save(self) -> None:
        if not self.reason.value():
            self.reason.set_complaint(self.tr("Chưa ghi lý do. Ghi ngắn vì sao số này đúng."))
            self.reason.setFocus()
        elif self.reason.complaint() is None:
            self.reason_given.emit(self.reason.value())


class Example(QWidget):
    """A counted or a not counted example behind its sign."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(icon, "accent" if icon == "check" else "text2", 14))
        sign.setFixedWidth(theme.px(14))
        self.words = Text("", "body", "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def say(self, words: str) -> None:
        """Show an example, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))


class FigurePanel(Card):
    """Explains the chosen figure."""

    source_asked = Signal()

    def __init__(self, reasons: Reasons, parent: QWidget | None = None) -> None:
        super().__init__(" ", "", parent)
        self.code = self.add_action(Text("", "body", "text2"))
        self.problem = ProblemBlock(reasons)
        self.compared = ComparedLines()
        self.bars, self.no_bars = MonthBars(), Text("", "body", "text2")
        self.bars.setFixedHeight(theme.px(BARS_HEIGHT))
        self.definition = Text("", "body", "text2", wrap=True)
        self.counted, self.not_counted = Example("check"), Example("x")
        self.source = Text("", "body", "text2", wrap=True)
        self.open_source = KeyButton(self.tr("Mở bản ghi"), "Enter", kind="quiet", small=True)
        self.open_source.clicked.connect(self.source_asked)
        self._lay_out()
        self.problem.hide()

    def show_row(self, row: GridRow, month: int, refusal: str = "") -> None:
        """Explain a figure; a text that was refused comes first."""
        self.set_title(shown_indicator(row.indicator).short)
        self.code.setText(row.indicator.code)
        self.title.setToolTip(shown_indicator(row.indicator).name)
        if refusal:
            self.problem.show_refusal(refusal)
        elif row.problem is not None:
            self.problem.show_problem(row.problem, row.derived)
        else:
            self.problem.hide()
        self.compared.show_row(row, month)
        shown = shown_indicator(row.indicator)
        self.definition.setText(shown.definition or shown.name)
        self.counted.say(self._example(self.tr("Tính: {words}"), shown.counted_example))
        self.not_counted.say(self._example(self.tr("Không tính: {words}"), shown.not_counted_example))

    def show_source(self, words: str, openable: bool) -> None:
        """Say where the figure comes from."""
        self.source.setText(words)
        self.open_source.setVisible(openable)

    def show_months(self, row: GridRow, months: Sequence[tuple[int, Figure]], opened: int) -> None:
        """Draw the last twelve months; what is asked about stands out with its figure."""
        told = any(figure.amount is not None for _, figure in months)
        drawn = any(figure.amount for _, figure in months)
        self.no_bars.setText(self.tr("Các tháng đều bằng 0.") if told else self.tr("Chưa có số liệu của tháng nào."))
        self.bars.setVisible(drawn)
        self.no_bars.setHidden(drawn)
        scale, warned = scale_of(row), row.problem is not None and row.problem.explained is None
        self.bars.set_months(
            [self._bar(month, figure, opened, warned, scale) for month, figure in months],
            *self._mean(months, scale),
        )

    def show_definition(self) -> None:
        """Bring the definition into sight."""
        self._scroll.ensureWidgetVisible(self.definition)

    def _example(self, pattern: str, words: str) -> str:
        return pattern.format(words=words) if words else ""

    def _bar(self, month: int, figure: Figure, opened: int, warned: bool, scale: Scale) -> MonthBar:
        here = month == opened
        kind = ("warned" if warned else "open") if here else "year" if month // 100 == opened // 100 else "old"
        shown = here and bool(figure.amount)
        return MonthBar(
            self._label(month, opened),
            figure.amount,
            kind,  # type: ignore[arg-type]
            scale.text(figure.amount) if shown and figure.amount is not None else "",
        )

    def _label(self, month: int, opened: int) -> str:
        """The first bar, each January and the open month are named."""
        if month == opened:
            return period_words.short_month(month)
        first = (month // 100 == opened // 100 - 1) and month % 100 == opened % 100 + 1
        return f"{period_words.short_month(month)}/{month // 100}" if first or month % 100 == 1 else ""

    def _mean(self, months: Sequence[tuple[int, Figure]], scale: Scale) -> tuple[Decimal | None, str]:
        known = [figure.amount for _, figure in months[:-1] if figure.amount is not None][-COMPARED:]
        if len(known) < 2:
            return None, ""
        mean = sum(known, Decimal(0)) / len(known)
        if not mean:
            return None, ""
        if crowded(months[-1][1].amount, mean):
            return mean, ""
        rounded = Scale(scale.unit, scale.factor, 0 if mean / scale.factor >= 10 else 1)
        return mean, self.tr("tb {mean}").format(mean=rounded.text(mean))

    def _lay_out(self) -> None:
        inside, facts = QWidget(), QWidget()
        column = QVBoxLayout(facts)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(5))
        parts: list[tuple[str, list[QWidget]]] = [
            (self.tr("So sánh"), [self.compared]),
            (self.tr("12 tháng gần nhất"), [self.bars, self.no_bars]),
            (self.tr("Cách tính"), [self.definition, self.counted, self.not_counted]),
            (self.tr("Nguồn"), [self.source, self.open_source]),
        ]
        for place, (title, widgets) in enumerate(parts):
            if place:
                column.addWidget(Divider())
            column.addWidget(Text(title, "bold"))
            for widget in widgets:
                column.addWidget(widget)
        column.setAlignment(self.open_source, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.problem)
        whole.addWidget(facts, 1)
        self._scroll = Scroll(inside)
        self.body.addWidget(self._scroll, 1)


def crowded(value: Decimal | None, mean: Decimal) -> bool:
    """Whether the words of the mean would lie on those of the open month."""
    return bool(value) and mean / 2 < (value or 0) < mean * 8 / 5
