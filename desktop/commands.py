"""What each command does: asks a journey and prints what comes up, as sentences or as JSON."""

import argparse
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Base
from desktop.domain.figures import Figure, State, half_up
from desktop.domain.package import short_code
from desktop.services import counting, exporting, keeping, merging, progressing, receiving
from desktop.services.arrivals import ACCEPT, Batch, StagedFile, Verdict
from desktop.services.books import Books, Role
from desktop.wording.messages import sentence
from desktop.wording.verdicts import verdict_words

DONE, REFUSED = 0, 1


class Printed(Base):
    """Progress on the error stream: one line that is written over, only for people."""

    def __init__(self, silent: bool) -> None:
        self._silent = silent or not sys.stderr.isatty()

    def step(self, label: str, done: int, total: int) -> None:
        """Show how far it is."""
        if not self._silent:
            end = "\n" if done >= total else ""
            print(f"\r{label}: {done}/{total}   ", end=end, file=sys.stderr, flush=True)


def run(switches: argparse.Namespace) -> int:
    """Do the command that was asked for; raise UserError for the world's faults."""
    return _COMMANDS[switches.command](switches)


def complain(error: UserError, as_json: bool) -> int:
    """Say what is wrong and what to do next."""
    if as_json:
        _print_json({"error": error.code.value, "sentence": sentence(error)})
    else:
        print(sentence(error), file=sys.stderr)
    return REFUSED


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _tell(switches: argparse.Namespace, facts: dict[str, Any], words: Callable[[], str]) -> None:
    if switches.json:
        _print_json(facts)
    else:
        print(words())


def _books(switches: argparse.Namespace, role: Role | None = None) -> Books:
    books = keeping.open_books(switches.data)
    if role is not None and books.me.role is not role:
        books.close()
        raise UserError(Trouble.NOT_FOR_THIS_ROLE, path=str(switches.data), role=books.me.role.value)
    return books


def _init(switches: argparse.Namespace) -> int:
    books = keeping.create(
        switches.data, Role(switches.role), switches.unit, switches.scheme, switches.officer, switches.training
    )
    facts = {"unit": books.me.unit_name, "role": books.me.role.value, "data": str(switches.data)}
    _tell(switches, facts, lambda: f"Đã tạo dữ liệu của {books.me.police_name} trong {switches.data}.")
    books.close()
    return DONE


def _export(switches: argparse.Namespace) -> int:
    books = _books(switches, Role.UNIT)
    period = books.period(switches.period)
    done = exporting.export(books, period, switches.to, not switches.incomplete, Printed(switches.json))
    facts = {
        "file": str(done.path),
        "package": done.package_id.hex(),
        "code": done.code,
        "sequence": done.sequence,
        "rows": done.rows,
    }
    _tell(switches, facts, lambda: f"Đã xuất {done.path.name}, {done.rows} dòng, mã {done.code}. An toàn.")
    books.close()
    return DONE


def _import(switches: argparse.Namespace) -> int:
    books = _books(switches, Role.HEADQUARTERS)
    progress = Printed(switches.json)
    batch = receiving.stage(books, switches.paths, switches.period, progress)
    try:
        merged = set() if switches.preview else _merge(books, batch, switches.accept, progress)
    finally:
        receiving.discard(batch)
    facts = {"preview": switches.preview, "files": [_file_facts(each, each.name in merged) for each in batch.files]}
    facts |= {"counts": vars(batch.counts), "merged": len(merged)}
    _tell(switches, facts, lambda: _import_words(batch, merged, switches.preview))
    books.close()
    waiting = [each for each in batch.files if each.verdict in (Verdict.RETURNED, Verdict.HAND_EDITED, Verdict.PARTLY)]
    return REFUSED if waiting else DONE


def _merge(books: Books, batch: Batch, accept: str, progress: Printed) -> set[str]:
    files = [file for file in batch.files if file.verdict in ACCEPT[accept]]
    merged = set()
    for file in progress.over(files, "Đang nhập", len(files)):
        merged.add(file.name)
        file.counts = merging.merge(books, file, accept == "all").counts
    return merged


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
        "remarks": [
            {"sheet": r.sheet, "cell": r.cell, "level": r.level, "sentence": r.sentence} for r in file.remarks
        ],
    }


def _import_words(batch: Batch, merged: set[str], preview: bool) -> str:
    odd = [file for file in batch.files if file.verdict not in (Verdict.CLEAN, Verdict.SAME)]
    lines = [f"{verdict_words(file.verdict)}: {file.name} ({file.unit_name or 'chưa rõ đơn vị'}): {file.note}" for file in odd]
    counts = batch.counts
    head = "Xem trước, chưa nhập" if preview else f"Đã nhập {len(merged)}/{len(batch.files)} tệp"
    if not preview and not (counts.new or counts.changed or counts.deleted):
        head += ", 0 thay đổi"
    lines.append(
        f"{head}. Đọc {counts.read} dòng = {counts.new} mới + {counts.changed} đổi + {counts.unchanged} như cũ"
        f" + {counts.deleted} xóa + {counts.older} bản cũ + {counts.held} giữ lại."
    )
    return "\n".join(lines)


def _undo(switches: argparse.Namespace) -> int:
    books = _books(switches, Role.HEADQUARTERS)
    package = _find_package(books, switches.package)
    done = merging.undo(books, package)
    name = books.units[done.unit_id].name
    facts = {"package": package.hex(), "unit": name, "changed": done.counts.changed}
    _tell(switches, facts, lambda: f"Đã hoàn tác gói {short_code(package)} của {name}: {done.counts.changed} dòng đổi.")
    books.close()
    return DONE


def _find_package(books: Books, words: str) -> bytes:
    wanted = words.strip().upper()
    for each in progressing.packages(books):
        if each.code == wanted or each.package_id.hex().upper().startswith(wanted):
            return each.package_id
    raise UserError(Trouble.PACKAGE_UNKNOWN, package=words)


def _verify(switches: argparse.Namespace) -> int:
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
    _tell(switches, facts, lambda: staging.verify_words(reading))
    return DONE if reading.seal == "intact" and reading.signature == "valid" else REFUSED


def _status(switches: argparse.Namespace) -> int:
    books = _books(switches, Role.HEADQUARTERS)
    period = books.period(switches.period)
    state = progressing.completeness(books, period)
    names = [unit.name for unit in state.missing]
    facts = {"period": period.key, "expected": state.expected, "received": state.received, "missing": names}

    def words() -> str:
        rest = f" Còn thiếu: {', '.join(names)}." if names else " Không thiếu đơn vị nào."
        return f"{period.label}: đã nhận {state.received}/{state.expected} đơn vị.{rest}"

    _tell(switches, facts, words)
    books.close()
    return DONE if not names else REFUSED


def _figures(switches: argparse.Namespace) -> int:
    books = _books(switches)
    period = books.period(switches.period)
    base = period.previous() if switches.compare == "previous" else None
    now = counting.summary(books, period, base)
    facts = _summary_facts(books, now)
    if switches.by:
        facts["by"] = {"kind": switches.by, "rows": _sliced(books, now, switches.by)}
    _tell(switches, facts, lambda: "\n".join(_figure_words(now)))
    books.close()
    return DONE


def _summary_facts(books: Books, now: counting.Summary) -> dict[str, Any]:
    return {
        "unit": books.me.unit_name,
        "training": books.me.training,
        "period": now.period.key,
        "from": now.period.first.isoformat(),
        "to": now.period.last.isoformat(),
        "base": now.base_period.key,
        "completeness": {"expected": now.expected, "received": now.received},
        "base_completeness": {"expected": now.expected, "received": now.base_received},
        "headline": _headline(now),
        "figures": [_line_facts(line) for line in now.lines],
    }


HEADLINE = {
    "occurred": "TH.01",
    "solved": "TX.01",
    "clearance": "TX.04",
    "subjects": "TX.03",
    "regular_police": "XD.01",
}


def _headline(now: counting.Summary) -> dict[str, Any]:
    return {name: _line_facts(now.line(code)) for name, code in HEADLINE.items()}


def _line_facts(line: counting.SummaryLine) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "code": line.indicator.code,
        "name": line.indicator.name,
        "unit": line.indicator.unit,
        **_figure_facts(line.now, line.indicator.per_cent),
        "base": _figure_facts(line.base, line.indicator.per_cent),
        "change": line.comparison.difference,
        "points" if line.indicator.per_cent else "percent": line.comparison.percent
        if not line.indicator.per_cent
        else line.comparison.difference,
    }
    if line.denominator is not None:
        facts |= {"numerator": line.numerator, "denominator": line.denominator}
        facts |= {"base_numerator": line.base_numerator, "base_denominator": line.base_denominator}
    return facts


def _figure_facts(figure: Figure, per_cent: bool) -> dict[str, Any]:
    amount = figure.amount
    if amount is not None and per_cent:
        amount = half_up(amount, 1)
    return {"value": amount, "state": figure.state.value, "missing": figure.missing}


def _sliced(books: Books, now: counting.Summary, by: str) -> list[dict[str, Any]]:
    codes = [line.indicator.code for line in now.lines]
    if by == "section":
        return [
            {"key": section.code, "name": section.name, "figures": [_line_facts(line) for line in lines]}
            for section in books.catalogue.sections.values()
            if (lines := [line for line in now.lines if line.indicator.section == section.code])
        ]
    slices = counting.by_month(books, now.period, codes) if by == "month" else counting.by_unit(books, now.period, codes)
    return [
        {"key": each.key, "name": each.name, "figures": {code: _figure_facts(figure, False) for code, figure in each.figures.items()}}
        for each in slices
    ]


def _figure_words(now: counting.Summary) -> list[str]:
    from desktop.wording.figures import line_words

    head = f"{now.period.label} ({now.period.first:%d/%m/%Y} – {now.period.last:%d/%m/%Y}), {now.received}/{now.expected} đơn vị"
    return [head, *(line_words(line) for line in now.lines if line.now.state is not State.BLANK)]


def _report(switches: argparse.Namespace) -> int:
    from desktop.services import reporting

    books = _books(switches, Role.HEADQUARTERS)
    period = books.period(switches.period)
    written = reporting.write(books, period, switches.to, switches.annex, Printed(switches.json))
    facts = {"report": str(written.path), "annex": str(switches.annex) if switches.annex else None}
    _tell(switches, facts, lambda: f"Báo cáo: {written.path}")
    books.close()
    return DONE


def _digest(switches: argparse.Namespace) -> int:
    books = _books(switches)
    value = keeping.digest(books)
    _tell(switches, {"digest": value}, lambda: value)
    books.close()
    return DONE


def _backup(switches: argparse.Namespace) -> int:
    books = _books(switches)
    path = keeping.backup(books, switches.file)
    _tell(switches, {"backup": str(path)}, lambda: f"Đã sao lưu vào {path}, đã đọc lại và kiểm tra.")
    books.close()
    return DONE


def _self_test(switches: argparse.Namespace) -> int:
    books = _books(switches)
    faults = keeping.self_test(books)
    _tell(switches, {"faults": faults}, lambda: "\n".join(faults) or "Dữ liệu nguyên vẹn, số liệu khớp với bản ghi.")
    books.close()
    return REFUSED if faults else DONE


def _sample(switches: argparse.Namespace) -> int:
    from desktop.services import sampling

    made = sampling.make(switches.dir, switches.units, switches.period, Printed(switches.json))
    _tell(switches, made.facts(), made.words)
    return DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "export": _export,
    "import": _import,
    "undo": _undo,
    "verify": _verify,
    "status": _status,
    "figures": _figures,
    "report": _report,
    "digest": _digest,
    "backup": _backup,
    "self-test": _self_test,
    "sample": _sample,
}
