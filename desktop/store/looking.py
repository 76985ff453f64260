"""Looks through a whole database beside whoever works in it; it gives way at once when the file is to be closed."""

from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from desktop.base.errors import Cancelled
from desktop.store import driver

ASKED_AGAIN_S = 0.02
"""A look that has not begun its reading yet does not hear that it is to stop."""


class Look:
    """One reading of every page, on a connection of its own."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path, self._key = path, key
        self._at_work = Lock()
        self._connection: Any = None
        self._stopped = False

    def is_whole(self) -> bool:
        """Whether every page can be read; raise Cancelled when stopped, the driver's error when the disk fails."""
        with self._at_work:
            try:
                with closing(driver.connect(self._path, self._key, check_same_thread=False)) as self._connection:
                    return self._read()
            except driver.errors():
                if self._stopped:
                    raise Cancelled from None
                raise
            finally:
                self._connection = None

    def _read(self) -> bool:
        if self._stopped:
            raise Cancelled
        answer = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        return bool(answer[0] == "ok")

    def stop(self) -> None:
        """Let go of the file; returns when that is done."""
        self._stopped = True
        while not self._at_work.acquire(timeout=ASKED_AGAIN_S):
            with suppress(AttributeError, *driver.errors()):  # it ends by itself at this moment
                self._connection.interrupt()
        self._at_work.release()
