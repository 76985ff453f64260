"""What the children of the reader tests are asked to do."""

import os
import threading
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.services.readers import Readers


def work(path: str, deed: str) -> str:
    """Behave as told."""
    match deed:
        case "crash":
            os._exit(3)
        case "hang":
            Path(path).write_text("begun")
            threading.Event().wait()
        case "outlive":
            with Path(path).open("w") as told:
                told.write("begun\n")
                told.flush()
                threading.Event().wait()
        case "refuse":
            raise UserError(Trouble.DAMAGED_FILE, path=path, name="x.xlsx")
        case "blunder":
            raise KeyError("ours")
        case "grow":
            bytearray(8 << 30)
    return f"{deed} by {os.getpid()}"


def main(path: str) -> None:
    """A program whose child works for ever."""
    with Readers(1, "tests.services.reader_jobs:work", 60, 1500) as readers:
        list(readers.run([(path, "outlive")]))
