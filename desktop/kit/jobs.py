"""Long jobs: a worker writes into a plain box, a timer reads it, stopping sets a flag."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import Shiboken

from desktop.base import calm
from desktop.base.errors import Cancelled, UserError
from desktop.base.progress import Base, Progress
from desktop.kit import crash, messages

Result = TypeVar("Result")
LOOK_EVERY_MS = 40

# Jobs that write share a pool of one: the books have one writer at a time.
_writers = ThreadPoolExecutor(1, thread_name_prefix="writer")
_readers = ThreadPoolExecutor(2, thread_name_prefix="reader")
_loaders = ThreadPoolExecutor(1, thread_name_prefix="loader")
_running: "set[Job[Any]]" = set()


class _Turn:
    """In one turn of the event loop one job is told of: several results shown at once would hold the window up."""

    taken = False

    @classmethod
    def end(cls) -> None:
        """The next one may be told."""
        cls.taken = False


class Box(Base):
    """What the worker tells; read by the window without locks, one field at a time."""

    def __init__(self) -> None:
        self.label, self.done, self.total = "", 0, 0
        self._stop = Event()

    def step(self, label: str, done: int, total: int) -> None:
        """Keep how far it is; raise Cancelled when asked to stop."""
        self.label, self.done, self.total = label, done, total
        if self._stop.is_set():
            raise Cancelled

    def ask_to_stop(self) -> None:
        """Let the next step raise Cancelled."""
        self._stop.set()


class Job(QObject, Generic[Result]):
    """One long job seen from the window."""

    ended = Signal()

    def __init__(
        self, words: str, work: Callable[[Progress], Result], writes: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.words, self.box = words, Box()
        self.loads = False
        self._work, self._writes = work, writes
        self._future: Future[Result] | None = None
        self._then: Callable[[Result], object] = _nothing
        self._failed: Callable[[Exception], object] = _nothing
        self._stopped: Callable[[], object] = _nothing
        self._watch = QTimer(self, interval=LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)
        _running.add(self)
        QTimer.singleShot(0, self._start)

    def told(
        self, then: Callable[[Result], object], failed: Callable[[Exception], object], stopped: Callable[[], object]
    ) -> None:
        """Say who is told of the end."""
        self._then, self._failed, self._stopped = then, failed, stopped

    def stop(self) -> None:
        """Ask it to stop at its next step."""
        self.box.ask_to_stop()

    def running(self) -> bool:
        """Whether it has not ended."""
        return self in _running

    def at_work(self) -> bool:
        """Whether anybody still waits for its end; one whose window is gone counts only while it works."""
        if Shiboken.isValid(self):
            return self.running()
        return self._future is not None and not self._future.done()

    def future(self) -> "Future[Result] | None":
        """What the pool holds."""
        return self._future

    def _start(self) -> None:
        self._future = self._pool().submit(self._work, self.box)
        if Shiboken.isValid(self):
            self._watch.start()
        else:  # its window is gone: the work is done all the same, and waited for
            _running.add(self)

    def _pool(self) -> ThreadPoolExecutor:
        if self.loads:  # what is loaded must not wait behind minutes of reading
            return _loaders
        return _writers if self._writes else _readers

    def is_writing(self) -> bool:
        """Whether the books are being written."""
        return self._writes

    def _look(self) -> None:
        if self._future is None or not self._future.done() or _Turn.taken:
            return
        _Turn.taken = True
        QTimer.singleShot(0, _Turn.end)
        self._watch.stop()
        _running.discard(self)
        if not busy():
            QTimer.singleShot(0, calm.tidy)
        self.ended.emit()
        self._tell(self._future)
        self.deleteLater()

    def _tell(self, future: "Future[Result]") -> None:
        error = future.exception()
        if error is None:
            self._then(future.result())
        elif isinstance(error, Cancelled):
            self._stopped()
        elif isinstance(error, Exception):
            self._failed(error)
        else:
            raise error


def _nothing(*_: object) -> None:
    """Nobody asked to be told."""


def run(
    parent: QObject,
    words: str,
    work: Callable[[Progress], Result],
    then: Callable[[Result], object],
    *,
    failed: Callable[[Exception], object] | None = None,
    stopped: Callable[[], object] | None = None,
    writes: bool = True,
    strip: Any = None,
) -> Job[Result]:
    """Start a job on the next turn of the event loop; the work runs off the window's thread."""
    job = Job(words, work, writes, parent)
    job.told(then, failed or (lambda error: tell_failure(parent, words, error)), stopped or _nothing)
    if strip is not None:
        strip.follow(job)
    return job


def tell_failure(parent: QObject, words: str, error: Exception) -> None:
    """The world's faults are told in a sentence, ours open the crash window."""
    if isinstance(error, UserError):
        messages.tell_trouble(parent, words, error)
    else:
        crash.report(error)


def load(
    parent: QObject,
    words: str,
    work: Callable[[Progress], Result],
    then: Callable[[Result], object],
    failed: Callable[[], object] = _nothing,
) -> None:
    """Start a job that only makes the program itself ready; it waits behind no other one."""

    def tell(error: Exception) -> None:
        failed()
        tell_failure(parent, words, error)

    run(parent, words, work, then, failed=tell, writes=False).loads = True


def writing() -> bool:
    """Whether any job writes into the books."""
    return any(job.at_work() and job.is_writing() for job in list(_running))


def busy() -> bool:
    """Whether any job runs; those that ended after their window went are forgotten."""
    for job in list(_running):
        if job.at_work():
            return True
        _running.discard(job)
    return False


def wait_for_all(stop: bool = False) -> None:
    """Let running jobs end before the program does."""
    for job in list(_running):
        if stop:
            job.stop()
    wait([future for job in list(_running) if (future := job.future()) is not None])
