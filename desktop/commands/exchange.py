"""Commands that make books and move packages: init, export, import, undo, verify."""

import argparse
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands.printing import DONE, REFUSED, Printed, open_books, tell
from desktop.domain.package import short_code
from desktop.services import exporting, keeping, merging, progressing, receiving, taking
from desktop.services.arrivals import Batch, StagedFile, Verdict
from desktop.services.books import Books, Role
from desktop.wording.verdicts import verdict_words


def init(switches: argparse.Namespace) -> int:
    books = keeping.create(
        switches.data, Role(switches.role), switches.unit, switches.scheme, switches.officer, switches.training
    )
    facts = {"unit": books.me.unit_name, "role": books.me.role.value, "data": str(switches.data)}
    tell(switches, facts, lambda: f"Đã tạo dữ liệu của {books.me.police_name} trong {switches.data}.")
    books.close()
    return DONE


def export(switches: argparse.Namespace) -> int:
    books = open_books(switches, Role.UNIT)
    period = books.period(switches.period)
    done = exporting.export(books, period, switches.to, not switches.incomplete, Printed(switches.json))
    facts = {
        "file": str(done.path),
        "package": done.package_id.hex(),
        "code": done.code,
        "sequence": done.sequence,
        "rows": done.rows,
    }
    tell(switches, facts, lambda: f"Đã xuất {done.path.name}, {done.rows} dòng, mã {done.code}. An toàn.")
    books.close()
    return DONE


def receive(switches: argparse.Namespace) -> int:
    books = open_books(switches, Role.HEADQUARTERS)
    progress = Printed(switches.json)
    if switches.preview:
        batch, taken = receiving.stage(books, switches.paths, switches.period, progress), []
        receiving.discard(batch)
    else:
        batch, taken = taking.take(books, switches.paths, switches.accept, switches.period, progress)
    merged = {file.path for file in taken}
    facts = {"preview": switches.preview, "files": [_file_facts(each, each.path in merged) for each in batch.files]}
    facts |= {"counts": vars(batch.counts), "merged": len(merged)}
    tell(switches, facts, lambda: _import_words(batch, len(merged), switches.preview))
    books.close()
    waiting = [each for each in batch.files if each.verdict in (Verdict.RETURNED, Verdict.HAND_EDITED, Verdict.PARTLY)]
    return REFUSED if waiting else DONE


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
        "edits": [
            {"sheet": e.sheet, "cell": e.address, "field": e.field, "before": e.before, "after": e.after}
            for e in file.edits
        ],
        "remarks": [{"sheet": r.sheet, "cell": r.cell, "level": r.level, "sentence": r.sentence} for r in file.remarks],
    }


def _import_words(batch: Batch, merged: int, preview: bool) -> str:
    odd = [file for file in batch.files if file.verdict not in (Verdict.CLEAN, Verdict.SAME)]
    lines = [
        f"{verdict_words(file.verdict)}: {file.name} ({file.unit_name or 'chưa rõ đơn vị'}): {file.note}"
        for file in odd
    ]
    counts = batch.counts
    head = "Xem trước, chưa nhập" if preview else f"Đã nhập {merged}/{len(batch.files)} tệp"
    if not preview and not (counts.new or counts.changed or counts.deleted):
        head += ", 0 thay đổi"
    lines.append(
        f"{head}. Đọc {counts.read} dòng = {counts.new} mới + {counts.changed} đổi + {counts.unchanged} như cũ"
        f" + {counts.deleted} xóa + {counts.older} bản cũ + {counts.held} giữ lại."
    )
    return "\n".join(lines)


def undo(switches: argparse.Namespace) -> int:
    books = open_books(switches, Role.HEADQUARTERS)
    package = _find_package(books, switches.package)
    done = merging.undo(books, package)
    name = books.units[done.unit_id].name
    facts = {"package": package.hex(), "unit": name, "changed": done.counts.changed}
    tell(switches, facts, lambda: f"Đã hoàn tác gói {short_code(package)} của {name}: {done.counts.changed} dòng đổi.")
    books.close()
    return DONE


def _find_package(books: Books, words: str) -> bytes:
    wanted = words.strip().upper()
    for each in progressing.packages(books):
        if each.code == wanted or each.package_id.hex().upper().startswith(wanted):
            return each.package_id
    raise UserError(Trouble.PACKAGE_UNKNOWN, package=words)


def verify(switches: argparse.Namespace) -> int:
    from desktop.services import staging

    reading = staging.verify(switches.file)
    facts = {
        "file": str(switches.file),
        "package": reading.package_id.hex(),
        "code": short_code(reading.package_id),
        "unit": reading.manifest.unit_name,
        "period": reading.manifest.period,
        "seal": reading.seal,
        "signature": reading.signature,
        "rows": reading.rows_read,
        "edits": [
            {"sheet": e.sheet, "cell": e.address, "field": e.field, "before": e.before, "after": e.after}
            for e in reading.edits
        ],
    }
    tell(switches, facts, lambda: staging.verify_words(reading))
    return DONE if reading.seal == "intact" and reading.signature == "valid" else REFUSED
