"""A page of the shell, and the split into a main part and a side panel."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.kit import access, theme
from desktop.kit.frame.body import ENOUGH, BodySheet
from desktop.kit.frame.drawer_tab import DrawerTab
from desktop.kit.frame.header import NoticeBar, PageHeader

NARROW = 720


class Page(QWidget):
    """Header, notice and body; says which facts and keys the status line shows for it."""

    keys_changed = Signal()
    facts_changed = Signal()
    reads_from_top = False
    """Whether what stands first is read first, wherever the keyboard is put."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header, self.notice = PageHeader(title), NoticeBar()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(12))
        self.body.setSpacing(theme.px(12))
        self.panes: list[QWidget] = []
        self.side_panel: QWidget | None = None
        self._named = False
        self._keys: list[tuple[str, str]] = []
        self._facts: list[tuple[str, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        self._sheet, self._opening = BodySheet(self.body), False
        column.addWidget(self._sheet, 1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes in the order of reading; what was made since the last time has its place too.

        Qt asks also when the page goes out of sight, to take the keyboard elsewhere.
        """
        if not self.isVisible():
            return super().focusNextPrevChild(next)
        access.order(self)
        beside = access.beside(self, next)
        if beside is None:
            return super().focusNextPrevChild(next)
        beside.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def turn_to(self) -> None:
        """Become the current page, from its top."""
        self._opening = True
        self.arrived()
        self._opening = False
        self._sheet.open(0 if self.reads_from_top else ENOUGH)

    def give_keyboard(self, part: QWidget) -> None:
        """Place the keyboard as on arrival, when what is there was only known later: the page stays at its top."""
        opening, self._opening = self._opening, True
        part.setFocus()
        self._opening = opening

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            if before is not None and not self._opening:  # else the page or the window was only just opened
                self._sheet.show_focus(now)
            if access.is_nameless(now):  # made since the page was shown
                self.name_stops()

    def ahead(self) -> Iterator[QWidget]:
        """Make the parts that nobody has asked for yet, one a step."""
        yield from ()

    def first(self) -> Iterator[QWidget]:
        """Make the parts that are seen as soon as the page is, one a step."""
        yield from ()

    def steps_to_show(self, size: QSize) -> Iterator[object]:
        """Make the page ready for its first showing, one step after another."""
        if self.isVisible():
            return
        yield from self.first()
        yield _settle(self, size)
        self.name_stops()
        yield self

    def steps_ahead(self, size: QSize) -> Iterator[object]:
        """Make the page and its parts ready for their first showing, one step after another."""
        yield from self.steps_to_show(size)
        for part in self.ahead():
            yield part
            around = part.parentWidget()
            if around is None:
                continue  # only begun: it has no place yet
            if not part.isVisible():
                yield _settle(part, around.size())
            access.name(part, self.header.title.text())

    def name_stops(self) -> None:
        """Name what takes the keyboard and has no words."""
        self._named = True
        access.name(self, self.header.title.text())

    def is_named(self) -> bool:
        """Whether all parts that were there have names."""
        return self._named

    def arrived(self) -> None:
        """Look again and place the keyboard; called each time the page becomes the current one."""

    def lay_bar(self, bar: QWidget) -> None:
        """Put a line of fields over the body, under what the notice says."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, bar)

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Name the three to five keys that matter here."""
        self._keys = list(keys)
        self.keys_changed.emit()

    def keys(self) -> list[tuple[str, str]]:
        """The keys named."""
        return self._keys

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Say what is saved and what is special here."""
        self._facts = list(facts)
        self.facts_changed.emit()

    def facts(self) -> list[tuple[str, str]]:
        """The facts said."""
        return self._facts

    def toggle_side(self) -> None:
        """Show or hide the side panel."""
        if isinstance(parent := self.side_panel.parentWidget() if self.side_panel else None, Split):
            parent.toggle_side()
        elif self.side_panel is not None:
            self.side_panel.setVisible(self.side_panel.isHidden())
        elif split := next((each for each in self.findChildren(Split) if each.isVisible()), None):
            split.toggle_side()

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next part of the page."""
        shown = [pane for pane in self.panes if pane.isVisible()]
        if not shown:
            return
        here = next((i for i, pane in enumerate(shown) if pane.hasFocus() or _holds_focus(pane)), -step)
        shown[(here + step) % len(shown)].setFocus()

    def set_compact(self, compact: bool) -> None:
        """Follow the window's class."""
        self.header.set_compact(compact)


def _settle(part: QWidget, size: QSize) -> QWidget:
    """Do all that a first showing would: dress everything inside and give it its place."""
    part.resize(size)
    part.grab(QRect(0, 0, 1, 1))
    return part


def _holds_focus(pane: QWidget) -> bool:
    focused = pane.window().focusWidget()
    return focused is not None and pane.isAncestorOf(focused)


def _least(part: QWidget) -> int:
    """How low a part can be at the width it has."""
    layout = part.layout()
    if layout is not None and layout.hasHeightForWidth() and part.hasHeightForWidth() and part.width() > 0:
        return layout.totalMinimumHeightForWidth(part.width())
    return part.minimumSizeHint().height()


class Split(QWidget):
    """Main part and side panel; the panel becomes a drawer over the main part when there is no room."""

    def __init__(
        self, main: QWidget, side: QWidget, side_width: int = 400, side_min: int = 300, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.main, self.side = main, side
        self._widths = side_width, side_min
        self._hidden = self._drawer_open = False
        self._tab: DrawerTab | None = None
        main.setParent(self)
        side.setParent(self)

    def is_drawer(self) -> bool:
        """Whether the panel lies over the main part."""
        return self.width() < theme.px(self._widths[1] + 12 + 520)

    def toggle_side(self) -> None:
        """Show or hide the panel."""
        if self.is_drawer():
            self._drawer_open = not self._drawer_open
        else:
            self._hidden = not self._hidden
        self._place()

    def sizeHint(self) -> QSize:
        """Both beside each other."""
        main, side = self.main.sizeHint(), self.side.sizeHint()
        return QSize(main.width() + theme.px(self._widths[0] + 12), max(main.height(), side.height()))

    def event(self, event: QEvent) -> bool:
        """What a part needs, the page must know."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """As low as both can be; the page scrolls when that is more than there is."""
        return QSize(0, max(_least(self.main), 0 if self.side.isHidden() else _least(self.side)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground under both."""
        QPainter(self).fillRect(self.rect(), theme.color("window"))

    def _place(self) -> None:
        gap, wide, drawer = theme.px(12), self._side_width(), self.is_drawer()
        shown = self._drawer_open if drawer else not self._hidden
        tab = self._place_tab(shown) if drawer or self._tab is not None else 0
        room = self.width() - tab
        main = room if drawer or not shown else room - wide - gap
        self.main.setGeometry(0, 0, main, self.height())
        self.side.setGeometry(max(0, room - wide), 0, min(wide, room), self.height())
        if shown != self.side.isVisibleTo(self):
            self.side.setVisible(shown)
            self.updateGeometry()
        if drawer and shown:
            self.side.raise_()

    def _place_tab(self, shown: bool) -> int:
        """Put the tab of a drawer at the edge; says how much room it takes."""
        if self._tab is None:
            self._tab = DrawerTab(self)
            self._tab.clicked.connect(self.toggle_side)
        self._tab.setVisible(self.is_drawer())
        self._tab.set_open(shown)
        wide = self._tab.sizeHint().width()
        self._tab.setGeometry(self.width() - wide, 0, wide, min(self.height(), self._tab.sizeHint().height()))
        return wide + theme.px(6) if self.is_drawer() else 0

    def _side_width(self) -> int:
        """Narrow windows show one pane at a time."""
        best, least = self._widths
        if self.width() < theme.px(NARROW):
            return self.width()
        room = self.width() - theme.px(12 + 560)
        return max(theme.px(least), min(theme.px(best), room))
