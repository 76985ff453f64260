"""Shows a window until it rests, and keeps its picture in few colours."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.kit import jobs

WIDTH, HEIGHT = 1366, 768
ALIKE = 40
"""Colours of a smaller squared distance look the same."""
AREA = 500
"""What covers so great a part of the picture keeps its very colour."""
SETTLING_MS = 700
"""Lists, panels and charts wait up to so long until the keyboard rests."""

Take = Callable[[str, QWidget], None]


def camera(folder: Path, height: int, scale: int) -> Take:
    """Something that shows a window, waits until it rests, and keeps its picture."""

    def take(name: str, window: QWidget) -> None:
        window.resize(WIDTH * 100 // scale, height * 100 // scale)
        window.show()
        window.activateWindow()
        settle()
        in_few_colours(window.grab().toImage()).save(str(folder / f"{name}.png"))
        print(name, flush=True)

    return take


def in_few_colours(picture: QImage) -> QImage:
    """The picture with a palette, half the size: the commonest colours and those that differ, others as the nearest."""
    pixels = memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("B").cast("I")
    kept: list[int] = []
    places: dict[int, int] = {}
    for colour, count in Counter(pixels).most_common():
        near = min(range(len(kept)), key=lambda each: distance(kept[each], colour), default=None)
        differs = near is None or distance(kept[near], colour) > ALIKE or count > len(pixels) // AREA
        if near is None or (len(kept) < 256 and differs):
            near = len(kept)
            kept.append(colour)
        places[colour] = near
    few = QImage(picture.width(), picture.height(), QImage.Format.Format_Indexed8)
    few.setColorTable(kept)
    for line in range(picture.height()):
        row = pixels[line * picture.width() : (line + 1) * picture.width()]
        few.scanLine(line)[: picture.width()] = bytes(places[colour] for colour in row)  # type: ignore[index]
    return few


def distance(one: int, other: int) -> int:
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (0, 8, 16))


def settle() -> None:
    """Let everything that waits for its turn have it."""
    rest()
    while jobs.busy():
        rest()


def rest() -> None:
    loop = QEventLoop()
    QTimer.singleShot(SETTLING_MS, loop.quit)
    loop.exec()
