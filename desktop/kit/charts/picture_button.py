"""The ways out of a chart, behind one small button in the head of its card: copied, or saved as PNG or SVG."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.kit import messages
from desktop.kit.buttons import KeyButton
from desktop.kit.charts.chart import Chart

WIDE, HIGH = 900, 420


class PictureButton(KeyButton):
    """Says afterwards what was done."""

    done = Signal(str)
    failed = Signal(str)

    def __init__(
        self, chart: Chart, stem: Callable[[], str], size: tuple[int, int] = (WIDE, HIGH), parent: QWidget | None = None
    ) -> None:
        super().__init__("", icon="copy", kind="quiet", small=True, parent=parent)
        self.chart, self._stem, self._size = chart, stem, size
        self.setText(self.tr("Ảnh biểu đồ"))
        self.set_terse(2)
        self.clicked.connect(self._open)

    def menu_of(self) -> QMenu:
        """The three ways."""
        menu = QMenu(self)
        menu.addAction(self.tr("Chép ảnh, dán vào Word"), self.copy)
        menu.addAction(self.tr("Lưu ảnh PNG"), lambda: self._ask("png"))
        menu.addAction(self.tr("Lưu ảnh SVG"), lambda: self._ask("svg"))
        return menu

    def copy(self) -> None:
        """Onto the clipboard."""
        QGuiApplication.clipboard().setMimeData(self.chart.copied(*self._room()))
        self.done.emit(self.tr("Đã chép biểu đồ. Sang Word, bấm Ctrl+V."))

    def save(self, path: Path) -> None:
        """Into a file, as its name says."""
        try:
            self.write(path)
        except OSError:
            told = self.tr("Không ghi được {name} vào {folder}. Chọn chỗ khác.")
            return self.failed.emit(told.format(name=path.name, folder=path.parent))
        self.done.emit(self.tr("Đã lưu {name} vào {folder}.").format(name=path.name, folder=path.parent))

    def write(self, path: Path) -> None:
        """The same without words; raise OSError when it cannot be written."""
        save = self.chart.save_svg if path.suffix == ".svg" else self.chart.save_png
        save(path, *self._room())

    def _room(self) -> tuple[int, int]:
        return self.chart.size_on_paper(*self._size)

    def _open(self) -> None:
        self.menu_of().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _ask(self, kind: str) -> None:
        path = messages.ask_save(self, self.text(), f"{self._stem()}.{kind}", f"{kind.upper()} (*.{kind})")
        if path is not None:
            self.save(path if path.suffix else path.with_suffix(f".{kind}"))
