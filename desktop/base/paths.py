"""Places on the disk: our resources, the data folder, and putting a finished file in place."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import platformdirs

from desktop.base.errors import Trouble, UserError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_NO_FOLDER = {errno.ENOTDIR, errno.EEXIST}
_FOLDER = {errno.EISDIR, errno.ENOTEMPTY}
_WINDOWS = {
    19: Trouble.READ_ONLY_MEDIUM,
    21: Trouble.MEDIUM_FAILED,
    32: Trouble.FILE_OPEN_ELSEWHERE,
    33: Trouble.FILE_OPEN_ELSEWHERE,
    39: Trouble.DISK_FULL,
    112: Trouble.DISK_FULL,
}
"""Codes of Windows that Python folds into a mere PermissionError or OSError."""


@cache
def _home() -> Path:
    package = Path(__file__).resolve().parents[1]
    inside = package / "resources"  # in the wheel and in the frozen program
    return inside if inside.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """A file of ours that is no code, in the repository, the wheel and the frozen program alike."""
    return _home().joinpath(*parts)


def default_data_dir() -> Path:
    """Where the books of this account lie when no folder is named."""
    return platformdirs.user_data_path("GiaoBan", appauthor=False)


def file_trouble(error: OSError, path: Path) -> UserError:
    """The trouble behind an error of the operating system, told about the file that was asked for."""
    for place in (path, *path.parents):
        if error.errno in _NO_FOLDER and place.is_file():
            return UserError(Trouble.NOT_FOLDER, path=str(place), folder=str(place.parent), name=place.name)
    return UserError(_code_of(error, path), path=str(path), folder=str(path.parent), name=path.name)


def _code_of(error: OSError, path: Path) -> Trouble:
    windows = _WINDOWS.get(getattr(error, "winerror", None) or 0)
    if windows is not None:
        return windows
    if error.errno in _FULL:
        return Trouble.DISK_FULL
    if error.errno == errno.EROFS:
        return Trouble.READ_ONLY_MEDIUM
    if error.errno in _FOLDER and path.is_dir():
        return Trouble.IS_FOLDER
    if error.errno in _GONE:
        return Trouble.FILE_MISSING if path.parent.is_dir() else Trouble.FOLDER_MISSING
    if isinstance(error, PermissionError):
        return _why_forbidden(path)
    return Trouble.MEDIUM_FAILED


def _why_forbidden(path: Path) -> Trouble:
    """Excel holds the files it shows; a folder may also simply not be ours."""
    held = path.is_file() and os.access(path.parent, os.W_OK)
    return Trouble.FILE_OPEN_ELSEWHERE if held else Trouble.NO_PERMISSION


def part_of(path: Path) -> Path:
    """The file in which `path` grows until it is whole."""
    return path.with_name(path.name + ".part")


def free_beside(path: Path, words: str) -> Path:
    """The name of a file with some words behind it, and a number where that one is taken."""
    stem, again = f"{path.stem} - {words}", 2
    found = path.with_name(stem + path.suffix)
    while found.exists():
        found, again = path.with_name(f"{stem} {again}{path.suffix}"), again + 1
    return found


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A part file beside `path` that in the end is safe on the disk in its place, or nothing has changed."""
    part = part_of(path)
    try:
        part.unlink(missing_ok=True)  # left behind by a killed run
        yield part
        _sync(part)
        os.replace(part, path)
        _sync_folder(path.parent)
        _forget(path)
    except OSError as error:
        raise file_trouble(error, path) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def safe_on_disk(path: Path) -> None:
    """Wait until a file or the names in a folder have reached the medium."""
    if path.is_dir():
        _sync_folder(path)
    else:
        _sync(path)


def wipe(file: int) -> None:
    """Write zeros over an open file, as far as the disk lets us."""
    with suppress(OSError):
        size = os.fstat(file).st_size
        os.lseek(file, 0, os.SEEK_SET)  # Windows cannot write at a place
        for at in range(0, size, 1 << 20):
            os.write(file, bytes(min(1 << 20, size - at)))
        os.fsync(file)


def wipe_out(path: Path) -> None:
    """Remove a file; where no second name leads to its bytes, they are written over first. Raise OSError."""
    os.chmod(path, 0o600)
    with path.open("r+b") as file:
        if os.fstat(file.fileno()).st_nlink == 1:
            wipe(file.fileno())
    path.unlink()


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _forget(path: Path) -> None:
    """Let the next reading come from the medium and not from memory: sticks of faked size keep less than they take."""
    if hasattr(os, "posix_fadvise"):  # Windows has nothing of the kind for whole files
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open folders, some network disks cannot sync them
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
