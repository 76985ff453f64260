"""Tables of what headquarters and units tell each other: questions, tasks, conferences, replies."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from desktop.store.tables import metadata

__all__ = ["assignment", "call", "conference", "metadata", "reply", "returned_file", "thread"]

thread = Table(
    "thread",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("unit_id", Integer, ForeignKey("unit.id"), nullable=False),
    Column("period", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("closed", Text, nullable=False, server_default=""),
    Index("thread_by_unit", "unit_id", "period"),
)
"""Questions of headquarters. `turn` grows when it asks again: an older answer answers no longer. `closed`: when a
person closed it by hand; whether it was answered follows from the unit's rows."""

assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("unit_id", Integer, ForeignKey("unit.id")),
    Column("period", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("audience", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False, server_default=""),
    Column("origin", Text, nullable=False, server_default="superior"),
    Column("goal", Integer, nullable=False, server_default="0"),
    Column("measure", Text, nullable=False, server_default=""),
    Column("turn", Integer, nullable=False, server_default="1"),
    Column("conference", LargeBinary),
)
"""Tasks that headquarters gives; they go out with the replies. `audience`: '' for all units, else `unit:<uid>`,
`area:<uid>` or `units:<uid>,<uid>`. `turn` grows when a task is said otherwise. `conference`: the one whose
conclusion it is."""

conference = Table(
    "conference",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("period", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Records of conferences (hội nghị) as JSON; what one said before stands in the journal."""

returned_file = Table(
    "returned_file",
    metadata,
    Column("file_hash", LargeBinary, primary_key=True),
    Column("unit_uid", Text, nullable=False),
    Column("unit_id", Integer, ForeignKey("unit.id")),
    Column("period", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("points", Text, nullable=False),
)
"""Files that went back without being merged: the sender learns it by its next reply. `unit_id` answers for it now."""

reply = Table(
    "reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reply_id", LargeBinary, nullable=False, unique=True),
    Column("unit_id", Integer, ForeignKey("unit.id"), nullable=False),
    Column("period", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("reply_by_unit", "unit_id", "period"),
)
"""Replies as they were written here, at headquarters, or taken in, at a unit; none is ever changed."""

call = Table(
    "call",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_uid", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Index("call_by_period", "period"),
)
"""Calls to units about a period, with what they said; one that was noted by mistake stays, switched off."""
