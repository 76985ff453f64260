"""How long a window is held up: a beat for each turn of its event loop, a look at where it stands when none comes.

The clock tells what a person feels; processor time of the window's own thread tells the same on a machine that others
use too, without what is waited for.
"""

import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

EVERY_MS, LOOK_S = 4, 0.005
QUIET_MS = 350
"""Longer than what the screens themselves wait before they answer a keystroke."""
LONGEST_S = 240
OURS = "/desktop/"
WAITED = 20
"""On a machine that others use the clock may be this many times the processor time."""
SHARE = 0.5
"""A place counts as guilty when it was seen in so many looks at a stall."""


@dataclass(frozen=True)
class Stall:
    """The longest time without a beat, in milliseconds, and what the window was doing then."""

    cpu: float
    clock: float
    where: str


class Pulse(QObject):
    """Beats while the event loop turns."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        super().__init__()
        self._busy = busy
        self._timer = QTimer(self, interval=EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._looks = _Looks()
        self._begin()

    def stall(self, action: Callable[[], object]) -> Stall:
        """Do something as an event of its own, wait until all that follows from it is done; the longest stall."""
        acted = False
        failed: list[Exception] = []

        def act() -> None:
            nonlocal acted
            try:
                action()
            except Exception as error:
                failed.append(error)
            acted = True

        self._begin()
        self._timer.start()
        self._looks.start()
        QTimer.singleShot(0, act)
        loop, begun = QEventLoop(), time.perf_counter()
        watch = QTimer(interval=20)
        watch.timeout.connect(lambda: loop.quit() if acted and self._is_quiet(begun) else None)
        watch.start()
        loop.exec()
        self._timer.stop()
        self._looks.stop()
        if failed:
            raise failed[0]
        return Stall(round(self._cpu, 1), round(self._clock, 1), self._where)

    def _is_quiet(self, begun: float) -> bool:
        now = time.perf_counter()
        return now - begun > LONGEST_S or (not self._busy() and now - self._stirred > QUIET_MS / 1000)

    def _begin(self) -> None:
        self._cpu = self._clock = 0.0
        self._where = ""
        self._last = self._stirred = time.perf_counter()
        self._last_cpu = time.thread_time()
        self._looks.beat()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        clock, spent = (now - self._last) * 1000 - EVERY_MS, (cpu - self._last_cpu) * 1000
        waited = clock > self._clock and clock > WAITED * spent
        if spent > self._cpu or waited:
            self._where = f"{'waits in ' if waited else ''}{self._looks.told()}"
        self._cpu, self._clock = max(self._cpu, spent), max(self._clock, clock)
        if spent > 3 or self._busy():
            self._stirred = now
        self._last, self._last_cpu = now, cpu
        self._looks.beat()


class _Looks:
    """Looks where the window's thread stands, by a signal that interrupts it: another thread would spoil its frames."""

    def __init__(self) -> None:
        self._seen: list[list[str]] = []
        signal.signal(signal.SIGALRM, self._look)

    def start(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, LOOK_S, LOOK_S)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def beat(self) -> None:
        self._seen = []

    def told(self) -> str:
        """The deepest of our own places that most looks have seen, with the two above it."""
        seen = list(self._seen)
        if not seen:
            return ""
        common = Counter(place for stack in seen for place in set(stack))
        path = [place for place in max(seen, key=len) if common[place] >= SHARE * len(seen)]
        return " › ".join(path[-3:])

    def _look(self, _: int, frame: FrameType | None) -> None:
        self._seen.append(_places(frame))


def _places(frame: FrameType | None) -> list[str]:
    """Our functions on the stack, the outermost first."""
    found: list[str] = []
    while frame is not None:
        file = frame.f_code.co_filename
        if OURS in file:
            found.append(f"{file.rpartition(OURS)[2].removesuffix('.py')}:{frame.f_code.co_name}")
        frame = frame.f_back
    return found[::-1]
