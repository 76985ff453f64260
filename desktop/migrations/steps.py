"""Which step a database stands at, and the way to the newest one."""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble
from desktop.migrations import HEAD


def stamp(connection: Connection, step: str) -> None:
    """Write the step into a database that has just been made."""
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (step,))


def current(connection: Connection) -> str | None:
    """The step the database stands at; None when it is not one of ours."""
    known = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    if not known:
        return None
    step = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(step)


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("version_locations", str(Path(__file__).parent / "versions"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def upgrade(engine: Engine, path: Path, found: str) -> None:
    """Bring an older database to HEAD; refuse a newer one; put the copy back on failure."""
    if found > HEAD:
        raise UserError(Trouble.NEWER_DATABASE, path=str(path))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = path.with_name(f"{path.name}.before-{HEAD}")
    try:
        shutil.copy2(path, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise file_trouble(error, copy) from error
    try:
        with engine.begin() as connection:
            _run(connection)
    except Exception:
        engine.dispose()
        _put_back(copy, path)
        raise


def _put_back(copy: Path, path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copy2(copy, path)


def build(connection: Any) -> None:
    """Make a database from nothing by the steps alone (what the tests hold against the tables)."""
    _run(connection)
