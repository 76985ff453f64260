"""Every table of the database, for both roles."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

metadata = MetaData()

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

unit = Table(
    "unit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("scheme", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parent_uid", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("phone", Text, nullable=False, server_default=""),
    Column("reports", Boolean, nullable=False, server_default=false()),
    Column("population", Integer),
)
"""`population`: blank where nobody told it; it is never guessed."""

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record_id", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("source", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("gist", Text),
    Index("version_by_record", "record_id"),
)
"""Every content ever seen. `gist`: what of it is compared with records of other units; packages bring it.

`source`: TOLD by packages, WRITTEN here, or MADE here of several others."""

TOLD, WRITTEN, MADE = 0, 1, 2

record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("unit_id", Integer, ForeignKey("unit.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("told_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("mark", Text, nullable=False, server_default=""),
    Column("searched", Text, nullable=False, server_default=""),
    Index("record_by_unit", "unit_id", "day", "kind", "state"),
    Index("record_by_mark", "mark", sqlite_where=text("mark <> ''"), postgresql_where=text("mark <> ''")),
)
"""`version_id` counts; `told_id` is what the unit says, the same one unless headquarters corrects it."""

absent = Table(
    "absent",
    metadata,
    Column("uid", LargeBinary, primary_key=True),
    Column("id", Integer, nullable=False, unique=True),
    sqlite_with_rowid=False,
)
"""Records that no active package tells: their versions keep the id, should one come again."""

package = Table(
    "package",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("package_id", LargeBinary, nullable=False, unique=True),
    Column("sent", Boolean, nullable=False),
    Column("unit_id", Integer, ForeignKey("unit.id"), nullable=False),
    Column("report_type", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("install", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("previous", LargeBinary),
    Column("complete", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("head", Boolean, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_hash", LargeBinary, nullable=False),
    Column("created", Text, nullable=False),
    Column("received", Text, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("rows_held", Integer, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("columns", Text, nullable=False, server_default="{}"),
    Column("accepted", Boolean, nullable=False, server_default=false()),
    Column("origin", Text, nullable=False, server_default=""),
    Column("supplement", Integer, nullable=False, server_default="0"),
    Index("package_by_series", "unit_id", "period", "report_type"),
    Index("package_by_file", "file_hash"),
)
"""`accepted`: rows written by hand count too. `rows_held`: rows that can never count. `origin`: '' for a manifest of
its own, BY_HAND where a person said whose it is, BLANK_FORM for a workbook filled without the program.
`supplement`: the how-manieth package after the period was frozen."""

BY_HAND, BLANK_FORM = "by_hand", "blank_form"

package_row = Table(
    "package_row",
    metadata,
    Column("package_id", Integer, ForeignKey("package.id"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("by_hand", Boolean, nullable=False, server_default=false()),
    Index("package_row_by_version", "version_id"),
    sqlite_with_rowid=False,
)
"""Where each version stands in which file. Rows by hand count once the package is accepted."""

held_row = Table(
    "held_row",
    metadata,
    Column("package_id", Integer, ForeignKey("package.id"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column("record_uid", LargeBinary, nullable=False),
    Column("why", Text, nullable=False),
    Column("content", Text, nullable=False),
)

kept_value = Table(
    "kept_value",
    metadata,
    Column("package_id", Integer, ForeignKey("package.id"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("header", Text, primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column("record_uid", LargeBinary, nullable=False),
    Column("value", Text, nullable=False),
)
"""Cells of columns that nobody asked for: kept aside, never lost."""

remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("package_id", Integer, ForeignKey("package.id"), nullable=False, index=True),
    Column("sheet", Text, nullable=False),
    Column("row_no", Integer, nullable=False),
    Column("cell", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("facts", Text, nullable=False),
)

total = Table(
    "total",
    metadata,
    Column("unit_id", Integer, ForeignKey("unit.id"), primary_key=True),
    Column("breakdown", Text, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("origin", Integer, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    sqlite_with_rowid=False,
)

coverage = Table(
    "coverage",
    metadata,
    Column("package_id", Integer, ForeignKey("package.id"), primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("section", Text, primary_key=True),
    Column("by_hand", Boolean, primary_key=True, server_default=false()),
    Column("unit_id", Integer, ForeignKey("unit.id"), nullable=False),
    Column("state", Text, nullable=False),
    Index("coverage_by_month", "month", "unit_id", "section", "state"),
    sqlite_with_rowid=False,
)

overlay = Table(
    "overlay",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("subject", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Index("overlay_by_subject", "subject"),
)
"""Corrections of headquarters above what units tell; `subject` is `record:<uid>` or `figure:<unit uid>`."""

succession_choice = Table(
    "succession_choice",
    metadata,
    Column("from_uid", Text, primary_key=True),
    Column("to_uid", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Which unit answers for one that was merged or closed: asked once, remembered."""

snapshot = Table(
    "snapshot",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("period", Text, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("report_type", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("packages", Text, nullable=False),
    Column("figures", Text, nullable=False),
)
"""Frozen figures of a signed report, with the ids of the packages that made them."""

paper = Table(
    "paper",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("facts", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("paper_by_kind", "kind", "period"),
)
"""Official papers kept whole: signed reports by period, and the template of the province."""

pair_decision = Table(
    "pair_decision",
    metadata,
    Column("low", LargeBinary, primary_key=True),
    Column("high", LargeBinary, primary_key=True),
    Column("same", Boolean, nullable=False),
    Column("counts", LargeBinary),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("pair_decision_by_high", "high"),
)

linked_total = Table(
    "linked_total",
    metadata,
    Column("group_uid", LargeBinary, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("breakdown", Text, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("origin", Integer, primary_key=True),
    Column("unit_id", Integer, ForeignKey("unit.id"), nullable=False),
    Column("earlier", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Index("linked_total_by_month", "month"),
    sqlite_with_rowid=False,
)

known_key = Table(
    "known_key",
    metadata,
    Column("unit_id", Integer, ForeignKey("unit.id"), nullable=False),
    Column("install", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("first_seen", Text, nullable=False),
    UniqueConstraint("unit_id", "public_key", name="known_key_once"),
)

catalogue = Table(
    "catalogue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("rehearsal", Text, nullable=False, server_default=""),
    Column("valid_from", Text, nullable=False, server_default=""),
    Column("published", Text, nullable=False, server_default=""),
)
"""Catalogues made here, or taken over from above; one that is not `published` (a moment) waits and counts nowhere."""

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("record_uid", LargeBinary, index=True),
    Column("package_id", Integer),
    Column("old_version_id", Integer),
    Column("new_version_id", Integer),
    Column("facts", Text, nullable=False, server_default="{}"),
)
