"""What headquarters has against the packages of a unit, and the receipt of each."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from desktop.domain.catalogue import Catalogue, Kind, Level
from desktop.domain.package import package_id, parse_manifest, short_code
from desktop.domain.periods import Period
from desktop.domain.problems import Problem
from desktop.domain.records import Value, parse_content
from desktop.domain.reply import Point, Receipt
from desktop.domain.text import fold
from desktop.services.arrivals import Verdict
from desktop.services.books import Books
from desktop.wording.cells import value_words
from desktop.wording.faults import FAULTS_BY_CODE, field_label, problem_sentence
from desktop.wording.verdicts import verdict_words
from desktop.workbook.layout import DELETED, layout_of

SENTENCE = "sentence"
"""Among a remark's facts: its sentence as the reader said it, place included."""
BY_HAND_WORDS = "Dòng sửa tay trong Excel sau khi niêm phong, cấp trên chưa nhận. Sửa trong chương trình rồi xuất lại."
GENERAL_WORDS = "Dòng này được giữ lại, chưa tính. Sửa trong chương trình rồi xuất lại."


@dataclass(frozen=True)
class Arrived:
    """A package of the unit as headquarters holds it."""

    number: int
    sealed: bytes
    """Its id when it was sealed; what its sheets say since may have another one."""
    install: str
    epoch: int
    sequence: int
    created: str
    received: str
    file: str
    verdict: str
    seal: str
    active: bool
    head: bool
    accepted: bool
    complete: bool
    catalogue: str
    columns: dict[str, dict[str, str]]
    read: int
    held: int
    sender: str = ""
    """Uid of the unit that sealed it: another one than answers for it, where units were merged."""
    sender_code: str = ""
    sender_name: str = ""

    @property
    def code(self) -> str:
        """As it is read over the telephone, from the cover."""
        return short_code(self.sealed)


_PACKAGES = """
    SELECT id, manifest, install, epoch, sequence, created, received, file_name, verdict, seal, active, head,
        accepted, complete, columns, rows_read, rows_held
    FROM package WHERE NOT sent AND unit_id = ? AND period = ? ORDER BY id
"""


def arrived(connection: Connection, unit_id: int, period: Period) -> list[Arrived]:
    """Every package of a unit and a period that was ever merged, in the order of arrival."""
    return [_arrived(*row) for row in connection.exec_driver_sql(_PACKAGES, (unit_id, period.key))]


def _arrived(number: int, manifest_json: str, install: str, *rest: Any) -> Arrived:
    manifest = parse_manifest(manifest_json)
    epoch, sequence, created, received, file, verdict, seal, *flags, columns, read, held = rest
    active, head, accepted, complete = map(bool, flags)
    return Arrived(
        number, package_id(manifest), install, epoch, sequence, created, received, file, verdict, seal, active, head,
        accepted, complete, manifest.catalogue, json.loads(columns), read, held,
        manifest.unit_uid, manifest.unit_code, manifest.unit_name,
    )  # fmt: skip


def newest(packages: list[Arrived], silent: bool = False) -> list[Arrived]:
    """The last word of each machine that still speaks, or of those that have fallen silent.

    Restored or copied books write under a later epoch. Whether the earlier one was a machine that is no more or one
    that was copied shows when it sends again: until then only the later epoch is asked.
    """
    series: dict[tuple[str, int], list[Arrived]] = {}
    for each in sorted(packages, key=lambda one: (one.sequence, one.number)):
        if each.active:
            series.setdefault((each.install, each.epoch), []).append(each)
    begun = {key: min(each.number for each in sent) for key, sent in series.items()}
    heard = {key: max(each.number for each in sent) for key, sent in series.items()}

    def is_silent(key: tuple[str, int]) -> bool:
        return any(other[0] == key[0] and other[1] > key[1] and begun[other] > heard[key] for other in series)

    last = (sent[-1] for key, sent in series.items() if is_silent(key) is silent)
    return sorted(last, key=lambda one: one.number)


_COUNTED = """
    SELECT COUNT(*), COALESCE(SUM(NOT EXISTS (
            SELECT 1 FROM version AS other JOIN package_row AS before ON before.version_id = other.id
            JOIN package ON package.id = before.package_id AND NOT sent
            WHERE other.record_id = version.record_id AND before.package_id < package_row.package_id)), 0),
        COALESCE(SUM(EXISTS (
            SELECT 1 FROM package_row AS before JOIN package ON package.id = before.package_id AND NOT sent
            WHERE before.version_id = package_row.version_id AND before.package_id < package_row.package_id)), 0)
    FROM package_row JOIN version ON version.id = package_row.version_id
    WHERE package_row.package_id = ? AND (NOT by_hand OR ?)
"""
_BY_HAND = "SELECT COUNT(*) FROM package_row WHERE package_id = ? AND by_hand"


def receipt(connection: Connection, package: Arrived) -> Receipt:
    """What became of its rows: new here, changed against what had come before, held back."""
    counted = connection.exec_driver_sql(_COUNTED, (package.number, package.accepted)).one()
    taken, new, same = map(int, counted)
    by_hand = int(connection.exec_driver_sql(_BY_HAND, (package.number,)).scalar_one())
    held = package.held + (0 if package.accepted else by_hand)
    return Receipt(
        package.sealed.hex(), package.code, package.file, package.sequence, package.created, package.received,
        _outcome(package, held), package.read, new, taken - new - same, held,
    )  # fmt: skip


def _outcome(package: Arrived, held: int) -> str:
    """In the four words of the trade."""
    if not package.active:
        return verdict_words(Verdict.RETURNED)
    if held:
        return verdict_words(Verdict.PARTLY)
    clean = package.verdict == Verdict.CLEAN
    return verdict_words(Verdict.CLEAN if clean else Verdict.WARNED)


_REMARKS = """
    SELECT remark.sheet, remark.row_no, remark.cell, rule, facts,
        (SELECT content FROM held_row WHERE held_row.package_id = remark.package_id AND held_row.row_no = remark.row_no
            AND held_row.sheet = :kind LIMIT 1),
        (SELECT content FROM package_row JOIN version ON version.id = version_id
            WHERE package_row.package_id = remark.package_id AND package_row.row_no = remark.row_no
            AND package_row.sheet = :kind LIMIT 1)
    FROM remark WHERE remark.package_id = :package AND remark.sheet = :sheet AND level IN ('E', 'K')
    ORDER BY remark.row_no, remark.id
"""
_SHEETS = "SELECT DISTINCT sheet FROM remark WHERE package_id = ? AND level IN ('E', 'K') ORDER BY sheet"
_EDITED = """
    SELECT sheet, row_no, content FROM package_row JOIN version ON version.id = version_id
    WHERE package_id = ? AND by_hand ORDER BY sheet, row_no
"""


def points(connection: Connection, books: Books, package: Arrived) -> Iterator[Point]:
    """Everything that keeps rows of a package from counting, at its cell."""
    kinds = {fold(kind.sheet): kind.code for kind in books.catalogue.kinds.values()}
    pointed: set[tuple[str, int]] = set()
    for sheet in connection.exec_driver_sql(_SHEETS, (package.number,)).scalars().all():
        code = kinds.get(fold(sheet), DELETED)
        asked = {"kind": code, "package": package.number, "sheet": sheet}
        for _, row, cell, rule, facts, held, told in connection.exec_driver_sql(_REMARKS, asked).all():
            if rule == "added" and package.accepted:
                continue
            pointed.add((code, row))
            yield _point(books.catalogue, package, (sheet, code, row, cell, rule, facts), held or told or "{}")
    if not package.accepted:
        for code, row, content in connection.exec_driver_sql(_EDITED, (package.number,)).all():
            if (code, row) not in pointed:
                yield _edited(books.catalogue, package, code, row, content)


def _point(catalogue: Catalogue, package: Arrived, found: tuple[str, str, int, str, str, str], content: str) -> Point:
    sheet, code, row, cell, rule, facts_json = found
    values, facts = parse_content(content), json.loads(facts_json)
    kind = catalogue.kinds.get(code)
    field = facts.get("field") or _field_at(package, code, cell)
    said = facts.pop(SENTENCE, "") or _sentence(catalogue, rule, code, field, facts)
    value = str(facts.get("shown", "")) or _value(catalogue, kind, field, values.get(field))
    number, uid = str(values.get("_number", "")), str(values.get("_uid", ""))
    words = said.removeprefix(f"{sheet}!{cell}: ")
    label = field_label(kind, field) if field and not field.startswith("_") else ""
    return Point(package.sealed.hex(), sheet, row, cell, label, value, words[:1].upper() + words[1:], number, uid)


def _edited(catalogue: Catalogue, package: Arrived, code: str, row: int, content: str) -> Point:
    values, title = parse_content(content), layout_of(catalogue).plan(code).title
    number, uid = str(values.get("_number", "")), str(values.get("_uid", ""))
    return Point(package.sealed.hex(), title, row, f"dòng {row}", "", "", BY_HAND_WORDS, number, uid)


def _field_at(package: Arrived, code: str, cell: str) -> str:
    letters = re.sub(r"\d", "", cell)
    columns = package.columns.get(code, {})
    return next((name for name, letter in columns.items() if letter == letters), "")


def _sentence(catalogue: Catalogue, rule: str, code: str, field: str, facts: dict[str, Any]) -> str:
    """For remarks of older books, which do not say their sentence."""
    known = rule in FAULTS_BY_CODE or any(each.code == rule for each in catalogue.rules)
    if not known:
        return GENERAL_WORDS
    plain = {name: _number(value) for name, value in facts.items()}
    return problem_sentence(Problem(rule, Level.E, field or None, plain, kind=code), catalogue)


def _number(value: Any) -> Value:
    exact = isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value)
    return Decimal(value) if exact else value


def _value(catalogue: Catalogue, kind: Kind | None, field: str, value: Value | None) -> str:
    if value is None or kind is None or field not in kind.by_name:
        return ""
    try:
        return value_words(catalogue, kind.by_name[field], value)
    except (KeyError, ValueError):
        return str(value)  # it cannot be true: that is why it stands here
