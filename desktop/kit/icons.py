"""Line icons from resources, coloured by token."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.base.paths import resource
from desktop.kit import theme

STATES = {QIcon.Mode.Normal: "", QIcon.Mode.Disabled: "ghost"}


def icon(name: str, token: str = "text", size: int = 20) -> QIcon:
    """An icon that is paler when its button is disabled."""
    made = QIcon()
    for state, other in STATES.items():
        made.addPixmap(pixmap(name, other or token, size), state)
    return made


def pixmap(name: str, token: str = "text", size: int = 20) -> QPixmap:
    """An icon as a picture in the colour of a token, sharp on the present screen."""
    screen = QApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _drawn(name, theme.color(token).name(), theme.px(size), ratio)


@cache
def names() -> list[str]:
    """The icons we carry."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    data = QByteArray(_source(name).replace("currentColor", colour).encode())
    painter = QPainter(picture)
    QSvgRenderer(data).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
