"""For keyboard and screen readers: every stop of the Tab key has a name, and Tab goes as the eye does."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QLayoutItem, QScrollArea, QWidget

from desktop.kit.cards import Card

LINE = 8
"""What stands by hand within so many pixels of height is one line."""


def order(page: QWidget) -> None:
    """Let Tab follow the layouts: left to right, line by line, whatever was made first."""
    for before, after in pairwise(list(reading_order(page, in_sight=True))):
        QWidget.setTabOrder(before, after)


def beside(page: QWidget, forward: bool) -> QWidget | None:
    """Where Tab goes from here in the order of reading: inside the page, or out of it at its ends.

    An input that hands the keyboard to its line is for Qt a second stop, which would lead from the end of the page
    back into its middle, again and again; so the way is found here.
    """
    here, stops = page.window().focusWidget(), [each for each in reading_order(page, in_sight=True) if _takes_tab(each)]
    if here is None or here not in stops:
        return None
    place = stops.index(here) + (1 if forward else -1)
    return stops[place] if 0 <= place < len(stops) else _outside(page, here, forward)


def _takes_tab(widget: QWidget) -> bool:
    wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(wanted) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _outside(page: QWidget, here: QWidget, forward: bool) -> QWidget | None:
    found = here
    while True:
        beyond = found.nextInFocusChain() if forward else found.previousInFocusChain()
        if beyond is None or beyond is here:
            return None
        found = beyond
        if not page.isAncestorOf(found) and _takes_tab(found):
            return found


def reading_order(widget: QWidget, in_sight: bool = False) -> Iterator[QWidget]:
    """The widgets inside one that take the keyboard, in the order of reading; without hidden ones if wanted."""
    for part in _parts(widget):
        if in_sight and part.isHidden():
            continue
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            yield part
        yield from reading_order(part, in_sight)


def name(page: QWidget, title: str) -> None:
    """Name what has no words of its own after the card it stands in, else after the page."""
    for stop in reading_order(page):
        if is_nameless(stop):
            stop.setAccessibleName(_title_above(stop, page) or title)


def is_nameless(widget: QWidget) -> bool:
    """Whether nothing would be said of it."""
    return not (widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else ""))


def _parts(widget: QWidget) -> list[QWidget]:
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        return [inner]
    layout = widget.layout()
    laid = list(_laid(layout)) if layout is not None else []
    direct = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)  # not its other children
    inside = [each for each in direct if not each.isWindow()]
    placed = sorted(inside, key=lambda each: (each.y() // LINE, each.x()))
    return laid + [each for each in placed if each not in laid]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    places = range(layout.count())
    if isinstance(layout, QGridLayout):
        places = sorted(places, key=lambda place: layout.getItemPosition(place)[:2])  # type: ignore[assignment,index]
    return [item for place in places if (item := layout.itemAt(place)) is not None]


def _title_above(stop: QWidget, page: QWidget) -> str:
    above = stop.parentWidget()
    while above is not None and above is not page:
        if isinstance(above, Card) and above.title.text():
            return above.title.text()
        above = above.parentWidget()
    return ""
