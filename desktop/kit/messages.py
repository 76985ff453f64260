"""The only message boxes and file dialogs of the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.base.errors import UserError
from desktop.kit import theme

# The sentences of faults stand above this room, so the front door brings them in.
_sentence: Callable[[UserError], str] = str


def speak_with(sentence: Callable[[UserError], str]) -> None:
    """Bring in the sentences of the world's faults."""
    global _sentence
    _sentence = sentence


def tell(parent: QWidget | None, title: str, words: str) -> None:
    """Say something that must be read."""
    box = _box(parent, title, words)
    box.addButton(_tr("Đóng"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def tell_trouble(parent: QObject | None, title: str, error: UserError) -> None:
    """Say what went wrong in the world and how to mend it."""
    tell(parent if isinstance(parent, QWidget) else None, title, _sentence(error))


def sentence(error: UserError) -> str:
    """The sentence of a fault, for places that show it themselves."""
    return _sentence(error)


def ask(parent: QWidget | None, words: str, yes: str, no: str = "", danger: bool = False) -> bool:
    """Ask before data would be lost; Esc and closing mean no, and so does Enter when it is dangerous."""
    box = _box(parent, "Giao Ban", words)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no or _tr("Thôi"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(refuse)
    box.setDefaultButton(refuse if danger else agree)
    box.exec()
    return box.clickedButton() is agree


def ask_file(parent: QWidget | None, title: str, pattern: str) -> Path | None:
    """Let a person choose one file."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", pattern)
    return Path(name) if name else None


def ask_files(parent: QWidget | None, title: str, pattern: str) -> list[Path]:
    """Let a person choose files."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", pattern)
    return [Path(name) for name in names]


def ask_folder(parent: QWidget | None, title: str) -> Path | None:
    """Let a person choose a folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_save(parent: QWidget | None, title: str, name: str, pattern: str) -> Path | None:
    """Let a person choose where to write."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, pattern)
    return Path(chosen) if chosen else None


def _box(parent: QWidget | None, title: str, words: str) -> QMessageBox:
    box = QMessageBox(parent)
    if parent is None:  # else it is dressed as the window that it stands over
        theme.dress(box)
    box.setWindowTitle(title)
    box.setText(words)
    return box


def _tr(words: str) -> str:
    return QCoreApplication.translate("messages", words)
