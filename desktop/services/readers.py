"""A few child processes that read foreign files: whatever such a file does, only its child dies of it."""

import logging
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from time import monotonic
from traceback import format_exc
from types import TracebackType
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress

Job = tuple[Any, ...]
"""Arguments of the function; the first one is the path of the file."""

CHILDREN, TIMEOUT_S, MEMORY_MB = 2, 30, 600
"""What reading packages may take."""
LABEL = "Đang đọc tệp"
ASKED_EVERY_S = 0.1
QUEUED = 2
"""Jobs a child holds: while one result is looked at, the next one is already under way."""

_log = logging.getLogger(__name__)


class Readers:
    """Children that run one function, named `package.module:function`, job after job."""

    def __init__(self, count: int, function: str, timeout_s: float, memory_mb: int) -> None:
        self._count, self._function, self._timeout_s, self._memory_mb = count, function, timeout_s, memory_mb
        self._children: list[_Child] = []
        self._start_missing()

    def __enter__(self) -> "Readers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, jobs: Iterable[Job], progress: Progress | None = None) -> Iterator[tuple[Job, Any]]:
        """Each job with its result or its UserError, as soon as it is done; stop by simply not asking for more."""
        self._start_missing()
        waiting = deque(jobs)
        total, done = len(waiting), 0
        try:
            while done < total:
                if progress:
                    progress.step(LABEL, done, total)
                for job, result in self._next_results(waiting):
                    done += 1
                    yield job, result
        finally:
            for child in [child for child in self._children if child.jobs]:
                self._end(child)

    def close(self) -> None:
        """End the children."""
        for child in self._children:
            child.end()
        self._children = []

    def _next_results(self, waiting: deque[Job]) -> Iterator[tuple[Job, Any]]:
        self._fill(waiting)
        busy: dict[Any, _Child] = {child.pipe: child for child in self._children if child.jobs}
        ready = [busy[pipe] for pipe in wait(list(busy), ASKED_EVERY_S)]
        late = [child for child in busy.values() if child.late and child not in ready]
        results = [self._take(child, waiting) for child in ready]
        results += [self._lost(child, waiting, Trouble.READER_TIMEOUT) for child in late]
        self._fill(waiting)  # before anyone looks at the results
        yield from results

    def _fill(self, waiting: deque[Job]) -> None:
        for most in range(1, QUEUED + 1):  # few jobs are shared out evenly
            for child in self._children:
                child.fill(waiting, most)

    def _take(self, child: "_Child", waiting: deque[Job]) -> tuple[Job, Any]:
        try:
            ok, result = child.take()
        except (EOFError, OSError):
            return self._lost(child, waiting, Trouble.READER_FAILED)
        job = child.jobs.popleft()
        if ok or isinstance(result, UserError):
            return job, result
        _log.error("reading failed: %s", result)
        return job, _error(Trouble.READER_FAILED, job)

    def _lost(self, child: "_Child", waiting: deque[Job], trouble: Trouble) -> tuple[Job, Any]:
        """The file that killed or held its child; the child's other jobs go back into the queue."""
        job = child.jobs.popleft()
        waiting.extendleft(reversed(child.jobs))
        self._end(child)
        self._start_missing()
        return job, _error(trouble, job)

    def _end(self, child: "_Child") -> None:
        child.end()
        self._children.remove(child)

    def _start_missing(self) -> None:
        while len(self._children) < self._count:
            self._children.append(_Child(self._function, self._timeout_s, self._memory_mb))


class _Child:
    """One process, its pipe, and the jobs it was given."""

    def __init__(self, function: str, timeout_s: float, memory_mb: int) -> None:
        context = get_context("spawn")  # the parent has threads and a window; and Windows knows nothing else
        self.pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs, function, memory_mb), daemon=True)
        with _undisturbed():
            self._process.start()
        theirs.close()
        self._timeout_s, self._begun = timeout_s, monotonic()
        self.jobs: deque[Job] = deque()

    @property
    def late(self) -> bool:
        """Whether the job in hand takes longer than it may."""
        return monotonic() - self._begun > self._timeout_s

    def fill(self, waiting: deque[Job], most: int) -> None:
        """Give it jobs, until it holds so many."""
        while waiting and len(self.jobs) < most:
            if not self.jobs:
                self._begun = monotonic()
            self.jobs.append(waiting.popleft())
            with suppress(OSError):  # it has died: reading its pipe will tell
                self.pipe.send(self.jobs[-1])

    def take(self) -> tuple[bool, Any]:
        """The result that lies in the pipe; raise EOFError when the process is no more."""
        answer: tuple[bool, Any] = self.pipe.recv()
        self._begun = monotonic()
        return answer

    def end(self) -> None:
        """End the process at once; it holds nothing that could be lost."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl+C in a terminal reaches children too: they are born deaf to it, their parent ends them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _error(trouble: Trouble, job: Job) -> UserError:
    path = str(job[0])
    return UserError(trouble, path=path, name=path.replace("\\", "/").rpartition("/")[2])


# What follows runs in the child.


def _serve(pipe: Connection, function: str, memory_mb: int) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(memory_mb)
    module, _, name = function.partition(":")
    work = getattr(import_module(module), name)
    with suppress(EOFError, OSError, KeyboardInterrupt):  # the parent has gone or stops
        while True:
            pipe.send(_answer(work, pipe.recv()))


def _end_with_parent() -> None:
    """A child whose program was killed would go on writing a file that the program, opened again, writes anew."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _answer(work: Any, job: Job) -> tuple[bool, Any]:
    try:
        return True, work(*job)
    except UserError as error:
        return False, error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a parser written in another language may throw what is no Exception
        return False, format_exc()


def _limit_memory(memory_mb: int) -> None:
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
