"""Walks over what a window shows and tells what is cut, squeezed, out of reach or without a name."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QWidget

from desktop.kit import access, theme
from desktop.kit.block_table import LedgerTable
from desktop.kit.block_table.delegate import padded
from desktop.kit.cards import FigureStrip
from desktop.kit.frame import Page
from desktop.kit.frame.rail import RailItem
from desktop.kit.queue import QueueEntry, WorkQueue
from desktop.kit.text import Cut

SLACK = 2
"""Pixels that rounding may eat."""
LOOKED_AT = 40
"""Rows of a table whose cells are measured."""


def visible(window: QWidget) -> list[QWidget]:
    """Every widget that is shown inside a window."""
    return [each for each in window.findChildren(QWidget) if each.isVisible() and not each.isWindow()]


def cuts(window: QWidget) -> list[str]:
    """Everything that a person cannot read or reach."""
    found: list[str] = []
    for widget in visible(window):
        if isinstance(widget, LedgerTable):
            found += _table(widget)
        elif isinstance(widget, WorkQueue):
            found += _queue(widget)
        elif isinstance(widget, FigureStrip):
            found += _strip(widget)
        elif isinstance(widget, QLabel):
            found += _label(widget)
        elif isinstance(widget, QAbstractButton) and not isinstance(widget, RailItem):
            found += _button(widget)
        found += _squeezed(widget)
        if isinstance(widget, (QLabel, QAbstractButton)):
            found += _out_of_reach(widget, window)
    return list(dict.fromkeys(found))


def name_of(widget: QWidget) -> str:
    """How a fault is told."""
    text = getattr(widget, "text", None)
    said = text() if callable(text) else widget.accessibleName()
    parents, above = [], widget.parentWidget()
    while above is not None and len(parents) < 4:
        if type(above).__module__.startswith("desktop"):
            parents.append(type(above).__name__)
        above = above.parentWidget()
    return f"{type(widget).__name__} “{said}” in {'/'.join(parents)}"


def _label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    room = label.contentsRect()
    if isinstance(label, Cut):
        wide = theme.metrics(label._role).horizontalAdvance(label.text())
        if wide > room.width() + SLACK and label.text() not in label.toolTip():
            yield f"cut without a hint: {name_of(label)}"
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + SLACK:
            yield f"lines cut: {name_of(label)}"
        return
    letters = QFontMetricsF(label.font())
    wide = max(letters.horizontalAdvance(line) for line in label.text().split("\n"))
    if wide > room.width() + SLACK:
        yield f"cut at the side: {name_of(label)}"


def _button(button: QAbstractButton) -> Iterator[str]:
    if not button.text():
        return
    wanted = button.minimumSizeHint()
    if wanted.width() > button.width() + SLACK:
        yield f"button too narrow: {name_of(button)}, {wanted.width()} in {button.width()}"
    if wanted.height() > button.height() + SLACK:
        yield f"button too low: {name_of(button)}, {wanted.height()} in {button.height()}"


def _squeezed(widget: QWidget) -> Iterator[str]:
    layout = widget.layout()
    if layout is None:
        return
    least = widget.minimumSizeHint().height()
    if widget.hasHeightForWidth():
        least = layout.totalMinimumHeightForWidth(widget.width())
    if min(least, widget.maximumHeight()) > widget.height() + SLACK:
        yield f"squeezed: {name_of(widget)}, {least} in {widget.height()}"


def _table(table: LedgerTable) -> Iterator[str]:
    header, view = table.horizontalHeader(), table.viewport()
    if header.length() > view.width() + SLACK and table.horizontalScrollBar().maximum() == 0:
        yield f"columns out of reach: {name_of(table)}, {header.length()} in {view.width()}"
    if table.ledger().rowCount() and view.height() < table.rowHeight(0):
        yield f"no whole row: {name_of(table)}, {view.height()}"
    yield from _cells(table)
    yield from _rows(table)


def _rows(table: LedgerTable) -> Iterator[str]:
    """Rows that may be as high as their words need, and are not."""
    model = table.ledger()
    if not table.fits_rows(model):
        return
    widths = {place: table.columnWidth(place) for place in table.prose() if not table.isColumnHidden(place)}
    for row in range(min(model.rowCount(), LOOKED_AT)):
        wanted = table._painter().high(widths, row, model) if model.group_at(row) is None else 0
        if wanted > table.rowHeight(row) + SLACK:
            yield f"row too low: {wanted} in {table.rowHeight(row)}, row {row} of {name_of(table)}"


def _queue(queue: WorkQueue) -> Iterator[str]:
    """Lines of a queue that are not high enough for who, what and why."""
    for row, line in enumerate(queue._entries.entries[:LOOKED_AT]):
        if not isinstance(line, QueueEntry):
            continue
        wanted = queue._measures.high(queue.viewport().width(), line)
        room = queue.visualRect(queue.model().index(row, 0))
        if wanted > room.height() + SLACK:
            yield f"line too low: “{line.who}”, {wanted} in {room.height()}"
        words = queue._measures.words_room(room.toRectF(), line)
        if words.width() < theme.px(100):
            yield f"no room for words: “{line.who}”, {words.width():.0f}"


def _strip(strip: FigureStrip) -> Iterator[str]:
    room = strip.width() / strip.columns()
    if strip._figures and theme.px(strip.least) > room + SLACK:
        yield f"figures cut: {theme.px(strip.least)} in {room:.0f}"


def _cells(table: LedgerTable) -> Iterator[str]:
    model = table.ledger()
    for row in range(min(model.rowCount(), LOOKED_AT)):
        if model.group_at(row) is not None:
            continue
        for place, column in enumerate(model.columns):
            if place in table.prose() or table.isColumnHidden(place):
                continue
            cell = model.cell_at(row, place)
            wide = theme.font_width("bold" if cell.bold or column.bold else "body", cell.text)
            wide += theme.px(24) if cell.mark is not None and cell.text else 0
            room = QRect(0, 0, table.columnWidth(place), theme.px(28))
            inner = padded(room.toRectF(), place, len(model.columns), column.align)
            if wide > inner.width() + SLACK:
                yield f"cell cut: “{cell.text}” in {column.key}, {wide} in {inner.width():.0f}, {name_of(table)}"


def _out_of_reach(widget: QWidget, window: QWidget) -> Iterator[str]:
    """Whether some part lies outside of what holds it, where no scroll bar brings it in."""
    above = widget.parentWidget()
    inside = widget
    while above is not None and inside is not window:
        place = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            if area.verticalScrollBar().maximum() or area.verticalScrollBarPolicy() != OFF:
                place = QRect(place.x(), 0, place.width(), 1)
            if area.horizontalScrollBar().maximum():
                place = QRect(0, place.y(), 1, place.height())
            if not _within(place, above):
                yield f"out of reach: {name_of(widget)}"
            return
        if not _within(place, above):
            yield f"outside of {type(above).__name__}: {name_of(widget)}"
            return
        inside, above = above, above.parentWidget()


OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _within(place: QRect, above: QWidget) -> bool:
    return above.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place)


def tab_stops(window: QWidget) -> list[QWidget]:
    """Where the Tab key stops, in its order."""
    found, here = [], window.nextInFocusChain()
    while here is not window:
        if here.isVisible() and here.isEnabled() and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            proxy = here.focusProxy()
            if proxy is None:
                found.append(here)
        here = here.nextInFocusChain()
    return found


def nameless(window: QWidget) -> list[str]:
    """Places for the keyboard of which a reader of the screen says nothing."""
    return [
        f"without a name: {type(each).__name__} in {name_of(each).partition(' in ')[2]}"
        for each in tab_stops(window)
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name).strip()
    ]


def leads_back(page: Page) -> str:
    """What the Tab key comes to after the last stop of a page, where that is the same page again."""
    stops = [each for each in access.reading_order(page) if each.isVisible() and each.isEnabled()]
    last = [each for each in stops if each.focusPolicy() & Qt.FocusPolicy.TabFocus][-1]
    last.setFocus()
    page.focusNextPrevChild(True)
    now = page.window().focusWidget()
    return f"{name_of(last)} then {name_of(now)}" if now is not None and page.isAncestorOf(now) else ""


def back_steps(page: Page) -> list[str]:
    """Where Tab goes against the order of reading: up inside a column, or to the left inside a line."""
    page.focusNextPrevChild(True)
    stops = [each for each in tab_stops(page.window()) if page.isAncestorOf(each)]
    first = min(range(len(stops)), key=lambda place: stops[place].mapTo(page, QPoint(0, 0)).y() // 60)
    stops = stops[first:] + stops[:first]
    found = []
    for before, after in pairwise(stops):
        whole = _area_of(before) is _area_of(after)
        here, there = (_seen_at(each, page, whole) for each in (before, after))
        shared = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
        same_line = shared > min(here.height(), there.height()) / 2
        further_right = there.left() >= here.right() - SLACK
        if (same_line and there.left() < here.left()) or (there.bottom() < here.top() and not further_right):
            found.append(f"{name_of(before)} then {name_of(after)}")
    return found


def _area_of(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _seen_at(widget: QWidget, page: QWidget, whole: bool) -> QRect:
    """Where a widget stands on the page; what is scrolled out of sight counts as at the edge of its area."""
    place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
    area = _area_of(widget)
    if whole or area is None or not page.isAncestorOf(area):
        return place
    edge = QRect(area.viewport().mapTo(page, QPoint(0, 0)), area.viewport().size())
    place.moveTop(max(edge.top(), min(place.top(), edge.bottom() - place.height())))
    return place
