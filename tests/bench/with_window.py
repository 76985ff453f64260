"""The first window, from the start of the process to its first paint: ours beside one without anything in it."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.cells import Work

AT_REST_MS = 1000
LAST = ("QMainWindow", "UnitWindow", "LockWindow")
"""The windows that end the way; ours has others before."""


def bare() -> Work:
    return lambda: opened("bare")


def ours(home: str) -> Work:
    return lambda: opened("ours", home)


def locked(home: str) -> Work:
    """Until the password is asked for."""
    return lambda: opened("ours", home)


def opened(*words: str) -> dict[str, float]:
    """Open a window in a fresh process; how long it took, and what it needs once its page is filled."""
    command = [sys.executable, "-m", __name__, str(time.monotonic()), *words]
    screen = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **screen})
    told = run.stdout.split()
    return dict(zip(("first", "filled", "megabytes"), map(float, told[-3:]), strict=True))


def resident() -> float:
    """Megabytes that this process holds now."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def stands(window: Any) -> bool:
    """Whether its page is there; a bare window has none."""
    page = getattr(window, "current_page", None)
    return page is None or page() is not None


def main(begun: float, which: str, *home: str) -> None:
    """In the fresh process: the same application either way, watched until its last window rests."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    class Watch(QObject):
        first = filled = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
                self.first = self.first or time.monotonic() - begun
                if not self.filled and type(watched.window()).__name__ in LAST and stands(watched.window()):
                    self.filled = time.monotonic() - begun
                    QTimer.singleShot(AT_REST_MS, application.quit)
            return False

    application = QApplication(["giaoban"])
    watch = Watch()
    application.installEventFilter(watch)
    if which == "bare":
        window = QMainWindow()
        window.resize(1366, 768)
        window.show()
        application.exec()
    else:
        from desktop.cli import main as front_door

        front_door(["--data", *home])
    print(watch.first, watch.filled, resident())


if __name__ == "__main__":
    main(float(sys.argv[1]), *sys.argv[2:])
