"""LibreOffice as another hand that saves files; all share one profile: making one takes longer than saving does."""

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

INSTALLED = shutil.which("soffice") is not None
PATIENCE_S = 600
"""A slow machine is no fault of the file."""


@cache
def profile() -> Path:
    """Where LibreOffice keeps its own settings in this process."""
    home = Path(tempfile.mkdtemp(prefix="giaoban-office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


def save_all(files: Iterable[Path], kind: str, folder: Path) -> list[Path]:
    """The same documents as LibreOffice writes them, all in one run of it."""
    home = f"-env:UserInstallation={profile().as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S)
    return sorted(folder.glob(f"*.{kind}"))


def save(path: Path, folder: Path) -> Path:
    """The same document in a folder of its own."""
    save_all([path], path.suffix.removeprefix("."), folder)
    return folder / path.name
