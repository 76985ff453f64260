"""The command of the catalogue: out to Excel, back again, tried, published, dropped."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands.printing import DONE, REFUSED, Printed, opened, tell
from desktop.domain.catalogue_changes import Change, What
from desktop.domain.catalogue_columns import BY_PART
from desktop.domain.catalogue_reading import SheetFault
from desktop.domain.catalogue_rehearsal import Rehearsal
from desktop.domain.periods import Period
from desktop.services import catalogue_taking, drafting, issuing, rehearsing, ruling
from desktop.services.books import Books, Role
from desktop.services.catalogue_taking import TakenOver
from desktop.wording.deadlines import deadline_words
from desktop.wording.faults import sheet_fault_sentence
from desktop.wording.numbers import number

WHATS = {What.ADDED: "thêm", What.CHANGED: "đổi", What.RETIRED: "ngừng", What.REMOVED: "bỏ", What.MOVED: "xếp lại"}
LISTED = 20
"""Units that are told by name."""


def catalogue(switches: argparse.Namespace) -> int:
    """Do what was asked for with the catalogue."""
    with opened(switches, None if switches.act == "show" else Role.HEADQUARTERS) as books:
        return _ACTS[switches.act](books, switches)


def _show(books: Books, switches: argparse.Namespace) -> int:
    waiting, version = drafting.waiting(books), books.catalogue.version
    units = ruling.working_by(books, version)
    told = [f"Đang dùng danh mục {version}, {number(units)} đơn vị đã gửi theo bản này."]
    facts: dict[str, Any] = {"version": version, "units": units, "waiting": None}
    if waiting is not None:
        told += [f"Bản {waiting.version} chờ ban hành, {number(len(waiting.changes))} thay đổi:"]
        told += [f"  {_change_words(each)}" for each in waiting.changes]
        told += _rehearsal_words(waiting.rehearsal) if waiting.rehearsal else []
        facts["waiting"] = {"version": waiting.version, "changes": [each.told for each in waiting.changes]}
        facts["waiting"]["rehearsal"] = waiting.rehearsal.told if waiting.rehearsal else None
    tell(switches, facts, lambda: "\n".join(told))
    return DONE


def _export(books: Books, switches: argparse.Namespace) -> int:
    path = drafting.export(books, _file(switches), Printed(switches.json))
    facts = {"file": str(path), "version": books.catalogue.version}
    tell(switches, facts, lambda: f"Đã ghi danh mục {books.catalogue.version} vào {path}. Sửa, lưu, rồi đọc lại.")
    return DONE


def _read(books: Books, switches: argparse.Namespace) -> int:
    path = _file(switches)
    found = catalogue_taking.read(books, path, switches.trust_key, Printed(switches.json))
    if isinstance(found, TakenOver):
        told = f"Đã nhận danh mục {found.version} từ {path.name}, {number(found.changes)} dòng khác. Đọc lại gói chờ."
        tell(switches, {"version": found.version, "changed": found.changes}, lambda: told)
        return DONE
    if found.faults:
        lines = [f"{number(len(found.faults))} ô chưa dùng được, chưa nhận gì từ {path.name}."]
        lines += [f"  {each.sheet}!{each.cell}: {sheet_fault_sentence(each)}" for each in found.faults]
        tell(switches, {"faults": [_fault_facts(each) for each in found.faults]}, lambda: "\n".join(lines))
        return REFUSED
    waiting = drafting.waiting(books)
    assert waiting is not None
    lines = [f"Đã đọc {path.name}: bản {waiting.version} chờ ban hành, {number(len(found.changes))} thay đổi."]
    lines += [f"  {_change_words(each)}" for each in found.changes]
    facts = {"version": waiting.version, "changes": [each.told for each in found.changes]}
    tell(switches, facts, lambda: "\n".join(lines))
    return DONE


def _rehearse(books: Books, switches: argparse.Namespace) -> int:
    found = rehearsing.rehearse(books, _period(books, switches), Printed(switches.json))
    tell(switches, found.told, lambda: "\n".join(_rehearsal_words(found)))
    return DONE


def _publish(books: Books, switches: argparse.Namespace) -> int:
    period = _period(books, switches)
    version = issuing.publish(books, period, Printed(switches.json))
    told = f"Đã ban hành danh mục {version}, áp dụng từ {period.first:%d/%m/%Y}. Xuất phản hồi để gửi các đơn vị."
    tell(switches, {"version": version, "period": period.key}, lambda: told)
    return DONE


def _drop(books: Books, switches: argparse.Namespace) -> int:
    drafting.drop(books)
    told = f"Đã bỏ bản chờ. Danh mục đang dùng vẫn là {books.catalogue.version}."
    tell(switches, {"version": books.catalogue.version}, lambda: told)
    return DONE


_ACTS: Mapping[str, Callable[[Books, argparse.Namespace], int]] = {
    "show": _show,
    "export": _export,
    "read": _read,
    "rehearse": _rehearse,
    "publish": _publish,
    "drop": _drop,
}


def _file(switches: argparse.Namespace) -> Path:
    if switches.file is None:
        raise UserError(Trouble.CATALOGUE_NEEDS_FILE)
    path: Path = switches.file
    return path


def _period(books: Books, switches: argparse.Namespace) -> Period:
    if switches.period is None:
        raise UserError(Trouble.CATALOGUE_NEEDS_PERIOD)
    return books.period(switches.period)


def _fault_facts(fault: SheetFault) -> dict[str, str]:
    return asdict(fault) | {"code": fault.code.value, "sentence": sheet_fault_sentence(fault)}


def _change_words(change: Change) -> str:
    """`thêm TX.16 Vụ trên mạng (Chỉ tiêu)`; of a change each cell, before and after."""
    told = f"{WHATS[change.what]} {change.code} {change.name}".replace("  ", " ").rstrip()
    cells = "; ".join(f"{each.header}: {each.before or '(trống)'} → {each.after or '(trống)'}" for each in change.cells)
    more = f": {cells}" if cells and change.what not in (What.ADDED, What.REMOVED) else ""
    return f"{told} ({BY_PART[change.part].title}){more}"


def _rehearsal_words(found: Rehearsal) -> list[str]:
    told = [f"Chạy thử trên {found.period}, {number(found.units)} đơn vị:"]
    for rule in found.rules:
        told.append(f"  {rule.code}: {number(len(rule.units))} đơn vị sẽ bị cảnh báo, {number(rule.times)} chỗ")
        told += [f"    {each.name}: {number(each.times)}" for each in rule.units[:LISTED]]
    for figure in found.figures:
        before = figure.before or "chưa đếm"
        told.append(f"  {figure.code} {figure.name}: {before} → {figure.after}, {number(figure.units)} đơn vị đổi")
    told += [f"  {deadline_words(each)}" for each in found.deadlines]
    return told if len(told) > 1 else [*told, "  không quy tắc, số đếm, hạn gửi nào đổi"]
