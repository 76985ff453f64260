"""What a backup lacks of the present books: the list a person sees before one takes the place of the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number
from desktop.domain.periods import month_label, month_of_key
from desktop.domain.records import Values, parse_content
from desktop.domain.system_kinds import FIGURE, SYSTEM_KINDS
from desktop.services import ruling
from desktop.services.safeguarding import counts
from desktop.services.wordily import listed
from desktop.store.database import Database

LISTED = 300
"""Nobody reads more lines than this before a restore."""

_SYSTEM = frozenset(kind.code for kind in SYSTEM_KINDS)
_ROWS = """
    SELECT uid, hash, state, kind, record.id FROM record JOIN version ON version.id = version_id
"""
_LINE = """
    SELECT kind, record.number, day, content FROM record JOIN version ON version.id = version_id
    WHERE record.id = ?
"""
_PACKAGES = "SELECT package_id, file_name, received FROM package WHERE active AND NOT sent ORDER BY received DESC"


@dataclass(frozen=True)
class LostLine:
    """One row of the books that the backup does not have as it is now."""

    what: str
    """`new`, `changed`, `deleted`; `package` for a received file."""
    kind: str
    number: str
    day: str
    content: str


@dataclass(frozen=True)
class Difference:
    """The present books against a backup."""

    backup_records: int
    present_records: int | None
    """None where the present books cannot be read."""
    lost_records: int = 0
    lost_figures: int = 0
    lost_others: int = 0
    lost_packages: int = 0
    last_written: str = ""
    """When the backup was last written into."""
    lines: list[LostLine] = field(default_factory=list)

    @property
    def loses_nothing(self) -> bool:
        """Whether everything of the present is in the backup."""
        return not (self.lost_records or self.lost_figures or self.lost_others or self.lost_packages)


def difference(present: Database | None, backup: Database) -> Difference:
    """What would be lost by putting the backup in the place of the present books."""
    with backup.read() as old:
        held, last = counts(old)["records"], _last_written(old)
        if present is None:
            return Difference(held, None, last_written=last)
        known = {(uid, digest, state) for uid, digest, state, _, _ in old.exec_driver_sql(_ROWS)}
        uids = {uid for uid, _, _ in known}
        received = {each for each, *_ in old.exec_driver_sql(_PACKAGES)}
    with present.read() as now:
        lost = [
            (kind, row, "deleted" if state == "deleted" else "changed" if uid in uids else "new")
            for uid, digest, state, kind, row in now.exec_driver_sql(_ROWS)
            if (uid, digest, state) not in known
        ]
        files = [(name, at) for each, name, at in now.exec_driver_sql(_PACKAGES) if each not in received]
        shown = sorted(lost, key=lambda each: (each[0] in _SYSTEM, -each[1]))[:LISTED]
        return Difference(
            held,
            counts(now)["records"],
            sum(kind not in _SYSTEM for kind, *_ in lost),
            sum(kind == FIGURE.code for kind, *_ in lost),
            sum(kind in _SYSTEM and kind != FIGURE.code for kind, *_ in lost),
            len(files),
            last,
            [*_file_lines(files), *(_line(now, row, what) for _, row, what in shown)],
        )


def _last_written(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT COALESCE(MAX(at), '') FROM journal").scalar())


def _file_lines(files: list[tuple[str, str]]) -> Iterator[LostLine]:
    for name, at in files[:LISTED]:
        yield LostLine("package", "", "", at, name)


def _line(connection: Connection, row: int, what: str) -> LostLine:
    code, number, day, content = connection.exec_driver_sql(_LINE, (row,)).one()
    (catalogue, _), values = ruling.in_force(connection), parse_content(content)
    kind = catalogue.kinds[code]
    if code == FIGURE.code:
        return LostLine(what, kind.short, "", "", _figure_words(catalogue, values))
    told = str(values.get("_reason", "")) or listed(catalogue, kind, values)
    return LostLine(what, kind.short, number, day, told)


def _figure_words(catalogue: Catalogue, values: Values) -> str:
    """`Tháng 6/2020, Trộm cắp tài sản: 3`."""
    code, value = str(values.get("indicator", "")), values.get("value")
    indicator = catalogue.indicators.get(code)
    month = month_label(month_of_key(str(values["month"])))
    amount = format_number(value) if value is not None and not isinstance(value, str) else "–"
    return f"{month[0].upper()}{month[1:]}, {indicator.short if indicator else code}: {amount}"
