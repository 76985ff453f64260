"""Conferences, whom a task is for and what it comes from, files that went back unmerged."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tell the tasks more, make the two tables."""
    op.add_column("assignment", sa.Column("audience", sa.Text(), server_default="", nullable=False))
    op.add_column("assignment", sa.Column("source", sa.Text(), server_default="", nullable=False))
    op.add_column("assignment", sa.Column("origin", sa.Text(), server_default="superior", nullable=False))
    op.add_column("assignment", sa.Column("goal", sa.Integer(), server_default="0", nullable=False))
    op.add_column("assignment", sa.Column("measure", sa.Text(), server_default="", nullable=False))
    op.add_column("assignment", sa.Column("turn", sa.Integer(), server_default="1", nullable=False))
    op.add_column("assignment", sa.Column("conference", sa.LargeBinary(), nullable=True))
    op.execute(
        "UPDATE assignment SET audience = 'unit:' || (SELECT uid FROM unit WHERE unit.id = unit_id)"
        " WHERE unit_id IS NOT NULL"
    )
    op.create_table(
        "conference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_table(
        "returned_file",
        sa.Column("file_hash", sa.LargeBinary(), nullable=False),
        sa.Column("unit_uid", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("file_hash"),
    )
