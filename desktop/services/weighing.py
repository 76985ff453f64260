"""What the rows of an attached stage are to the books: new, newer, the same, deleted, older, at odds, held."""

from sqlalchemy import Connection

from desktop.domain.records import Order, compare, parse_content
from desktop.services.arrivals import Counts, StagedFile, Verdict
from desktop.services.stage_file import ADDED, EDITED, FAULTY, OK

STRANGERS = "bản ghi trùng mã với đơn vị khác"
SPLIT = "bản ghi sửa khác nhau ở hai nơi"

_STATUSES = "SELECT status, COUNT(*) FROM stage.row GROUP BY status"
# Texts are fetched only of rows that differ: nearly all of a package that comes again are as they were.
_KNOWN = """
    SELECT record.unit_id, row.hash = told.hash, row.state,
        CASE WHEN row.hash <> told.hash THEN (SELECT content FROM stage.text WHERE text.place = row.place) END,
        CASE WHEN row.hash <> told.hash THEN told.content END,
        row.hash <> told.hash AND EXISTS (
            SELECT 1 FROM version JOIN package_row ON version_id = version.id
            JOIN package ON package.id = package_row.package_id AND active AND NOT sent AND (NOT by_hand OR accepted)
            WHERE record_id = record.id AND hash = row.hash)
    FROM stage.row JOIN record ON record.uid = row.uid
    JOIN version AS told ON told.id = told_id
    WHERE status IN ({taken})
"""


def taken(accepted: bool) -> str:
    """Which staged rows count, as a list for SQL."""
    return ",".join(f"'{status}'" for status in ((OK, EDITED, ADDED) if accepted else (OK,)))


def weigh(connection: Connection, staged: StagedFile, accepted: bool = False) -> Counts:
    """Where every row of the attached stage goes; the same code before and inside the merge.

    Rows that stand in the books as another unit's, or changed on another machine, are told in the file's note.
    """
    statuses: dict[str, int] = dict(connection.exec_driver_sql(_STATUSES).all())
    read, faulty = sum(statuses.values()), statuses.get(FAULTY, 0)
    held = faulty if accepted else faulty + statuses.get(EDITED, 0) + statuses.get(ADDED, 0)
    found = dict.fromkeys(("unchanged", "changed", "deleted", "older", "conflict"), 0)
    strangers = 0
    for unit_id, same, state, mine, theirs, told in connection.exec_driver_sql(_KNOWN.format(taken=taken(accepted))):
        strangers += unit_id != staged.unit_id
        found["unchanged" if same or told else _standing(state, mine, theirs)] += 1
    _say_doubt(staged, strangers, found["conflict"])
    new = read - held - sum(found.values())
    return Counts(new=new, held=held, read=read, **found)


def _standing(state: str, mine: str, theirs: str) -> str:
    order = compare(*(str(parse_content(content)["_vector"]) for content in (mine, theirs)))
    if order is Order.NEWER:
        return "deleted" if state == "deleted" else "changed"
    return "older" if order is Order.OLDER else "conflict"


def _say_doubt(staged: StagedFile, strangers: int, split: int) -> None:
    """One version of each counts, and nobody chose which."""
    for found, words in ((strangers, STRANGERS), (split, SPLIT)):
        if found and words not in staged.note:
            staged.note = ", ".join(note for note in (staged.note, f"{found} {words}") if note)
            staged.verdict = Verdict.WARNED if staged.verdict is Verdict.CLEAN else staged.verdict
