"""What a unit's window holds of the memory, peak by step of its day; beside it a window without anything in it.

`python -m tests.bench --only-memory` makes the books and walks; `python -m tests.bench.with_memory HOME` walks over a
copy of books that are there.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.cells import Work
from tests.bench.with_stalls import walked

MOST = 200.0
AGAIN = "5"
"""What the kernel wants to be told to count a peak anew (proc(5), clear_refs)."""
Peaks = dict[str, float]


def walk(home: str) -> Work:
    """Megabytes at the peak of each step of a unit's day."""
    return lambda: day(Path(home))


def bare() -> Work:
    return empty_window


def day(home: Path) -> Peaks:
    """The walk of `with_stalls`, its steps looked at one by one; what ran in child processes stands apart."""
    found: Peaks = {}

    def look(name: str) -> None:
        found[name] = peak()

    peak()
    walked("unit", home, None, look)
    return {**found, CHILD: resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


CHILD = "the largest child process"


def empty_window() -> Peaks:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication.instance() or QApplication(["bare"])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    return {"a window without anything": peak()}


def peak() -> float:
    """Megabytes held at most since the last look."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    most = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    Path("/proc/self/clear_refs").write_text(AGAIN, "ascii")
    return most / 1024


def show(records: str, ours: Peaks, plain: Peaks, told: Callable[[str], object] = print) -> bool:
    """Print every step; whether all stay under what they may hold."""
    told(f"\nUnit{records}: memory of the window, peak by step, MB (at most {MOST:.0f})")
    for name, most in (ours | plain).items():
        told(f"  {'!' if most > MOST else ' '} {name:40}{most:8.1f}")
    return all(most <= MOST for most in ours.values())


if __name__ == "__main__":
    import os

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    show("", day(Path(sys.argv[1])), {})
