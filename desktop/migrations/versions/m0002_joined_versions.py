"""Versions by the id of their record, joined and corrected versions, totals unit by unit, frozen figures.

A random key less for each row makes an import of a whole province a third cheaper; what a record is told and what
counts may now differ; rows written by hand are kept beside the others until they are accepted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rebuild the tables that change, make the new ones."""
    _name_absent_records()
    _rebuild_versions()
    _rebuild_records()
    _rebuild_packages()
    _rebuild_totals()
    _rebuild_coverage()
    _make_new_tables()
    op.create_index("overlay_by_subject", "overlay", ["subject"])


def _name_absent_records() -> None:
    op.create_table(
        "absent",
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO absent(uid, id) SELECT record_uid, (SELECT COALESCE(MAX(id), 0) FROM record) + MIN(id)"
        " FROM version WHERE record_uid NOT IN (SELECT uid FROM record) GROUP BY record_uid"
    )


def _rebuild_versions() -> None:
    """Rows written in a unit's own books are told apart: no package brought them."""
    op.drop_index("version_by_record", "version")
    op.rename_table("version", "old_version")
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(
        "INSERT INTO version(id, record_id, hash, weight, source, content)"
        " SELECT old.id, COALESCE(record.id, absent.id), old.hash, old.weight,"
        " CASE WHEN old.id IN (SELECT new_version_id FROM journal) THEN 1 ELSE 0 END, content"
        " FROM old_version AS old LEFT JOIN record ON record.uid = record_uid"
        " LEFT JOIN absent ON absent.uid = record_uid"
    )
    op.create_index("version_by_record", "version", ["record_id"])


def _rebuild_records() -> None:
    op.drop_index("record_by_unit", "record")
    op.rename_table("record", "old_record")
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("told_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), server_default="", nullable=False),
        sa.Column("searched", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"]),
        sa.ForeignKeyConstraint(["told_id"], ["version.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.execute(
        "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id, searched)"
        " SELECT id, uid, unit_id, kind, day, number, state, version_id, version_id, searched FROM old_record"
    )
    op.drop_table("old_record")
    op.create_index("record_by_unit", "record", ["unit_id", "day", "kind", "state"])
    marked = sa.text("mark <> ''")
    op.create_index("record_by_mark", "record", ["mark"], sqlite_where=marked, postgresql_where=marked)


def _rebuild_packages() -> None:
    """Rows of packages point to the new versions; what stood in `held_row` by hand stays there and stays held."""
    op.drop_index("package_row_by_version", "package_row")
    op.rename_table("package_row", "old_row")
    op.create_table(
        "package_row",
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"]),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"]),
        sa.PrimaryKeyConstraint("package_id", "sheet", "row_no"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO package_row(package_id, sheet, row_no, version_id, by_hand)"
        " SELECT package_id, sheet, row_no, version_id, FALSE FROM old_row"
    )
    op.drop_table("old_row")
    op.drop_table("old_version")
    op.create_index("package_row_by_version", "package_row", ["version_id"])
    op.add_column("package", sa.Column("accepted", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("package", sa.Column("origin", sa.Text(), server_default="", nullable=False))
    op.add_column("package", sa.Column("supplement", sa.Integer(), server_default="0", nullable=False))
    op.create_index("package_by_file", "package", ["file_hash"])


def _rebuild_totals() -> None:
    op.drop_index("total_by_unit", "total")
    op.rename_table("total", "old_total")
    op.create_table(
        "total",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("unit_id", "breakdown", "month", "indicator", "origin"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO total(unit_id, breakdown, month, indicator, origin, amount, state)"
        " SELECT unit_id, breakdown, month, indicator, origin, amount, state FROM old_total"
    )
    op.drop_table("old_total")


def _rebuild_coverage() -> None:
    op.drop_index("coverage_by_month", "coverage")
    op.rename_table("coverage", "old_coverage")
    op.create_table(
        "coverage",
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("package_id", "month", "section", "by_hand"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO coverage(package_id, month, section, by_hand, unit_id, state)"
        " SELECT package_id, month, section, FALSE, unit_id, state FROM old_coverage"
    )
    op.drop_table("old_coverage")
    op.create_index("coverage_by_month", "coverage", ["month", "unit_id", "section", "state"])


def _make_new_tables() -> None:
    op.create_table(
        "kept_value",
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("record_uid", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"]),
        sa.PrimaryKeyConstraint("package_id", "sheet", "header", "row_no"),
    )
    op.create_table(
        "succession_choice",
        sa.Column("from_uid", sa.Text(), nullable=False),
        sa.Column("to_uid", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("from_uid"),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("report_type", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("packages", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
