"""What the children of the reader tests are asked to do."""

import os
import threading
from pathlib import Path

from desktop.base.errors import Trouble, UserError


def work(path: str, deed: str) -> str:
    """Behave as told."""
    match deed:
        case "crash":
            os._exit(3)
        case "hang":
            Path(path).write_text("begun")
            threading.Event().wait()
        case "refuse":
            raise UserError(Trouble.DAMAGED_FILE, path=path, name="x.xlsx")
        case "blunder":
            raise KeyError("ours")
        case "grow":
            bytearray(8 << 30)
    return f"{deed} by {os.getpid()}"
