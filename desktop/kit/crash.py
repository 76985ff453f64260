"""Our own faults: logged, then one window for each kind, with text ready to copy."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.base.errors import Trouble, UserError
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.text import Text

log = logging.getLogger(__name__)


class Watch(QObject):
    """Hears of errors on any thread and speaks on the window's, once for each kind."""

    _heard = Signal(object)

    def __init__(self, details: Callable[[], str]) -> None:
        super().__init__()
        self._details = details
        self.windows: dict[str, CrashWindow] = {}
        self._heard.connect(self._speak, Qt.ConnectionType.QueuedConnection)

    def hear(self, error: BaseException) -> None:
        """Log an error and ask the window's thread to show it; of damaged books the front door speaks."""
        if isinstance(error, UserError) and error.code is Trouble.DAMAGED_DATABASE:
            return log.warning("damaged: %s", error)
        log.error("unexpected", exc_info=error)
        self._heard.emit(error)

    def _speak(self, error: BaseException) -> None:
        kind = kind_of(error)
        if kind not in self.windows:
            window = self.windows[kind] = CrashWindow(text_of(error, self._details()))
            window.show()


class CrashWindow(QDialog):
    """Says that the fault is ours and what to do with the text."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setWindowTitle(self.tr("Chương trình gặp lỗi"))
        self.resize(theme.px(640), theme.px(400))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        column = QVBoxLayout(self)
        column.addWidget(Text(self.tr("Chương trình gặp lỗi của chính nó. Số liệu đã lưu vẫn nguyên."), "card"))
        column.addWidget(
            Text(self.tr("Chép đoạn dưới đây gửi người phụ trách, rồi làm tiếp hoặc mở lại chương trình."), wrap=True)
        )
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch()
        self.copy = KeyButton(self.tr("Chép"), icon="copy", kind="primary")
        close = KeyButton(self.tr("Đóng"), "Esc", bind=False)
        for button in (close, self.copy):
            row.addWidget(button)
        column.addLayout(row)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close.clicked.connect(self.close)


def kind_of(error: BaseException) -> str:
    """Errors of one type from one line are one kind."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {where}"


def text_of(error: BaseException, details: str) -> str:
    """What a person copies."""
    return "".join([*traceback.format_exception(error), "\n", details])


_watch: Watch | None = None


def watch(app: QApplication, details: Callable[[], str] = str) -> Watch:
    """Hear every error that nobody caught, on all threads."""
    global _watch
    _watch = Watch(details)
    _watch.setParent(app)
    sys.excepthook = _hook
    threading.excepthook = lambda facts: _hook(facts.exc_type, facts.exc_value, facts.exc_traceback)
    return _watch


def report(error: BaseException) -> None:
    """Treat a caught error as one that nobody caught."""
    if _watch is not None:
        _watch.hear(error)
    else:
        raise error


def _hook(kind: type[BaseException], error: BaseException | None, _: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
    elif error is not None and _watch is not None:
        _watch.hear(error)
