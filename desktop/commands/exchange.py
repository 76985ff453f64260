"""Commands that make books and move packages: init, export, blank, import, undo, verify."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands import replies
from desktop.commands.printing import DONE, REFUSED, Printed, opened, tell
from desktop.domain.arrival import CellEdit, Glance
from desktop.domain.catalogue import Catalogue
from desktop.domain.package import short_code
from desktop.domain.periods import Period
from desktop.domain.units import OfficialUnits, police_name
from desktop.domain.unsealed import Identified
from desktop.services import (
    blanking,
    exporting,
    foretelling,
    keeping,
    merging,
    progressing,
    receiving,
    safeguarding,
    taking,
    upward,
    verifying,
)
from desktop.services.arrivals import ACCEPT, CONTENTS, Batch, Counts, Remark, StagedFile, Verdict, counts_of
from desktop.services.books import Books, Role
from desktop.services.generations import Reason
from desktop.services.supplementing import foretold_words
from desktop.wording.cells import contents_words, edit_words
from desktop.wording.messages import sentence
from desktop.wording.numbers import number
from desktop.wording.verdicts import verdict_words


def init(switches: argparse.Namespace) -> int:
    """New books for a unit or a headquarters."""
    books = keeping.create(
        switches.data, Role(switches.role), switches.unit, switches.scheme, switches.officer, switches.training
    )
    books.close()
    facts = {"unit": books.me.unit_name, "role": books.me.role.value, "data": str(switches.data)}
    tell(switches, facts, lambda: f"Đã tạo dữ liệu của {books.me.police_name} trong {switches.data}.")
    return DONE


def export(switches: argparse.Namespace) -> int:
    """The unit's package into a folder; at headquarters its own one for the next level."""
    with opened(switches) as books:
        period = books.period(switches.period)
        if books.me.role is Role.HEADQUARTERS:
            return _export_up(switches, books, period)
        done = exporting.export(books, period, switches.to, not switches.incomplete, Printed(switches.json))
    facts = {
        "file": str(done.path),
        "package": done.package_id.hex(),
        "code": done.code,
        "sequence": done.sequence,
        "rows": done.rows,
    }
    tell(switches, facts, lambda: f"Đã xuất {done.path}, {done.rows} dòng, mã {done.code}. An toàn, có thể rút USB.")
    return DONE


def _export_up(switches: argparse.Namespace, books: Books, period: Period) -> int:
    done = upward.export(books, period, switches.to, switches.records, Printed(switches.json))
    facts = {
        "file": str(done.path),
        "package": done.package_id.hex(),
        "code": done.code,
        "sequence": done.sequence,
        "rows": done.rows,
        "missing": done.missing,
    }
    left = f" Còn thiếu {done.missing} đơn vị." if done.missing else ""
    tell(switches, facts, lambda: f"Đã xuất {done.path} gửi cấp trên, {done.rows} dòng, mã {done.code}.{left}")
    return DONE


def blank(switches: argparse.Namespace) -> int:
    """A blank form for one unit and one period into a folder."""
    with opened(switches, Role.HEADQUARTERS) as books:
        unit = OfficialUnits.load(books.me.scheme).by_code(switches.unit)
        path = blanking.write_blank(books, unit.uid, books.period(switches.period), switches.to)
    facts = {"file": str(path), "unit": unit.name, "period": switches.period}
    tell(switches, facts, lambda: f"Đã viết biểu trống của {police_name(unit)}: {path}.")
    return DONE


def receive(switches: argparse.Namespace) -> int:
    """Packages into these books, or only their preview; at a unit replies, or packages of its other laptop."""
    with opened(switches) as books:
        if books.me.role is Role.UNIT and not switches.machine:
            return replies.take(books, switches)
        period = books.period(switches.period).key if switches.period else None
        batch, taken = _received(books, switches, period)
    merged = {file.path for file in taken}
    facts = {"preview": switches.preview, "files": [_file_facts(each, each.path in merged) for each in batch.files]}
    counts = batch.counts if switches.preview else counts_of(taken)
    facts |= {"counts": vars(counts), "merged": len(merged)}
    head = "Xem trước, chưa nhập gì" if switches.preview else f"Đã nhập {len(merged)}/{len(batch.files)} tệp"
    tell(switches, facts, lambda: "\n".join([*_batch_words(batch, books.catalogue), _count_words(head, counts)]))
    return REFUSED if any(_waits(each, each.path in merged) for each in batch.files) or _only_junk(batch) else DONE


def _received(books: Books, switches: argparse.Namespace, period: str | None) -> tuple[Batch, list[StagedFile]]:
    progress, told = Printed(switches.json), _told(books, switches, period)
    if not switches.preview:
        if books.me.role is Role.HEADQUARTERS:
            safeguarding.back_up(books.db, Reason.IMPORT, None, progress, books.clock)
        return taking.take(books, switches.paths, switches.accept, period, progress, told)
    batch = receiving.stage(books, switches.paths, period, progress, told)
    try:
        for file in batch.files:
            if foretelling.is_late(books, file):
                file.foretold = foretold_words(foretelling.effects(books, file, switches.accept == "all"))
    finally:
        receiving.discard(batch)
    return batch, []


def _told(books: Books, switches: argparse.Namespace, period: str | None) -> Identified | None:
    """Whose files these are, where a person says so; raise UserError without their period."""
    if switches.unit is None:
        return None
    if period is None:
        raise UserError(Trouble.UNKNOWN_PERIOD, key="")
    unit = OfficialUnits.load(books.me.scheme).by_code(switches.unit)
    return receiving.told_by_hand(books, unit.uid, period)


def _waits(file: StagedFile, merged: bool) -> bool:
    """Whether a person has to look at a file: it was returned, some of it is held, or nobody has taken it yet."""
    if file.verdict in (Verdict.RETURNED, Verdict.PARTLY):
        return True
    if file.verdict is Verdict.HAND_EDITED:
        return not merged or bool(file.counts.held)
    return file.verdict not in ACCEPT["clean"] and file.verdict is not Verdict.SKIPPED and not merged


def _only_junk(batch: Batch) -> bool:
    return all(file.verdict is Verdict.SKIPPED for file in batch.files)


def _file_facts(file: StagedFile, merged: bool) -> dict[str, Any]:
    return {
        "file": file.name,
        "verdict": file.verdict.value,
        "outcome": verdict_words(file.verdict),
        "unit": file.unit_name,
        "package": file.package_id.hex(),
        "code": file.code,
        "note": file.note,
        "merged": merged,
        "counts": vars(file.counts),
        "edits": _edit_facts(file.edits),
        "remarks": _remark_facts(file.remarks),
        "contents": [asdict(each) for each in file.contents],
        "foretold": list(file.foretold),
    }


def _edit_facts(edits: Iterable[CellEdit]) -> list[dict[str, Any]]:
    return [
        {"sheet": each.sheet, "cell": each.address, "field": each.field, "before": each.before, "after": each.after}
        for each in edits
    ]


def _remark_facts(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    return [
        {"sheet": each.sheet, "cell": each.cell, "level": each.level, "sentence": each.sentence} for each in remarks
    ]


def _batch_words(batch: Batch, catalogue: Catalogue) -> list[str]:
    """Files that are not simply good, worst first; those that are there already only by their number."""
    quiet = (Verdict.CLEAN, Verdict.SAME)
    lines = [line for file in batch.files if file.verdict not in quiet for line in _file_words(file, catalogue)]
    same = batch.of(Verdict.SAME)
    return lines + ([f"{verdict_words(Verdict.SAME)}: {number(len(same))} tệp."] if same else [])


def _count_words(head: str, counts: Counts) -> str:
    parts = (
        f"{number(counts.new)} mới",
        f"{number(counts.changed)} đổi",
        f"{number(counts.unchanged)} như cũ",
        f"{number(counts.deleted)} xóa",
        f"{number(counts.older)} bản cũ",
        f"{number(counts.conflict)} song song",
        f"{number(counts.held)} giữ lại",
    )
    changes = counts.new + counts.changed + counts.deleted
    return f"{head}, {number(changes)} thay đổi. Đọc {number(counts.read)} dòng = {' + '.join(parts)}."


def _file_words(file: StagedFile, catalogue: Catalogue) -> list[str]:
    """A file that is not simply good: outcome, note, and its cells."""
    unit = f" ({file.unit_name})" if file.unit_name else ""
    named = "" if file.name in file.note else f"{file.name}{unit}: "
    cells = [edit_words(edit, catalogue) for edit in file.edits]
    remarks = [remark.sentence for remark in file.remarks if file.verdict in (Verdict.PARTLY, Verdict.HAND_EDITED)]
    more = [*cells, *remarks, *contents_words(file.contents), *file.foretold]
    return [f"{verdict_words(file.verdict)}: {named}{file.note}", *(f"  {words}" for words in more)]


def undo(switches: argparse.Namespace) -> int:
    """One package off again."""
    with opened(switches) as books:
        package = progressing.find(books, switches.package).package_id
        done = merging.undo(books, package)
        name = books.units[done.unit_id].name
    facts = {"package": package.hex(), "code": short_code(package), "unit": name, "changed": done.counts.changed}
    tell(
        switches,
        facts,
        lambda: f"Đã hoàn tác gói {short_code(package)} của {name}: {number(done.counts.changed)} dòng đổi.",
    )
    return DONE


def verify(switches: argparse.Namespace) -> int:
    """Seal, signature and edited cells of one file; anything but a whole package is a finding."""
    try:
        reading = verifying.verify(switches.file)
    except UserError as error:
        if found := error.facts.get(CONTENTS):
            return _tell_contents(switches, error, found.sheets)
        raise
    facts = {
        "file": str(switches.file),
        "package": reading.package_id.hex(),
        "code": short_code(reading.package_id),
        "unit": reading.manifest.unit_name,
        "period": reading.manifest.period,
        "seal": reading.seal,
        "signature": reading.signature,
        "rows": reading.rows_read,
        "edits": _edit_facts(reading.edits),
        "remarks": _remark_facts(reading.remarks),
    }
    tell(switches, facts, lambda: "\n".join(verifying.verify_words(reading)))
    return DONE if reading.seal == "intact" and reading.signature == "valid" else REFUSED


def _tell_contents(switches: argparse.Namespace, error: UserError, sheets: Sequence[Glance]) -> int:
    """A file by a catalogue that is not here: why, and what stands in it."""
    words = sentence(error)
    found = [asdict(each) for each in sheets]
    facts = {"file": str(switches.file), "error": error.code.value, "sentence": words, "contents": found}
    tell(switches, facts, lambda: "\n".join([words, *(f"  {each}" for each in contents_words(sheets))]))
    return REFUSED
