"""The ring around the button that has the keyboard, one for the window."""

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from desktop.kit import theme

OWN_RING, RINGED = "ownRing", "ringed"
CLEAR = 3
AROUND = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class Around(QProxyStyle):
    """How far a ring stands from its button."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Its own width and one pixel clear."""
        return CLEAR if metric in AROUND else super().pixelMetric(metric, option, widget)


def _around(app: QApplication) -> Around:
    """One for all rings, held by the application: a ring that outlives its own style ends in a crash."""
    known = app.findChild(Around)
    if known is None:
        known = Around("Fusion")
        known.setParent(app)
    return known


class FocusRing(QFocusFrame):
    """A ring of 2 px, 1 px clear of its button or of what only scrolls; fields and tables show the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.setStyle(_around(app))
            app.focusChanged.connect(self._follow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        ringed = isinstance(now, QAbstractButton) and not isinstance(now, QCheckBox)
        ringed = ringed or (now is not None and bool(now.property(RINGED)))
        if now is None or now.window() is not self._window or not ringed or now.property(OWN_RING):
            self.setWidget(None)  # type: ignore[arg-type]
        else:
            self.setWidget(now)
