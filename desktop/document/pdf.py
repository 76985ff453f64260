"""Word or slides → PDF through LibreOffice where it is installed: our own profile, a time limit, and Cancel works."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, replacing
from desktop.base.progress import Progress

LABEL = "Đang chuyển sang PDF"
SECONDS = 120
_LOOK = 0.2
_NAMES = ("soffice", "libreoffice")
_PROGRAM = Path("LibreOffice", "program", "soffice.exe")
_HOMES = ("PROGRAMFILES", "PROGRAMFILES(X86)")


def office() -> str:
    """The command of LibreOffice; raise UserError where there is none."""
    homes = (Path(os.environ[each]) / _PROGRAM for each in _HOMES if each in os.environ)
    found = [*filter(None, map(shutil.which, _NAMES)), *(str(each) for each in homes if each.is_file())]
    if not found:
        raise UserError(Trouble.OFFICE_MISSING)
    return found[0]


def convert(source: Path, target: Path, progress: Progress, seconds: float = SECONDS) -> Path:
    """Write a PDF of the document; raise UserError when LibreOffice is missing, fails or takes too long."""
    command = office()
    with tempfile.TemporaryDirectory(prefix="giaoban-") as room:
        folder = Path(room)
        words = [command, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        words += ["--convert-to", "pdf", "--outdir", str(folder / "out"), str(source)]
        _run(words, source, progress, seconds)
        made = folder / "out" / f"{source.stem}.pdf"
        if not made.is_file():
            raise UserError(Trouble.OFFICE_FAILED, name=source.name)
        try:
            with replacing(target) as part:
                shutil.copyfile(made, part)
        except OSError as error:
            raise file_trouble(error, target) from error
    return target


def _run(command: list[str], source: Path, progress: Progress, seconds: float) -> None:
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while True:
                gone = time.monotonic() - begun
                progress.step(LABEL, min(int(gone), int(seconds)), int(seconds))
                if gone > seconds:
                    raise UserError(Trouble.OFFICE_SLOW, name=source.name)
                try:
                    status = process.wait(_LOOK)
                    break
                except subprocess.TimeoutExpired:
                    continue
        except BaseException:
            process.kill()
            raise
    if status:
        raise UserError(Trouble.OFFICE_FAILED, name=source.name)
