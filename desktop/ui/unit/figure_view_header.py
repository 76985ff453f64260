"""The buttons above the grid: section picker, more indicators, month, declaration, the next thing to do."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop.kit.buttons import KeyButton
from desktop.kit.frame import PageHeader
from desktop.kit.inputs import PlainPicker
from desktop.services.grid import Grid
from desktop.ui.catalogue_words import spoken
from desktop.ui.unit.figure_view_values import month_title
from desktop.ui.unit.figure_view_walk import LOOK, NEXT, SEND, stage


class FigureHeader(QObject):
    """Fills the page's header."""

    month_chosen = Signal(int)

    def __init__(self, header: PageHeader, tabs: Sequence[str]) -> None:
        super().__init__(header)
        self._header = header
        self._months: tuple[int, ...] = ()
        self.picker = PlainPicker([(name, spoken(name)) for name in tabs])
        self.more = KeyButton(self.tr("Thêm chỉ tiêu"), kind="quiet")
        self.month = KeyButton("", bind=False)
        self.month.set_arrow()
        self.declare = KeyButton("", "Ctrl+0", icon="circle-minus")
        self.primary = KeyButton("", "F8", kind="primary", icon="arrow-right")
        for widget in (self.picker, self.more, self.month, self.declare, self.primary):
            header.add_action(widget)
        self.picker.hide()
        self.month.clicked.connect(self._open_menu)

    def show_grid(self, found: Grid, everything: bool) -> None:
        """Say how far the open month is and what comes next."""
        self._months = found.period.months
        month, (done, total) = month_title(found.open_month), found.cells
        state = self.tr("{month}: đã có {done}/{total} ô")
        self._header.set_state(state.format(month=month.lower(), done=done, total=total))
        titles = {
            NEXT: self.tr("Ô chưa nhập tiếp theo"),
            LOOK: self.tr("Ô cần xem tiếp theo"),
            SEND: self.tr("Kiểm tra và gửi"),
        }
        rename(self.month, month)
        rename(self.more, self.tr("Bớt chỉ tiêu") if everything else self.tr("Thêm chỉ tiêu"))
        rename(self.primary, titles[stage(found)])
        self._header.fit()

    def show_declared(self, declared: bool) -> None:
        """Offer to declare the current section, or to take its declaration back."""
        words = self.tr("Bỏ khai báo của mục") if declared else self.tr("Không phát sinh cả mục")
        rename(self.declare, words)

    def set_compact(self, compact: bool) -> None:
        """The picker stands for the tabs; rare buttons go."""
        self.picker.setVisible(compact)
        for rare in (self.more, self.month):
            rare.setHidden(compact)

    def _open_menu(self) -> None:
        menu = QMenu(self.month)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for month in self._months:
            menu.addAction(month_title(month), partial(self.month_chosen.emit, month))
        menu.popup(self.month.mapToGlobal(QPoint(0, self.month.height())))


def rename(button: KeyButton, words: str) -> None:
    """Give a button other words, with the room they need."""
    if button.text() != words:
        button.setText(words)
        button.updateGeometry()
