"""Cột và từ: what each column and each unknown word of the old file means; chosen from lists at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.old_fonts import readable
from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.frame import Split
from desktop.kit.inputs import Choice as Option
from desktop.kit.inputs import ChoicePicker
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services.old_asking import About, Ask
from desktop.ui.retold import retold
from desktop.wording.numbers import number

SIDE, SIDE_LEAST = 360, 300


class OldAsksPart(QWidget):
    """The questions at the left, the choice for the current one at the right."""

    answered = Signal(object, str)
    """Ask, and the key that was chosen."""
    agreed = Signal(object)
    """Asks whose present answer is right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks: list[Ask] = []
        self.table = LedgerTable()
        self.model = RowsModel(
            [
                Column("", "mark", 34, "center"),
                Column(self.tr("Trong bảng cũ"), "words", 250, prose=True),
                Column(self.tr("Ví dụ"), "example", 190, prose=True, token="text2", stretch=True),
                Column(self.tr("Hiểu là"), "now", 200, prose=True, bold=True),
            ]
        )
        self.table.setModel(self.model)
        self.picker = ChoicePicker(fold)
        self.question, self.told = Text("", "bold", wrap=True), Text("", "body", "text2", wrap=True)
        self.agree = KeyButton(self.tr("Đúng rồi"), "Ctrl+D", bind=False)
        self.agree_all = KeyButton(self.tr("Mọi từ gần giống đều đúng"), kind="quiet", bind=False)
        self.list, self.side = Card(self.tr("Cách hiểu bảng cũ")), Card(self.tr("Chọn"))
        self.give = self.list.add_action(KeyButton(self.tr("Dùng cách hiểu"), "", small=True, icon="download"))
        self.keep = self.list.add_action(KeyButton(self.tr("Xuất cách hiểu"), "", small=True, icon="upload"))
        self._furnish()
        self._connect()

    def show_asks(self, asks: Sequence[Ask]) -> None:
        """Show these; the keyboard stays where it was."""
        key = self.table.current_key()
        self._asks = list(asks)
        rows: list[Line | Group] = []
        for sheet in dict.fromkeys(ask.sheet for ask in asks):
            mine = [ask for ask in asks if ask.sheet == sheet]
            waiting = sum(ask.waits for ask in mine)
            aside = self.tr("{n} chỗ cần chọn").format(n=number(waiting)) if waiting else self.tr("đã đủ")
            rows.append(Group(self.tr("Trang “{sheet}”").format(sheet=readable(sheet)), aside))
            rows += [_line(ask) for ask in sorted(mine, key=_rank)]
        self.model.set_rows(rows)
        if not self.table.set_current(key):
            self.next_waiting()
        self._show_chosen()

    def waiting(self) -> int:
        """How many questions wait."""
        return sum(ask.waits for ask in self._asks)

    def chosen(self) -> Ask | None:
        """The question the keyboard stands on."""
        key = self.table.current_key()
        return next((ask for ask in self._asks if ask.key == key), None)

    def next_waiting(self, step: int = 1) -> None:
        """Go to the next question that waits, round the end; else to the first one."""
        here, rows = self.table.currentIndex().row(), self.model.rowCount()
        waiting = {ask.key for ask in self._asks if ask.waits}
        for offset in range(1, rows + 1):
            row = (here + step * offset) % rows
            if self.model.key_at(row) in waiting:
                return self.table.select_position(row)
        if rows > 1 and here < 0:
            self.table.select_position(1)

    def choose(self, key: str) -> None:
        """Answer the current question."""
        ask = self.chosen()
        if ask is not None and key != ask.now:
            self.answered.emit(ask, key)

    def _on_picked(self) -> None:
        value = self.picker.value()
        if value is not None:
            self.choose(value)
            self.table.setFocus()

    def _agree(self) -> None:
        ask = self.chosen()
        if ask is not None and ask in self._alike():
            self.agreed.emit([ask])

    def _agree_all(self) -> None:
        self.agreed.emit(self._alike())

    def _alike(self) -> list[Ask]:
        return [ask for ask in self._asks if ask.about in (About.WORD, About.INDICATOR) and ask.now and not ask.settled]

    def _show_chosen(self) -> None:
        ask, alike = self.chosen(), self._alike()
        self.agree_all.setVisible(len(alike) > 1)
        self.agree.setVisible(ask is not None and ask in alike)
        self.picker.setVisible(ask is not None)
        if ask is None:
            self.question.setText("")
            self.told.setText(self.tr("Chọn một dòng ở bên trái."))
            return
        self.question.setText(retold(ask.words))
        self.told.setText(self._hint(ask))
        self.picker.set_choices([Option(key, retold(words)) for key, words in ask.options])
        self.picker.set_value(ask.now)
        self.picker.set_names(ask.words, "")

    def _hint(self, ask: Ask) -> str:
        hints = {
            About.KIND: self.tr("Bảng này ghi loại việc gì. Đổi loại thì các cột được đoán lại."),
            About.YEAR: self.tr("Ngày như 5/3 và cột Tháng 3 thuộc năm này."),
            About.PERIOD: self.tr("Số trong cột thuộc kỳ này, giữ làm số cùng kỳ để so sánh."),
            About.COLUMN: self.tr("Cột này thành ô nào của bản ghi."),
            About.CONSTANT: self.tr("Bản ghi phải có ô này. Chọn một giá trị cho mọi dòng, hoặc sửa từng nháp."),
            About.DAYS: self.tr("Cột có ngày thật và ngày bằng chữ: máy nhập có thể đã đọc 5/3 thành ngày 3 tháng 5."),
            About.WORD: self.tr("Từ này là mục nào trong danh mục. Chọn một lần, dùng cho mọi dòng và lần sau."),
            About.INDICATOR: self.tr("Dòng này là chỉ tiêu nào. Chọn một lần, lần sau tự nhận."),
        }
        in_file = ask.about is About.COLUMN
        example = self.tr("Ví dụ: {words}").format(words=ask.example) if in_file else retold(ask.example)
        return "\n".join(part for part in (hints[ask.about], example if ask.example else "") if part)

    def _furnish(self) -> None:
        self.list.body.addWidget(self.table, 1)
        body = self.side.body
        body.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        body.setSpacing(theme.px(8))
        for widget in (self.question, self.picker, self.told, self.agree, self.agree_all):
            body.addWidget(widget)
        body.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Split(self.list, self.side, SIDE, SIDE_LEAST), 1)

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.opened.connect(lambda _: self._open_list())
        self.picker.committed.connect(self._on_picked)
        self.agree.clicked.connect(self._agree)
        self.agree_all.clicked.connect(self._agree_all)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut("F8", self, self.next_waiting, context=here)
        QShortcut("Shift+F8", self, lambda: self.next_waiting(-1), context=here)
        QShortcut("Ctrl+D", self, self._agree, context=here)

    def _open_list(self) -> None:
        self.picker.setFocus()
        self.picker.open_list()


def _rank(ask: Ask) -> tuple[bool, int]:
    """What waits first; the columns stay in the order of the file."""
    heads = (About.KIND, About.YEAR, About.PERIOD)
    return (ask.about not in heads, 0 if ask.waits and ask.about is not About.COLUMN else 1)


def _line(ask: Ask) -> Line:
    mark = Mark.WARNING if ask.waits else Mark.NONE if not ask.now else Mark.DONE
    now = retold(ask.now_words) if ask.now or not ask.waits else ""
    words, example = retold(ask.words), ask.example if ask.about is About.COLUMN else retold(ask.example)
    token = "text2" if not ask.now or ask.now == "-" else ""
    return Line(
        (Cell(mark=mark), Cell(words, tip=words), Cell(example, tip=example), Cell(now, token=token)),
        ask.key,
    )  # fmt: skip
