"""After books got a lock, another key or none: backups, what was set aside, and the vault follow them, file by file.

A note in the books says that this is under way. It goes into the new database with all the rest, so what a power cut
left half done is finished by the next opening. A file in its new form is whole and read back before the old one goes;
backups keep their numbers and their days. Locked backups stay locked when the books are made plain.
"""

import json
import logging
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, wipe_out
from desktop.base.progress import Progress, Silent
from desktop.services import generations, vault
from desktop.services.books import read_setting, write_setting
from desktop.services.generations import DATABASE, Generation, home_of
from desktop.services.vault import FileKeys
from desktop.store import driver, keyring, sealing
from desktop.store.database import Database
from desktop.store.exchanging import copy_under, put_under

PENDING = "files_pending"
"""Setting: the files beside the books do not all lie as the books do."""

FORMER = "former_keys"
"""Setting: keys of the books from before, for backups that were not at hand when the key was changed, or that stayed
locked while the books were plain."""

BACKUPS, FILES = "Đang mã hóa bản sao lưu", "Đang mã hóa tệp đã giữ"
_BROKEN = {Trouble.DAMAGED_DATABASE, Trouble.VERIFY_FAILED}
_LOGS = ("-wal", "-shm", "-journal", ".part")

_log = logging.getLogger(__name__)


def announce(connection: Connection, before: bytes | None) -> None:
    """Note in the books, while they still lie under the key before, what they will have to open afterwards."""
    write_setting(connection, PENDING, True)
    if before is not None:
        _add(connection, vault.KEYS, [sealing.file_key(before)])
        _add(connection, FORMER, [before])


def carry(tried: Database, present: Database | None) -> None:
    """Let a backup that will take the place open the files of the books that are there."""
    with tried.begin() as connection:
        write_setting(connection, PENDING, True)
        if present is not None:
            with present.read() as other:
                keys = vault.keys_in(other, present.key)
                former = read_setting(other, FORMER, [])
            _add(connection, vault.KEYS, [*keys.before, *([keys.now] if keys.now else [])])
            _add(connection, FORMER, [bytes.fromhex(each) for each in former])


def _add(connection: Connection, setting: str, keys: Iterable[bytes]) -> None:
    known = read_setting(connection, setting, [])
    write_setting(connection, setting, list(dict.fromkeys([*known, *(each.hex() for each in keys)])))


def finish_what_was_begun(database: Database) -> None:
    """At an opening: bring to its end what a power cut interrupted. What fails now is tried again the next time."""
    with database.read() as connection:
        pending = read_setting(connection, PENDING, False)
    if pending:
        follow(database)


def follow(database: Database, second: Path | None = None, progress: Progress | None = None) -> None:
    """Let all files here follow the books, then those in the second place where it is at hand.

    What the disk does not allow is no reason to stop: the books themselves are safe, and it is tried again.
    """
    progress, folder = progress or Silent(), database.path.parent
    try:
        _remove(database.path.with_name(database.path.name + ".part"))  # of a change that was cut off
        _follow_copies(database, home_of(folder), progress)
        _follow_set_aside(database)
        _follow_stages(database)
        _follow_vault(database, folder, None, progress)
        _follow_vault(database, home_of(folder), folder, progress)
        with database.begin() as connection:
            write_setting(connection, PENDING, False)
        if second is not None and second.is_dir():
            follow_there(database, second, progress)
    except UserError as error:
        _log.warning("files beside the books do not follow them yet: %s", error.code.value)


def follow_there(database: Database, place: Path, progress: Progress | None = None) -> None:
    """The same in another place that holds backups; raise UserError where its medium does not allow it."""
    _follow_copies(database, place, progress or Silent())
    _follow_vault(database, place, database.path.parent, progress or Silent())


def _follow_copies(database: Database, place: Path, progress: Progress) -> None:
    """Backups that anybody can read, or who has a key from before, get the key of the books; the oldest first."""
    if not place.is_dir() or database.key is None:
        return
    generations.sweep(place)
    opens, ring = _keys_by_head(database), keyring.find(database.path)
    assert ring is not None
    stale = [each for each in reversed(generations.listed(place)) if driver.head_of(each.file) in opens]
    for each in progress.over(stale, BACKUPS, len(stale)):
        try:
            _renew_copy(database, each, opens[driver.head_of(each.file)], ring)
        except UserError as error:
            if error.code not in _BROKEN:
                raise


def _keys_by_head(database: Database) -> dict[bytes, bytes | None]:
    """What opens the files that still lie under something else than the key of the books."""
    with database.read() as connection:
        former = [bytes.fromhex(each) for each in read_setting(connection, FORMER, [])]
    opens: dict[bytes, bytes | None] = {driver.salt_of(each): each for each in former if each != database.key}
    return opens | {driver.PLAIN: None}


def _renew_copy(database: Database, old: Generation, before: bytes | None, ring: keyring.Keyring) -> None:
    assert database.key is not None
    with generations.renewed(old) as part:
        copy_under(old.file, before, part / DATABASE, database.key)
        _let_open(part / DATABASE, database)
        keyring.write(part / keyring.place_of(database.path).name, ring)
        generations.seal(part, old.info)


def _let_open(copy: Path, database: Database) -> None:
    """The backup too will have to open files that do not lie under its own key yet."""
    with database.read() as connection, closing(driver.connect(copy, database.key)) as other:
        keys = read_setting(connection, vault.KEYS, [])
        with suppress(*driver.errors()):  # so old that it knows no settings
            statement = "INSERT OR REPLACE INTO setting(key, value) VALUES (?, ?)"
            other.execute(statement, (vault.KEYS, json.dumps(keys)))
            other.commit()


def _follow_set_aside(database: Database) -> None:
    """Books that a restore or an upgrade set aside."""
    if database.key is not None:
        _put_under_ours(database, _set_aside(database.path))


def _follow_stages(database: Database) -> None:
    """Files that were read and wait for a person to take them in: they are attached by the key of the books."""
    _put_under_ours(database, database.path.parent.glob("stage-*/*.stage"))


def _put_under_ours(database: Database, files: Iterable[Path]) -> None:
    opens = _keys_by_head(database)
    for each in files:
        head = driver.head_of(each)
        if head in opens and opens[head] != database.key:
            try:
                put_under(each, opens[head], database.key)
            except UserError as error:
                if error.code not in _BROKEN:
                    raise


def _set_aside(database: Path) -> list[Path]:
    return [each for each in sorted(database.parent.glob(f"{database.name}.*")) if not each.name.endswith(_LOGS)]


def _follow_vault(database: Database, place: Path, linked: Path | None, progress: Progress) -> None:
    """Every kept file gets the form that it should have; in the second name of a file, that of the first."""
    keys, files = vault.keys_of(database), defaultdict(list)
    for each in vault.listed(place):
        files[vault.hash_in(each.name)].append(each)
    waiting = {hashed: found for hashed, found in files.items() if [file.name for file in found] != [keys.name(hashed)]}
    try:
        for hashed, found in progress.over(waiting.items(), FILES, len(waiting)):
            wanted = vault.folder_of(place, hashed) / keys.name(hashed)
            if _stands(wanted, found, keys, linked):
                _drop(file for file in found if file != wanted)
    except OSError as error:
        raise file_trouble(error, place) from error


def _stands(wanted: Path, files: list[Path], keys: FileKeys, linked: Path | None) -> bool:
    """Whether the file is there as it should be; made from another one, it is read back first."""
    hashed = vault.hash_in(wanted.name)
    if _is_whole(vault.opened(wanted, keys.now), hashed):
        return True
    content = _best(wanted.parent, files, keys)
    if content is None:
        return False  # no key that we know opens it
    if not _link(linked, wanted, keys):
        vault.put(wanted, content, keys.now)
    if vault.opened(wanted, keys.now) != content:
        raise UserError(Trouble.VERIFY_FAILED, path=str(wanted), name=wanted.name)
    return True


def _best(folder: Path, files: list[Path], keys: FileKeys) -> bytes | None:
    """The whole one among what can be opened, else one that is spoilt: it counts as lost, but is not thrown away."""
    there = {file.name for file in files}
    hashed = vault.hash_in(files[0].name)
    opened = [vault.opened(folder / name, key) for name, key in keys.named(hashed) if name in there]
    known = [each for each in opened if each is not None]
    return next((each for each in known if _is_whole(each, hashed)), known[0] if known else None)


def _is_whole(content: bytes | None, hashed: str) -> bool:
    return content is not None and sha256(content).hexdigest() == hashed


def _link(linked: Path | None, wanted: Path, keys: FileKeys) -> bool:
    """At home the second name of a file costs no room; only for one that is whole under the first."""
    if linked is None or not wanted.is_relative_to(linked):
        return False
    hashed = vault.hash_in(wanted.name)
    first = vault.folder_of(linked, hashed) / wanted.name
    if not _is_whole(vault.opened(first, keys.now), hashed):
        return False
    wanted.unlink(missing_ok=True)
    with suppress(OSError):  # not every disk knows second names
        os.link(first, wanted)
        return True
    return False


def _drop(files: Iterable[Path]) -> None:
    for each in files:
        if each.suffix == vault.PLAIN:
            wipe_out(each)
        else:
            _remove(each)


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        os.chmod(path, 0o600)  # Windows removes nothing that must not be written
        path.unlink()


def readable(database: Database) -> list[Path]:
    """Copies of locked books on this machine that anybody can still read: damaged ones mostly."""
    if database.key is None:
        return []
    copies = [*sorted(home_of(database.path.parent).glob(f"*/{DATABASE}")), *_set_aside(database.path)]
    return [each for each in copies if driver.head_of(each) == driver.PLAIN]


def discard(copies: Iterable[Path]) -> None:
    """Remove such copies for good, once a person has said so; raise UserError where one cannot be removed."""
    for each in copies:
        try:
            wipe_out(each)
            for log in _LOGS:
                _remove(each.with_name(each.name + log))
        except OSError as error:
            raise file_trouble(error, each) from error
        if each.name == DATABASE:
            shutil.rmtree(each.parent, ignore_errors=True)
