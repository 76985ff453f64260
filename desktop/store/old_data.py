"""Tables of what was brought in from a unit's old workbooks."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from desktop.store.exchange import metadata

__all__ = ["metadata", "old_batch", "old_figure", "old_row"]

old_batch = Table(
    "old_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("file_hash", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("maps", Text, nullable=False),
    Column("withdrawn", Text, nullable=False, server_default=""),
)
"""Old tables that were brought in, one line a file and time; `step` is the batch in the journal."""

old_row = Table(
    "old_row",
    metadata,
    Column("batch_id", Integer, ForeignKey("old_batch.id"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column("fate", Text, nullable=False),
    Column("record_uid", LargeBinary),
    Column("why", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("old_row_by_record", "record_uid"),
)
"""Every row that was read, what became of it, and its cells: none is lost, and each record knows where it is from."""

old_figure = Table(
    "old_figure",
    metadata,
    Column("batch_id", Integer, ForeignKey("old_batch.id"), primary_key=True),
    Column("period", Text, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("record_uid", LargeBinary),
    Column("sheet", Text, nullable=False),
    Column("row_no", Integer, nullable=False),
    Index("old_figure_by_period", "period"),
)
"""Figures of old tables; those without a record are only compared with: they are counted, or of more than a month."""
