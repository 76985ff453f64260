"""Real keys through a real input method: a patrol written in Telex, in a process with a session bus of its own."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.base.settings import Settings
from desktop.kit import theme
from desktop.services import keeping
from desktop.ui.context import Announcements, Context, Place
from desktop.ui.unit.record_page import RecordPage
from desktop.ui.unit.window import UnitWindow

ROUTE = ("Barn Gioocs - Barn Gun, ddeem ", "Bản Giốc - Bản Gun, đêm")
SEARCH = ("tuaafn tra ", "tuần tra")
PATIENCE_MS, TRIES = 20_000, 60
UNIKEY = "Unikey"


def run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, timeout=20, check=False).returncode == 0


def telex() -> bool:
    """Switch to Unikey; says whether it answers (the command itself also fails over keyboard layouts)."""
    run("ibus", "engine", UNIKEY)
    told = subprocess.run(["ibus", "engine"], capture_output=True, text=True, timeout=20, check=False)
    return told.stdout.strip() == UNIKEY


def type_keys(keys: str) -> None:
    subprocess.run(["xdotool", "type", "--delay", "40", keys], check=True, timeout=60)


def wait_for(text: str, field: QLineEdit) -> None:
    """Let the window live until the words have come."""
    loop, look, end = QEventLoop(), QTimer(interval=50), QTimer(singleShot=True, interval=PATIENCE_MS)
    look.timeout.connect(lambda: field.text().strip() == text and loop.quit())
    end.timeout.connect(loop.quit)
    look.start()
    end.start()
    loop.exec()
    assert field.text().strip() == text, f"typed {text!r}, the field says {field.text()!r}"


def stand_in(field: QWidget) -> None:
    field.setFocus()
    for _ in range(TRIES):
        QApplication.processEvents()
        if field.hasFocus():
            return
    raise AssertionError("the field does not take the keyboard")


def main() -> None:
    assert run("ibus-daemon", "--daemonize", "--replace", "--panel", "disable"), "no input method"
    assert any(telex() for _ in range(TRIES)), "no Unikey"
    app = QApplication(["giaoban"])
    theme.install(app)
    books = keeping.open_books(Path(sys.argv[1]))
    settings = Settings(books.folder / "settings.json")
    settings.put("period", "2020-H1")
    window = UnitWindow(Context(books, settings, Announcements(), lambda: datetime(2020, 6, 15, 14, 32, 7)))
    window.resize(1366, 697)
    window.show()
    window.activateWindow()
    window.go(Place("records", new_kind="patrol"))
    page = window.current_page()
    assert isinstance(page, RecordPage)
    route = page.form.fields.inputs["route"].editor
    assert isinstance(route, QLineEdit)
    stand_in(route)
    assert telex()
    type_keys(ROUTE[0])
    wait_for(ROUTE[1], route)
    stand_in(page.list.search.line)
    type_keys(SEARCH[0])
    wait_for(SEARCH[1], page.list.search.line)
    window.close()
    books.close()
    run("ibus", "exit")
    print("typed", flush=True)


if __name__ == "__main__":
    main()
