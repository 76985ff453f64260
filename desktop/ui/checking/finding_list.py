"""The findings at the right: one chosen and open, the others by their title; under them what was found right."""

from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.findings import Mend
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, EmptyState, Scroll
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.ui.checking.desk import CheckDesk, Item, Look
from desktop.ui.checking.finding_block import FindingBlock
from desktop.ui.retold import retold
from desktop.ui.words import translate
from desktop.wording import finding_words

MOST_BLOCKS, AT_ONCE, MORE = 150, 2, 4


class FindingList(Card):
    """All findings of the text; says which is chosen and what is wanted of it."""

    chosen = Signal(object)
    decided = Signal(object)
    """Item: the text is shown again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Findings", "Phát hiện"), "", parent)
        self._desk: CheckDesk | None = None
        self._names: Mapping[str, str] = {}
        self._blocks: dict[int, FindingBlock] = {}
        self._current: Item | None = None
        self._waiting: deque[Item] = deque()
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(lambda: self._add_blocks(MORE))
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = Scroll(self._holder)
        self.none = EmptyState("")
        self.body.addWidget(self.none)
        self.body.addWidget(self._scroll, 1)

    def show_desk(self, desk: CheckDesk, names: Mapping[str, str]) -> None:
        """Show the findings of a text."""
        self._desk, self._names, self._current = desk, names, None
        for block in self._blocks.values():
            block.hide()
            block.deleteLater()
        while self._column.takeAt(0) is not None:
            pass
        found = desk.findings()[:MOST_BLOCKS]
        self._blocks, self._waiting = {}, deque(found)
        if (rest := len(desk.findings()) - len(found)) > 0:
            self._column.addWidget(Text(self.tr("và {n} phát hiện nữa").format(n=rest), "body", "text2"))
        self._column.addStretch()
        self._add_blocks(AT_ONCE)
        self.none.sentence.setText(_nothing_wrong(desk))
        self.none.setVisible(not found)
        self._scroll.setVisible(bool(found))
        self.show_left()

    def _add_blocks(self, count: int) -> None:
        """The next blocks; those that nobody sees yet come some at a time."""
        for _ in range(min(count, len(self._waiting))):
            item = self._waiting.popleft()
            self._blocks[item.number] = block = self._made(item)
            self._column.insertWidget(len(self._blocks) - 1, block)
        if self._waiting:
            self._more.start()

    def current(self) -> Item | None:
        """The chosen finding."""
        return self._current

    def choose(self, item: Item | None) -> None:
        """Open one finding."""
        while item is not None and any(each is item for each in self._waiting):
            self._add_blocks(1)
        for block in self._blocks.values():
            block.set_chosen(block.item is item)
        self._current = item
        QTimer.singleShot(0, self, self._show_current)  # the opened block takes its room first

    def _show_current(self) -> None:
        if self._current is not None and self._current.number in self._blocks:
            self._scroll.ensureWidgetVisible(self._blocks[self._current.number], 0, theme.px(8))

    def mend_current(self) -> None:
        """Enter: write what is right into the copy; what is decided leads on."""
        if self._current is None:
            return
        offered = self._current.offered
        if self._current.open and offered is not None:
            self._mend(self._current, offered)
        else:
            self.next(1)

    def ask_reason(self) -> None:
        """Ctrl+G: keep it, and say why."""
        if self._current is not None and self._current.open and self._current.number in self._blocks:
            self._blocks[self._current.number].ask_reason()

    def next(self, step: int) -> None:
        """The next finding that a person has to decide."""
        if self._desk is None:
            return
        number = self._current.number if self._current else 0
        if (item := self._desk.after(number, step)) is not None:
            self.chosen.emit(item)

    def show_left(self) -> None:
        """How many there are, how many are left."""
        if self._desk is None:
            return
        told = self.tr("{n}, còn {left}").format(n=len(self._desk.findings()), left=self._desk.left())
        self.set_aside(told if self._desk.findings() else "0")

    def _made(self, item: Item) -> FindingBlock:
        assert self._desk is not None
        name = self._names.get(item.mention.code, "") if item.mention else ""
        block = FindingBlock(item, self._desk.review.text.passages, name)
        block.chosen.connect(lambda: self.chosen.emit(item))
        block.mended.connect(lambda mend: self._mend(item, mend))
        block.kept.connect(lambda reason: self._keep(item, reason))
        block.reopened.connect(lambda: self._reopen(item))
        return block

    def _mend(self, item: Item, mend: Mend) -> None:
        item.mend, item.reason = mend, ""
        self._told(item)

    def _keep(self, item: Item, reason: str) -> None:
        if self._desk is not None:
            self._desk.keep(item, reason)
            self._told(item)

    def _reopen(self, item: Item) -> None:
        if self._desk is not None:
            self._desk.reopen(item)
            self._told(item)

    def _told(self, item: Item) -> None:
        self._blocks[item.number].refresh()
        self.show_left()
        self.decided.emit(item)


def _nothing_wrong(desk: CheckDesk) -> str:
    if not desk.items:
        return translate("Findings", "Không có số nào tính lại được trong văn bản này. Mở văn bản khác để soát.")
    return translate("Findings", "{n} số, không có số sai.").format(n=len(desk.items))


class CheckedList(Card):
    """The figures that were found right, or could not be compared."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Findings", "Đã soát đúng"), "", parent)
        self._desk: CheckDesk | None = None
        self.model = RowsModel(
            [
                Column(self.tr("Số trong văn bản"), "words", 190, prose=True, stretch=True),
                Column(self.tr("Tính lại"), "why", 170, prose=True, token="text2"),
            ]
        )
        self.table = LedgerTable()
        self.table.setModel(self.model)
        self.table.opened.connect(self._on_opened)
        self.body.addWidget(self.table)

    def show_desk(self, desk: CheckDesk, look: Look | None = None) -> None:
        """Show the figures of one kind; without a kind the right ones and then the others."""
        self._desk = desk
        looks = (Look.RIGHT, Look.UNKNOWN) if look not in (Look.RIGHT, Look.UNKNOWN) else (look,)
        items = [item for each in looks for item in desk.of(each)]
        self.set_title(self.tr("Không so được") if look is Look.UNKNOWN else self.tr("Đã soát đúng"))
        count = len(desk.of(Look.UNKNOWN if look is Look.UNKNOWN else Look.RIGHT))
        self.set_aside(self.tr("{n} số").format(n=count))
        self.model.set_rows([_line(desk, item) for item in items])

    def _on_opened(self, key: object) -> None:
        if self._desk is not None and isinstance(key, int):
            self.chosen.emit(self._desk.items[key])


def _line(desk: CheckDesk, item: Item) -> Line:
    mark = Mark.DONE if item.look is Look.RIGHT else Mark.NONE
    if item.mention is not None:
        right, unknown = translate("Findings", "khớp số liệu của kỳ"), translate("Findings", "chưa có trong số liệu")
        why = right if item.look is Look.RIGHT else unknown
        words = item.mention.text
    else:
        assert item.finding is not None
        words = item.finding.text
        unknown = translate("Findings", "không có số để tính lại")
        why = retold(finding_words.right_words(item.finding)) if item.look is Look.RIGHT else unknown
    words = " ".join(words.split())
    return Line((Cell(words, mark=mark, tip=words), Cell(why, tip=why)), desk.place_of(item))
