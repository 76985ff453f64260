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

OWN_RING = "ownRing"
CLEAR = 3
AROUND = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class Around(QProxyStyle):
    """How far a ring stands from its button."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Its own width and one pixel clear."""
        return CLEAR if metric in AROUND else super().pixelMetric(metric, option, widget)


class FocusRing(QFocusFrame):
    """A ring of 2 px, 1 px clear of its button; fields and tables show the keyboard by themselves."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._around = window, Around("Fusion")
        self._around.setParent(self)  # it goes with the ring and not before
        self.setStyle(self._around)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        ringed = isinstance(now, QAbstractButton) and not isinstance(now, QCheckBox)
        if now is None or now.window() is not self._window or not ringed or now.property(OWN_RING):
            self.setWidget(None)  # type: ignore[arg-type]
        else:
            self.setWidget(now)
