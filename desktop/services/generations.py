"""The backups that one place holds: a numbered folder each, whole or not there; the oldest give way.

A folder is filled under the name of a part, every file safe on the disk, and then named: so it is there with all it
needs, or not at all. Numbers decide which is newer, since a clock that lost its battery would name the wrong one.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, safe_on_disk, wipe_out
from desktop.store import driver

DATABASE = "giaoban.db"
COMPANIONS = ("giaoban.key",)
"""Files beside the database that it cannot be opened without: they travel with it wherever it goes."""

HOME = "backups"
"""The place inside the data folder."""

INFO = "info.json"
KEPT = 3
CHUNK = 4 * 1024 * 1024
_NAME = re.compile(r"(\d{6})_\d{4}-\d\d-\d\d_\d\dh\d\d\Z")
_PART, _DROPPED = ".part", ".bo"

Told = Callable[[int, int], None]


class Reason(StrEnum):
    """Why a backup was made."""

    EXIT = "exit"
    ASKED = "asked"
    IMPORT = "import"
    UPGRADE = "upgrade"
    RESTORE = "restore"


@dataclass(frozen=True)
class Info:
    """What a backup says of itself, so that a list of them opens none.

    Beside a locked database lies only what is needed before the password: which backup is newer, why it was made,
    whether it is whole and holds what another one holds. Whose it is says its key file; how much was written is
    nobody's business who cannot open it.
    """

    made: str
    reason: Reason
    unit_uid: str
    unit_name: str
    training: bool
    program: str
    schema: str
    records: int | None
    figures: int | None
    packages: int | None
    state: str
    """Alike in two backups of the same content."""
    size: int = 0
    digest: str = ""


@dataclass(frozen=True)
class Generation:
    """One backup in its folder."""

    folder: Path
    number: int
    info: Info

    @property
    def file(self) -> Path:
        """Its database."""
        return self.folder / DATABASE

    @property
    def day(self) -> str:
        """The day it was made on."""
        return self.info.made[:10]


def home_of(folder: Path) -> Path:
    """The place of backups inside a data folder."""
    return folder / HOME


def listed(place: Path) -> list[Generation]:
    """The whole backups of a place, the newest first."""
    found = []
    with suppress(OSError):
        for folder in place.iterdir():
            name = _NAME.match(folder.name)
            info = _info(folder) if name else None
            if name and info is not None:
                found.append(Generation(folder, int(name[1]), info))
    return sorted(found, key=lambda each: each.number, reverse=True)


def found_below(folder: Path) -> list[Generation]:
    """The backups in a folder that a person chose: a place, one above it, or a single backup."""
    places = [folder]
    with suppress(OSError):
        places += [each for each in folder.iterdir() if each.is_dir() and not _NAME.match(each.name)]
    found = [each for place in places for each in listed(place)]
    if not found and _NAME.match(folder.name):
        found = [each for each in listed(folder.parent) if each.folder == folder]
    return sorted(found, key=lambda each: each.info.made, reverse=True)


def _info(folder: Path) -> Info | None:
    """What stands in the folder's note; None where the note or the database is not as it was written."""
    try:
        told: dict[str, Any] = json.loads((folder / INFO).read_text("utf-8"))
        info = Info(**{**told, "reason": Reason(told["reason"])})
        return info if (folder / DATABASE).stat().st_size == info.size else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def new_folder(place: Path, made: str) -> Iterator[Path]:
    """A folder to be filled, which takes its name at the end; what fails leaves the place as it was."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        sweep(place)
        name = f"{_next_number(place):06}_{datetime.fromisoformat(made):%Y-%m-%d_%Hh%M}"
        part = place / (name + _PART)
        part.mkdir()
    except OSError as error:
        raise file_trouble(error, place / DATABASE) from error
    try:
        yield part
        os.rename(part, place / name)
        safe_on_disk(place)
    except OSError as error:
        raise file_trouble(error, place / DATABASE) from error
    except UserError as error:  # nobody knows the part by its name
        raise UserError(error.code, path=str(place / DATABASE), folder=str(place), name=DATABASE) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def renewed(old: Generation) -> Iterator[Path]:
    """A folder to be filled in the place of a backup, under its name; what fails leaves that backup as it was."""
    place, name = old.folder.parent, old.folder.name
    part, dropped = place / (name + _PART), place / (name + _DROPPED)
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        yield part
        os.rename(old.folder, dropped)
        os.rename(part, old.folder)  # cut off before this one, `sweep` does it
        safe_on_disk(place)
        wipe_out(dropped / DATABASE)
    except OSError as error:
        raise file_trouble(error, old.file) from error
    finally:
        if old.folder.is_dir():
            for left in (part, dropped):
                shutil.rmtree(left, ignore_errors=True)


def _next_number(place: Path) -> int:
    taken = (int(name[1]) for each in place.iterdir() if (name := _NAME.match(each.name)))
    return max(taken, default=0) + 1


def sweep(place: Path) -> None:
    """Remove what a killed run left half written or half removed; a whole one that was to follow another does."""
    for dropped in place.glob(f"*{_DROPPED}"):
        followed, part = dropped.with_suffix(""), dropped.with_suffix(_PART)
        if not followed.exists() and _info(part) is not None:
            os.rename(part, followed)
    for left in place.iterdir():
        if left.suffix in (_PART, _DROPPED) and _NAME.match(left.stem):
            shutil.rmtree(left, ignore_errors=True)


def seal(folder: Path, info: Info) -> None:
    """Write what the folder holds; every file is read back from the medium before it counts."""
    database = folder / DATABASE
    digest = digest_of(database)
    sealed = replace(info if _is_plain(database) else _discreet(info), size=database.stat().st_size, digest=digest)
    (folder / INFO).write_text(json.dumps(asdict(sealed), ensure_ascii=False, indent=1), "utf-8")
    for each in folder.iterdir():
        safe_on_disk(each)
    if digest_of(database) != digest:
        raise UserError(Trouble.VERIFY_FAILED, path=str(database), name=folder.name)


def _is_plain(database: Path) -> bool:
    with database.open("rb") as file:
        return file.read(len(driver.PLAIN)) == driver.PLAIN


def _discreet(info: Info) -> Info:
    return replace(info, unit_uid="", unit_name="", records=None, figures=None, packages=None)


def digest_of(path: Path) -> str:
    """Hash of a file, read from the medium where the system lets us ask for that."""
    found = sha256()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def copy_file(source: Path, target: Path, told: Told | None = None) -> None:
    """Copy bytes, telling how many are done; raise OSError."""
    done, total = 0, source.stat().st_size
    with source.open("rb") as read, target.open("wb") as write:
        while chunk := read.read(CHUNK):
            write.write(chunk)
            done += len(chunk)
            if told is not None:
                told(done, total)


def companions(folder: Path) -> list[Path]:
    """Those that lie in a folder."""
    return [folder / name for name in COMPANIONS if (folder / name).is_file()]


def surplus(kept: Iterable[Generation], keep: int = KEPT) -> list[Generation]:
    """Which of the backups give way: the same content again, and all beyond the number kept.

    A busy evening does not drive out the days before: of those kept one is from an earlier day, where there is one.
    """
    newest_first: list[Generation] = []
    for each in kept:
        if each.info.state not in {other.info.state for other in newest_first}:
            newest_first.append(each)
    staying = newest_first[: keep - 1]
    rest = newest_first[keep - 1 :]
    earlier = [each for each in rest if each.day < newest_first[0].day]
    staying += (earlier or rest)[:1]
    return [each for each in kept if each not in staying]


def rotate(place: Path) -> None:
    """Let the surplus go; a medium that lets nothing go keeps more than it must."""
    for each in surplus(listed(place)):
        with suppress(OSError):
            dropped = each.folder.with_name(each.folder.name + _DROPPED)
            os.rename(each.folder, dropped)  # half removed it must never look whole
            shutil.rmtree(dropped, ignore_errors=True)
