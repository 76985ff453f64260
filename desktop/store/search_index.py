"""The full-text index over the folded words of records; where SQLite has no FTS5 the words are walked through."""

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

TABLE = "record_search"
_TRIGGERS = {
    "record_search_added": (
        "AFTER INSERT ON record WHEN new.searched <> '' BEGIN"
        " INSERT INTO record_search(rowid, searched) VALUES (new.id, new.searched); END"
    ),
    "record_search_changed": (
        "AFTER UPDATE OF searched ON record WHEN old.searched <> new.searched BEGIN"
        " INSERT INTO record_search(record_search, rowid, searched)"
        " SELECT 'delete', old.id, old.searched WHERE old.searched <> '';"
        " INSERT INTO record_search(rowid, searched) SELECT new.id, new.searched WHERE new.searched <> ''; END"
    ),
    "record_search_removed": (
        "AFTER DELETE ON record WHEN old.searched <> '' BEGIN"
        " INSERT INTO record_search(record_search, rowid, searched) VALUES ('delete', old.id, old.searched); END"
    ),
}


def make(connection: Connection) -> None:
    """Make the index in a database that has none, with the triggers that keep it; nothing where FTS5 is missing."""
    if not _possible(connection):
        return
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE record_search USING fts5"
        "(searched, content='record', content_rowid='id', prefix='2 3', detail=none, columnsize=0)"
    )
    connection.exec_driver_sql(
        "INSERT INTO record_search(rowid, searched) SELECT id, searched FROM record WHERE searched <> ''"
    )
    for name, body in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")


def stands(connection: Connection) -> bool:
    """Whether there is an index that is kept up to date, and a SQLite that can read it."""
    return _triggers(connection) == len(_TRIGGERS) and _possible(connection)


def refit(connection: Connection) -> None:
    """Follow the SQLite at hand: without FTS5 no trigger may write, with it again the index is made anew."""
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    if _possible(connection):
        connection.exec_driver_sql("DROP TABLE IF EXISTS record_search")
        make(connection)


def fits(connection: Connection) -> bool:
    """Whether nothing needs to be refitted."""
    return _triggers(connection) == (len(_TRIGGERS) if _possible(connection) else 0)


def _triggers(connection: Connection) -> int:
    names = ", ".join(f"'{name}'" for name in _TRIGGERS)
    statement = f"SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name IN ({names})"
    return int(connection.exec_driver_sql(statement).scalar_one())


def _possible(connection: Connection) -> bool:
    try:
        return bool(connection.exec_driver_sql("SELECT sqlite_compileoption_used('ENABLE_FTS5')").scalar())
    except OperationalError:
        return False
