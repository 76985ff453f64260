"""Makes, opens and keeps the books: first run, opening, backup, self-test, digest."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, replacing
from desktop.domain.units import NATION, NATION_CODE, OfficialUnits, Unit, nation, police_name
from desktop.migrations import HEAD
from desktop.services import generations, resealing, restoring, ruling, safeguarding
from desktop.services.books import Books, Identity, Role, read_setting, write_setting
from desktop.services.generations import Reason
from desktop.services.renewing import Renewal, look_after, mark, renew
from desktop.services.restoring import Trial
from desktop.services.rights import Act, require_right, right_of
from desktop.services.unlocking import Opened, ring_of
from desktop.store import keyring, tables
from desktop.store.database import Database

FILE_NAME = generations.DATABASE
SCHEMA = HEAD
"""The step of the schema that this program writes."""


def create(
    folder: Path,
    role: Role,
    unit_code: str,
    scheme: str,
    officer: str,
    training: bool = False,
    seed: str | None = None,
) -> Books:
    """First run: new books for a unit or a headquarters in `folder`; raise UserError when some are there.

    A seed makes install and key repeatable, for the sample only.
    """
    official = OfficialUnits.load(scheme)
    unit = nation(scheme) if unit_code == NATION_CODE else official.by_code(unit_code)
    rows = list(_unit_rows(official, role, unit))
    identity = _new_identity(role, unit, officer, training, seed)
    _make_folder(folder)
    with _begun(folder) as begun:
        database = Database.create(begun)
        try:
            with database.begin() as connection:
                connection.execute(insert(tables.unit), rows)
                write_setting(connection, "identity", asdict(identity))
        finally:
            database.close()
    return open_books(folder)


def open_books(folder: Path, opened: Opened | None = None, look_later: bool = False) -> Books:
    """The books in `folder`; raise UserError when there are none, or locked, damaged or newer ones.

    `opened` says who unlocked them, and with which key. A window that does not let its officer wait until every page
    is read looks later, by `books.db.look_through()`.
    """
    restoring.finish(folder)
    place = folder / FILE_NAME
    if opened is None and ring_of(place) is not None:
        raise UserError(Trouble.PASSWORD_NEEDED, path=str(place))
    database = Database.open(place, _before_upgrade, opened.key if opened else None, look_later)
    resealing.finish_what_was_begun(database)
    with database.read() as connection:
        stored = read_setting(connection, "identity")
        right = right_of(connection, opened.officer if opened else "")
        try:
            catalogue, text = ruling.in_force(connection)
        except UserError as error:
            database.close()
            raise UserError(error.code, path=str(place)) from error
    if stored is None:
        database.close()
        raise UserError(Trouble.FOREIGN_DATABASE, path=str(place))
    stored["role"] = Role(stored["role"])
    if stored["role"] is Role.UNIT:
        database.keep_few_pages()
    books = look_after(Books(database, catalogue, Identity(**stored), folder, catalogue_text=text))
    if opened is not None:
        books.me, books.right, books.officer_id = replace(books.me, officer=opened.name), right, opened.officer
    return books


def exist(folder: Path) -> bool:
    """Whether there are books in `folder`."""
    return (folder / FILE_NAME).is_file() or restoring.pending(folder)


def _before_upgrade(database: Database) -> None:
    safeguarding.back_up(database, Reason.UPGRADE)


@contextmanager
def _begun(folder: Path) -> Iterator[Path]:
    """A place for a new database, which takes its name once it is whole; nothing is left behind of half a one."""
    if exist(folder):
        raise UserError(Trouble.DATA_DIR_IN_USE, path=str(folder))
    with replacing(folder / FILE_NAME) as part:
        try:
            yield part
        except UserError as error:
            raise UserError(error.code, path=str(folder / FILE_NAME)) from error
        finally:
            for suffix in ("-wal", "-shm", "-journal"):
                part.with_name(part.name + suffix).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_trouble(error, folder) from error


def _new_identity(role: Role, unit: Unit, officer: str, training: bool, seed: str | None) -> Identity:
    from desktop.workbook.seal import make_key

    secret = sha256(seed.encode()).digest() if seed else os.urandom(32)
    install = sha256(secret + b"install").hexdigest()[:16] if seed else os.urandom(8).hex()
    private_key, public_key = make_key(secret)
    return Identity(
        role,
        unit.uid,
        unit.code,
        unit.name,
        police_name(unit),
        unit.scheme,
        officer.strip(),
        install,
        1,
        public_key,
        private_key,
        training,
    )


def _unit_rows(official: OfficialUnits, role: Role, unit: Unit) -> Iterable[dict[str, object]]:
    """A unit keeps itself and what stands above it; a headquarters the tree below it, the country its provinces."""
    if unit.level == NATION:
        if role is Role.UNIT:
            raise UserError(Trouble.UNIT_OF_OTHER_ROLE, unit=unit.name, code=unit.code, role=role.value)
        provinces = (_unit_row(each, reports=True) | {"parent_uid": unit.uid} for each in official.provinces())
        return [_unit_row(unit, reports=False), *provinces]
    below = official.communes_of(unit)
    if bool(below) is not (role is Role.HEADQUARTERS):
        raise UserError(Trouble.UNIT_OF_OTHER_ROLE, unit=unit.name, code=unit.code, role=role.value)
    if role is Role.UNIT:
        return [_unit_row(each, reports=False) for each in _chain(official, unit)]
    reporting = [each for each in below if each.kind != "Phường" or unit.scheme != "2020"]
    return [
        _unit_row(unit, reports=False),
        *(_unit_row(each, reports=False) for each in official.areas_of(unit)),
        *(_unit_row(each, reports=True) for each in reporting),
    ]


def _chain(official: OfficialUnits, unit: Unit) -> list[Unit]:
    """The unit and all above it, the highest first."""
    chain = [unit]
    while chain[0].parent_uid is not None:
        chain.insert(0, official.by_uid[chain[0].parent_uid])
    return chain


def _unit_row(unit: Unit, reports: bool) -> dict[str, object]:
    names = ("uid", "scheme", "code", "name", "level", "kind", "parent_uid", "lat", "lon")
    return {name: getattr(unit, name) for name in names} | {"reports": reports}


def change_officer(books: Books, officer: str) -> None:
    """The name of who writes from now on; raise UserError where a password says who it is."""
    if books.officer_id:
        raise UserError(Trouble.OFFICER_FIXED, officer=books.me.officer)
    books.me = Identity(**{**asdict(books.me), "officer": officer.strip()})
    with books.db.begin() as connection:
        write_setting(connection, "identity", asdict(books.me))


def change_calendar(books: Books, calendar: str) -> None:
    """The calendar that days are counted by; raise UserError once anything was counted by the one before."""
    with books.db.begin() as connection:
        if connection.exec_driver_sql("SELECT 1 FROM record UNION ALL SELECT 1 FROM package LIMIT 1").scalar():
            raise UserError(Trouble.CALENDAR_IN_USE, calendar=books.me.calendar)
        me = Identity(**{**asdict(books.me), "calendar": calendar})
        write_setting(connection, "identity", asdict(me))
    books.me = me
    books.__dict__.pop("counter", None)


def limit_units(books: Books, uids: Iterable[str]) -> None:
    """Expect reports from these units only."""
    wanted = set(uids)
    with books.db.begin() as connection:
        for unit in books.reporting_units():
            if unit.uid not in wanted:
                connection.exec_driver_sql("UPDATE unit SET reports = FALSE WHERE id = ?", (unit.id,))
    books.forget_units()


def expect_units(books: Books, uids: Iterable[str]) -> None:
    """Expect reports from exactly these units, of whatever level: a headquarters can be a unit of a higher one."""
    wanted = set(uids)
    with books.db.begin() as connection:
        for unit in books.units.values():
            connection.exec_driver_sql("UPDATE unit SET reports = ? WHERE id = ?", (unit.uid in wanted, unit.id))
    books.forget_units()


def backup(books: Books, path: Path) -> Path:
    """A whole copy of the database in one new file, checked after writing; raise UserError when it cannot be made.

    What it cannot be opened without lies beside it under its name.
    """
    if path.exists():
        raise UserError(Trouble.FILE_EXISTS, path=str(path), folder=str(path.parent), name=path.name)
    with replacing(path) as part:
        part.touch()  # a folder or medium that takes no file says why
        try:
            books.db.copy_to(part)
        except UserError as error:
            raise UserError(error.code, path=str(path), folder=str(path.parent), name=path.name) from error
        if not books.db.is_sound(part):
            raise UserError(Trouble.VERIFY_FAILED, path=str(path), name=path.name)
        for each in generations.companions(books.folder):
            with replacing(path.with_name(f"{path.name}.{each.name}")) as companion:
                generations.copy_file(each, companion)
    return path


def restore(folder: Path, backup: Path, opened: Opened | None = None) -> Books:
    """Put a backup in the place of the books in `folder`; raise UserError for one that is damaged or not ours.

    The books that were there are backed up and stay beside it. What is written from now on belongs to a new epoch:
    whatever this machine told since the backup is no longer known to it, and headquarters can hand it back. A locked
    backup needs who opens it: its key is the one of the books here, or its own key file lies beside it.
    """
    present = open_present(folder, opened)
    try:
        trial = restoring.prepare(folder, backup, present, opens=opener(folder, opened))
        if present is not None:
            safeguarding.back_up(present, Reason.RESTORE)
            present.claim()
    finally:
        if present is not None:
            present.close()
    return take_place(trial, opened)


def open_present(folder: Path, opened: Opened | None = None) -> Database | None:
    """The database in `folder` as it is; None where there is none, or only one that does not open."""
    if not exist(folder):
        return None
    restoring.finish(folder)
    try:
        return opener(folder, opened)(folder / FILE_NAME)
    except UserError as error:
        if error.code in (Trouble.DAMAGED_DATABASE, *UNOPENED):
            return None
        raise


UNOPENED = (Trouble.PASSWORD_NEEDED, Trouble.KEY_FILE_DAMAGED, Trouble.KEY_FILE_MISSING, Trouble.KEY_OF_OTHER_DATABASE)


def opener(folder: Path, opened: Opened | None) -> Callable[[Path], Database]:
    """Opens databases for who may restore: plain ones, and those under the key he holds."""

    def opens(path: Path) -> Database:
        database = opener_by_key(folder, opened.key if opened else None)(path)
        if database.key is None or opened is None:
            return database
        try:
            with database.read() as connection:
                right = right_of(connection, opened.officer)
            require_right(right, Act.RESTORE, opened.name)
        except BaseException:
            database.close()
            raise
        return database

    return opens


def opener_by_key(folder: Path, key: bytes | None) -> Callable[[Path], Database]:
    """The same for books that are open already."""

    def opens(path: Path) -> Database:
        ring = ring_for(path, folder)
        if ring is None:
            return Database.open(path)
        if not ring.fits(key):
            raise UserError(Trouble.PASSWORD_NEEDED, path=str(path))
        return Database.open(path, key=key)

    return opens


def ring_for(database: Path, folder: Path) -> keyring.Keyring | None:
    """Who can open a database: None for a plain one; its key file lies beside it, or among those of the books."""
    return keyring.find_for_copy(database, keyring.place_of(folder / FILE_NAME))


def take_place(trial: Trial, opened: Opened | None = None) -> Books:
    """Open the books out of a tried backup, in the place of those that were there; they must be closed."""
    restoring.put_in_place(trial)
    locked = ring_of(trial.folder / FILE_NAME) is not None
    books = open_books(trial.folder, opened if locked else None)
    if not books.renewed:  # nothing was written since; a copy of the backup may yet be at work elsewhere
        renew(books, Renewal.RESTORED)
        mark(books)
    return books


_STATE = (
    "SELECT package_id, head, accepted FROM package WHERE active AND NOT sent ORDER BY package_id",
    "SELECT record.uid, unit.uid, record.kind, record.state, mark, now.hash, told.hash FROM record"
    " JOIN unit ON unit.id = record.unit_id JOIN version AS now ON now.id = version_id"
    " JOIN version AS told ON told.id = told_id ORDER BY record.uid",
    "SELECT breakdown, month, unit.uid, indicator, origin, amount, total.state FROM total"
    " JOIN unit ON unit.id = total.unit_id ORDER BY breakdown, month, unit.uid, indicator, origin",
    "SELECT DISTINCT month, section, unit.uid, coverage.state FROM coverage JOIN unit ON unit.id = coverage.unit_id"
    " JOIN package ON package.id = coverage.package_id AND active AND head AND (NOT by_hand OR accepted)"
    " ORDER BY 1, 2, 3, 4",
    "SELECT uid, subject, value FROM overlay WHERE active ORDER BY uid",
    "SELECT low, high, same, counts FROM pair_decision ORDER BY low, high",
)


_CATALOGUES = "SELECT version, content FROM catalogue WHERE published <> '' ORDER BY version"
"""Events of their own: books without one keep the digest that they always had."""


def digest(books: Books) -> str:
    """Hash of the canonical state: the same whatever the order, names and times of what made it."""
    state = sha256()
    with books.db.read() as connection:
        for statement in _STATE:
            for row in connection.exec_driver_sql(statement):
                state.update(repr(tuple(row)).encode())
            state.update(b"\x00")
        for row in connection.exec_driver_sql(_CATALOGUES):
            state.update(repr(tuple(row)).encode())
    return state.hexdigest()


def self_test(books: Books) -> list[str]:
    """Faults of the books, in codes; an empty list when everything holds."""
    from desktop.services.auditing import faults

    return faults(books)
