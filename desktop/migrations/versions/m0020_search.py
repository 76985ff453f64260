"""Find records by their words while typing: a full-text index, kept by triggers."""

from alembic import op

revision = "0020"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index over what is there; a SQLite without FTS5 gets it when the file is opened by one that has it."""
    if not op.get_bind().exec_driver_sql("SELECT sqlite_compileoption_used('ENABLE_FTS5')").scalar():
        return
    op.execute(
        "CREATE VIRTUAL TABLE record_search USING fts5"
        "(searched, content='record', content_rowid='id', prefix='2 3', detail=none, columnsize=0)"
    )
    op.execute("INSERT INTO record_search(rowid, searched) SELECT id, searched FROM record WHERE searched <> ''")
    op.execute(
        "CREATE TRIGGER record_search_added AFTER INSERT ON record WHEN new.searched <> '' BEGIN"
        " INSERT INTO record_search(rowid, searched) VALUES (new.id, new.searched); END"
    )
    op.execute(
        "CREATE TRIGGER record_search_changed"
        " AFTER UPDATE OF searched ON record WHEN old.searched <> new.searched BEGIN"
        " INSERT INTO record_search(record_search, rowid, searched)"
        " SELECT 'delete', old.id, old.searched WHERE old.searched <> '';"
        " INSERT INTO record_search(rowid, searched) SELECT new.id, new.searched WHERE new.searched <> ''; END"
    )
    op.execute(
        "CREATE TRIGGER record_search_removed AFTER DELETE ON record WHEN old.searched <> '' BEGIN"
        " INSERT INTO record_search(record_search, rowid, searched) VALUES ('delete', old.id, old.searched); END"
    )
