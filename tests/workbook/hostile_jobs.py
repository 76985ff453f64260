"""What the child does in the test of hostile files: read one, and tell what it cost."""

from pathlib import Path
from time import process_time

from desktop.base.errors import UserError
from desktop.services import staging


def read(path: str) -> tuple[str, float, float]:
    """What became of the file, CPU seconds, and the most memory that this process ever held, in MB."""
    begun = process_time()
    try:
        staging.look_through(Path(path))
        outcome = "read"
    except UserError as error:
        outcome = error.code.value
    status = Path("/proc/self/status").read_text("ascii")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return outcome, process_time() - begun, peak / 1024
