"""The log: what was done and where it failed, three files of half a megabyte, without personal data."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE = 512 * 1024
FILES = 3

_LONG_NUMBER = re.compile(r"(?:\d[ .-]?){8,}")
_PLATE = re.compile(r"\b\d{2}-?[A-Z]{1,2}\d?[ -]?\d{3}\.?\d{1,2}\b")


class _Discreet(logging.Formatter):
    """Blots out what could name a citizen, and the account's name in paths."""

    def format(self, record: logging.LogRecord) -> str:
        words = super().format(record).replace(str(Path.home()), "~")
        stamp, _, rest = words.partition(" | ")
        return f"{stamp} | {_LONG_NUMBER.sub('#', _PLATE.sub('#', rest))}"


def start(folder: Path, debug: bool = False) -> logging.Handler:
    """Write the log into `folder`; return the handler, for `stop`."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "giaoban.log", maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Discreet("%(asctime)s | %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    return handler


def start_nowhere() -> logging.Handler:
    """Keep the log from the screen where no file can take it; return the handler, for `stop`."""
    handler = logging.NullHandler()
    logging.getLogger().addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """Close the log."""
    logging.getLogger().removeHandler(handler)
    handler.close()
