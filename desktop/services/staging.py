"""What a child does with one file: guard, read, check every row, count, and write the stage.

Runs in a process of its own, without Qt and without SQLAlchemy; only the small `Reading` goes back.
"""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import RowMark, SealState, SignatureState, uid_of_key
from desktop.domain.catalogue import Catalogue, Level
from desktop.domain.catalogue_versions import is_newer
from desktop.domain.counting import Counter, Key
from desktop.domain.filing import day_of, weight
from desktop.domain.joining import Mark
from desktop.domain.likeness import gist
from desktop.domain.package import Manifest, manifest_text, package_id
from desktop.domain.periods import parse_period
from desktop.domain.problems import Fault
from desktop.domain.records import RowState, Values, bump, canonical, row_hash
from desktop.domain.rules import KindCheck, Problem, compile_kind
from desktop.domain.system_kinds import DECLARATION, TASK
from desktop.domain.totals import FIGURE, STATE_LETTERS, declared_in, typed_part
from desktop.domain.unsealed import Identified, told_manifest
from desktop.domain.versions import CONFLICT, DOTS, HAND, VECTOR, Dots, dot
from desktop.services.arrivals import CONTENTS, MANIFEST, Contents, Reading, Remark
from desktop.services.remarking import Remarking
from desktop.services.stage_file import ADDED, EDITED, FAULTY, OK, StageFile, StageRow, StageTotal
from desktop.wording.messages import sentence
from desktop.workbook.arrived import Arrived, ArrivedSheet
from desktop.workbook.glancing import glance
from desktop.workbook.layout import DELETED
from desktop.workbook.markup import letters
from desktop.workbook.reader import read

ADDED_WORDS = "dòng thêm tay sau khi niêm phong. Nhập dòng này trong chương trình của đơn vị rồi xuất lại."
OUTSIDE_WORDS = (
    "ngày {day:%d/%m/%Y} ngoài kỳ {period.label} ({period.first:%d/%m/%Y} – {period.last:%d/%m/%Y})."
    " Sửa ngày, hoặc để bản ghi cho đúng kỳ."
)
OTHER_KEY_WORDS = (
    "dòng này thuộc tháng, kỳ hoặc chỉ tiêu khác, không đổi được bằng tay."
    " Sửa số ở đúng dòng của tháng, kỳ hoặc chỉ tiêu đó."
)
TWICE_WORDS = "bản ghi này đã có ở trang khác của tệp. Giữ một dòng, rồi xuất lại."

_STATUS = {RowMark.INTACT: OK, RowMark.EDITED: EDITED, RowMark.ADDED: ADDED, RowMark.HELD: FAULTY}


@cache
def _catalogue() -> Catalogue:
    return Catalogue.of_text(_in_force[0])


@cache
def _counter(calendar: str) -> Counter:
    return Counter(_catalogue(), calendar)


@cache
def _check(kind: str) -> KindCheck:
    return compile_kind(_catalogue(), kind)


_in_force = [""]
"""The text of the catalogue that this process reads by; '' is the one that comes with the program."""


def use_catalogue(text: str) -> None:
    """Read by the catalogue of some books from now on."""
    if text != _in_force[0]:
        _in_force[0] = text
        for each in (_catalogue, _counter, _check):
            each.cache_clear()


def stage(
    path: str, stage_path: str, told: Identified | None = None, key: bytes | None = None, catalogue: str = ""
) -> Reading:
    """Read and check one file into a staging file; raise UserError for what is no package of ours.

    A file that lost its manifest is read as that of the unit and period that a person told. `catalogue` is the text
    of the one in force.
    """
    use_catalogue(catalogue)
    desk = look_through(Path(path), told)
    desk.save(Path(stage_path), key)
    return desk.reading()


def look_through(path: Path, told: Identified | None = None, whole: bool = False) -> "Desk":
    """Read and check one file; raise UserError for what is no package of ours. `whole`: compare every cell."""
    arrived = read(path, _catalogue(), told.unit_uid if told else "", whole)
    desk = Desk(arrived, _manifest_of(arrived, told))
    desk.check_all()
    return desk


def _manifest_of(arrived: Arrived, told: Identified | None) -> Manifest:
    """The manifest of a file that holds together; raise UserError for a broken seal and for what is not ours."""
    manifest, path = arrived.manifest, arrived.path
    if manifest is None or (arrived.seal is SealState.NONE and not manifest.blank):
        return _told(arrived, told)
    facts = {"unit": manifest.unit_name, "name": path.name, MANIFEST: manifest_text(manifest)}
    if not manifest.blank and _seal_fails(arrived):
        raise UserError(Trouble.SIGNATURE_WRONG, path=str(path), **facts)
    unknown = _unknown_kinds(arrived)
    if unknown or is_newer(manifest.catalogue, _catalogue().version):
        facts |= {"version": manifest.catalogue, "ours": _catalogue().version, "path": str(path)}
        raise UserError(Trouble.CATALOGUE_UNKNOWN, **facts, **{CONTENTS: Contents(glance(path, _catalogue()))})
    return manifest


def _unknown_kinds(arrived: Arrived) -> set[str]:
    """Kinds of sealed rows that our catalogue does not have."""
    kinds = {mark.kind for mark in arrived.manifest.sheets} if arrived.manifest else set()
    kinds |= {row[2] for sheet in arrived.sheets if sheet.kind == DELETED for row in sheet.rows}
    kinds |= {row.kind for row in arrived.lost}
    return kinds - set(_catalogue().kinds) - {DELETED}


def _seal_fails(arrived: Arrived) -> bool:
    return arrived.package_id is None or arrived.signature is SignatureState.INVALID


def _told(arrived: Arrived, told: Identified | None) -> Manifest:
    """What a person says of a file that lost its seal; raise UserError while nobody has said it."""
    path, manifest = arrived.path, arrived.manifest
    if not arrived.sheets:
        raise UserError(Trouble.NOT_OUR_PACKAGE, path=str(path), name=path.name)
    if told is None:
        facts = {"unit": manifest.unit_name, "period": manifest.period} if manifest else {}
        raise UserError(Trouble.MANIFEST_MISSING, path=str(path), name=path.name, **facts)
    return told_manifest(told, _catalogue().version)


def _as_new_version(values: Values, edited: Collection[str]) -> tuple[Values, str, bytes]:
    """A hand edit as a version of its own: newer than the sealed one, the same however often it comes.

    Its writer is named after what it says, so that two edits of one row are changes of two people.
    """
    writer = f"{HAND}{row_hash(canonical(values)).hex()[:8]}"
    vector = str(values.get(VECTOR, ""))
    bumped = values | {VECTOR: bump(vector, writer)}
    if vector:
        dots = Dots.of(values)
        dots.set(edited, dot(writer, 1))
        bumped[DOTS] = dots.text
    content = canonical(bumped)
    return bumped, content, row_hash(content)


def _letters(sheet: ArrivedSheet) -> dict[str, str]:
    return {name: letters(column) for name, column in sheet.columns.items()}


def _facts_json(remark: Remark) -> str:
    """The facts of a remark with its sentence: the reply to the unit says the very same."""
    return json.dumps({**remark.facts, "sentence": remark.sentence}, ensure_ascii=False, default=str)


class Desk:
    """One file on the desk: rows with their status, totals of the good ones, remarks."""

    def __init__(self, arrived: Arrived, manifest: Manifest) -> None:
        self._arrived, self._manifest = arrived, manifest
        self._period = parse_period(manifest.period, manifest.calendar)
        self.rows: list[StageRow] = []
        """Rows with their status, as they go into the stage."""
        self._counted: dict[Key, int] = defaultdict(int)
        self._typed: list[StageTotal] = []
        self._sections: dict[tuple[str, str], str] = {}
        self._declared: list[tuple[str, Values]] = []
        self._remarks: list[Remark] = []
        self._weights: dict[str, int] = {}
        self._calendar, self._counter = manifest.calendar, _counter(manifest.calendar)
        self._likeness = {kind.code: kind.likeness for kind in _catalogue().kinds.values()}
        self._dates = {kind.code: kind.date_field for kind in _catalogue().kinds.values()}
        self._uids: set[bytes] = set()
        self._sealed = arrived.seal is not SealState.NONE
        self._remarking = Remarking(arrived, _catalogue())

    def check_all(self) -> None:
        """Go through every row once."""
        self._remarks += self._remarking.of_file()
        for sheet in self._arrived.sheets:
            self._take_sheet(sheet)
        self._note_counted()
        self._declare()

    def _take_sheet(self, sheet: ArrivedSheet) -> None:
        doubtful = self._doubtful(sheet)
        edited = self._edited_fields(sheet)
        counted: dict[str, list[Values]] = defaultdict(list)
        for place, (row, values) in enumerate(zip(sheet.rows, sheet.values, strict=True)):
            _title, row_no, kind, uid, content, content_hash, mark = row
            status = _STATUS[mark]
            state = str(values.get("_state", "final"))
            if status != FAULTY and self._twice(sheet, row_no, uid):
                status = FAULTY
            if status != FAULTY and place in doubtful and not self._sound(sheet, row_no, kind, values):
                status = FAULTY
            if status in (EDITED, ADDED):
                values, content, content_hash = _as_new_version(values, edited.get(uid, frozenset()))
            real_kind = str(values.get("_kind", kind))
            if status in (EDITED, ADDED):
                status = self._by_hand(sheet, row_no, real_kind, values, status)
            if status != FAULTY:
                self._uids.add(uid)
            day = self._day(real_kind, values) if status != FAULTY else ""
            heavy, number = self._weight(str(values.get("_vector", ""))), str(values.get("_number", ""))
            odds = Mark.CONFLICT.value if CONFLICT in values else ""
            facts = (sheet.kind, row_no, real_kind, uid, content_hash, heavy, state, day, number, status, odds)
            rule = self._likeness.get(real_kind) if status != FAULTY else None
            self.rows.append((*facts, content, gist(rule, values) if rule else None))
            if status == OK:
                counted[real_kind].append(values)
            elif status != FAULTY:
                self._note_by_hand(real_kind, values)
            if real_kind == DECLARATION.code and state == "final":
                self._declared.append((status, values))
        for kind, rows in counted.items():
            self._add(kind, rows)

    def _doubtful(self, sheet: ArrivedSheet) -> set[int]:
        """Places of rows that need the wordy check; deleted rows and drafts are not checked."""
        final: dict[str, list[int]] = defaultdict(list)
        for at, (row, values) in enumerate(zip(sheet.rows, sheet.values, strict=True)):
            if row[6] is not RowMark.HELD and values.get("_state", "final") == RowState.FINAL:
                final[row[2]].append(at)
        return {
            places[at]
            for kind, places in final.items()
            for at in _check(kind).doubtful([sheet.values[place] for place in places])
        }

    def _edited_fields(self, sheet: ArrivedSheet) -> dict[bytes, set[str]]:
        fields: dict[bytes, set[str]] = defaultdict(set)
        for edit in self._arrived.edits:
            if edit.sheet == sheet.title:
                fields[edit.uid].add(edit.field)
        return fields

    def _twice(self, sheet: ArrivedSheet, row_no: int, uid: bytes) -> bool:
        """Whether another sheet holds a row of this uid already."""
        if uid not in self._uids:
            return False
        self._remarks.append(self._remarking.at(sheet, row_no, "_uid", "double_row", TWICE_WORDS))
        return True

    def _by_hand(self, sheet: ArrivedSheet, row_no: int, kind: str, values: Values, status: str) -> str:
        """Hand-written rows may name a time that no program would have put into this package: those are held."""
        if status == ADDED and self._sealed:  # of an unsealed file it is said once, of the file
            self._remarks.append(self._remarking.at(sheet, row_no, "", RowMark.ADDED.value, ADDED_WORDS))
        field = self._dates[kind] or ("month" if "month" in values else "period")
        try:
            day = self._day(kind, values)
        except UserError as error:
            self._remarks.append(self._remarking.at(sheet, row_no, field, error.code.value, sentence(error)))
            return FAULTY
        if not self._within(kind, day, values):
            words = OUTSIDE_WORDS.format(day=date.fromisoformat(day), period=self._period)
            self._remarks.append(self._remarking.at(sheet, row_no, field, "outside_period", words))
            return FAULTY
        if self._of_other_key(kind, values):
            self._remarks.append(self._remarking.at(sheet, row_no, field, "key_changed", OTHER_KEY_WORDS))
            return FAULTY
        return status

    def _of_other_key(self, kind: str, values: Values) -> bool:
        """Whether a row that is known by its key (a figure by month and indicator) carries the uid of another key."""
        key = uid_of_key(kind, self._manifest.unit_uid, values)
        return key is not None and values["_state"] == RowState.FINAL and values["_uid"] != key.hex()

    def _within(self, kind: str, day: str, values: Values) -> bool:
        """Whether a row is filed in the period, or counts in it by another of its dates."""
        if not day or self._period.first.isoformat() <= day <= self._period.last.isoformat():
            return True
        if kind == TASK.code:
            return day < self._period.first.isoformat()  # given earlier and still to be reported on
        return any(part[2] in self._period.months for part in self._counter.of(kind).parts(values))

    def _day(self, kind: str, values: Values) -> str:
        date_field = self._dates[kind]
        if date_field:
            return str(values.get(date_field, ""))
        return day_of(_catalogue().kinds[kind], values, self._calendar)

    def _weight(self, vector: str) -> int:
        known = self._weights.get(vector)
        if known is None:
            known = self._weights[vector] = weight(vector)
        return known

    def _sound(self, sheet: ArrivedSheet, row_no: int, kind: str, values: Values) -> bool:
        """Whether a row can be true; its problems are remarked either way. The quick look comes first."""
        problems = _check(kind).problems(values, today=None, period=self._period)
        problems = [each for each in problems if not self._unasked(sheet, each) and not self._summed(values, each)]
        self._remarks += [self._remarking.problem(sheet, row_no, problem) for problem in problems]
        return not any(problem.level is Level.E for problem in problems)

    def _unasked(self, sheet: ArrivedSheet, problem: Problem) -> bool:
        """Whether a field is missing that the catalogue of the package did not have yet."""
        older = self._sealed and self._manifest.catalogue != _catalogue().version
        return older and problem.rule == Fault.REQUIRED.value and problem.field not in sheet.columns

    def _summed(self, values: Values, problem: Problem) -> bool:
        """Whether a headquarters tells the sum of what its units count."""
        known = self._manifest.summed and problem.rule == Fault.UNKNOWN_INDICATOR.value
        indicator = _catalogue().indicators.get(str(values.get("indicator", ""))) if known else None
        return indicator is not None and indicator.stored

    def _add(self, kind: str, rows: list[Values]) -> None:
        if kind != FIGURE:
            self._counter.of(kind).add_all(self._counted, rows)
            return
        for part in filter(None, map(typed_part, rows)):
            self._typed.append((part.breakdown, part.month, part.indicator, 0, part.amount, part.state))
            if part.state in ("v", "o") and part.month in self._period.months:
                self._note_section(part.indicator)

    def _note_counted(self) -> None:
        """Sections in which anything was counted within the period."""
        months = self._period.months
        for code in {code for code, _, month, _ in self._counted if month in months}:
            self._note_section(code)

    def _note_section(self, code: str, status: str = OK) -> None:
        indicator = _catalogue().indicators.get(code)
        if indicator is not None:
            self._sections[status, indicator.section] = "v"

    def _note_by_hand(self, kind: str, values: Values) -> None:
        """Sections that hand-written rows answer, once somebody accepts them."""
        if kind == FIGURE:
            part = typed_part(values)
            if part is not None and part.state in ("v", "o"):
                self._note_section(part.indicator, EDITED)
            return
        for code, _, month, _, _ in self._counter.of(kind).parts(values):
            if month in self._period.months:
                self._note_section(code, EDITED)

    def _declare(self) -> None:
        """Declarations answer for a section that no row does; those by hand once somebody accepts them."""
        sealed = [values for status, values in self._declared if status == OK]
        by_hand = [values for status, values in self._declared if status != FAULTY]
        for status, declarations in ((OK, sealed), (EDITED, by_hand)):
            for section, values in declared_in(self._period, declarations).items():
                self._sections.setdefault((status, section), STATE_LETTERS[str(values["declared"])])

    def save(self, path: Path, key: bytes | None = None) -> None:
        """Write the stage."""
        counted = ((b, month, code, origin, n, "v") for (code, b, month, origin), n in self._counted.items())
        out = StageFile(path, key)
        out.rows(self.rows)
        out.totals(counted)
        out.totals(self._typed)
        out.sections((status, section, letter) for (status, section), letter in self._sections.items())
        out.remarks((r.sheet, r.row_no, r.cell, r.rule, r.level, _facts_json(r)) for r in self._remarks)
        out.close()

    def reading(self) -> Reading:
        """What goes back to the parent."""
        arrived = self._arrived
        held = sum(row[9] != OK for row in self.rows)
        seal = SealState.EDITED if self._sealed and (arrived.lost or arrived.missing_sheets) else arrived.seal
        return Reading(
            self._manifest,
            manifest_text(self._manifest),
            self._package_id(),
            bytes.fromhex(arrived.file_hash),
            seal.value,
            arrived.signature.value,
            len(self.rows),
            held,
            tuple(arrived.edits),
            tuple(self._remarks),
            json.dumps({sheet.kind: _letters(sheet) for sheet in arrived.sheets}),
            tuple((column.sheet, column.header, column.values) for sheet in arrived.sheets for column in sheet.unknown),
            catalogue_age=_catalogue().age_of(self._manifest.catalogue),
            blank_form=self._manifest.blank,
            copied_rows=len(arrived.copies),
            unknown_values=tuple(value for sheet in arrived.sheets for value in sheet.aside),
            missing_columns=tuple((sheet.title, name) for sheet in arrived.sheets for name in sheet.missing),
            unknown_sheets=tuple(arrived.unknown_sheets),
        )

    def _package_id(self) -> bytes:
        """What the file says; what a person told about it belongs to that."""
        said = self._arrived.content_id
        told = self._arrived.manifest is not self._manifest
        return sha256(package_id(self._manifest) + said).digest() if told else said
