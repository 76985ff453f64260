"""Commands about what was received: redo, and the import log."""

import argparse
from typing import Any

from desktop.commands.printing import DONE, opened, tell
from desktop.domain.package import short_code
from desktop.services import logging_imports, merging, progressing
from desktop.services.books import Role
from desktop.services.logging_imports import Logged
from desktop.wording.numbers import number


def redo(switches: argparse.Namespace) -> int:
    """One undone package on again, without its file."""
    with opened(switches) as books:
        package = progressing.find(books, switches.package).package_id
        done = merging.redo(books, package)
        name = books.units[done.unit_id].name
    code = short_code(package)
    facts = {"package": package.hex(), "code": code, "unit": name, "changed": done.counts.changed}
    tell(switches, facts, lambda: f"Đã nhập lại gói {code} của {name}: {number(done.counts.changed)} dòng đổi.")
    return DONE


def log(switches: argparse.Namespace) -> int:
    """Every package ever received, to the screen or into a workbook."""
    with opened(switches, Role.HEADQUARTERS) as books:
        period = books.period(switches.period) if switches.period else None
        found = logging_imports.log(books, period)
        if switches.to is not None:
            logging_imports.write(books, switches.to, period)
    facts = {"packages": [_facts(each) for each in found], "file": str(switches.to) if switches.to else None}
    tell(switches, facts, lambda: "\n".join(_words(switches, found)))
    return DONE


def _words(switches: argparse.Namespace, found: list[Logged]) -> list[str]:
    if switches.to is not None:
        return [f"Đã ghi nhật ký {number(len(found))} gói vào {switches.to}."]
    return [
        f"{each.package.received[:16].replace('T', ' ')}  {each.package.code}  {each.unit_name}, {each.period}, "
        f"lần {each.package.sequence}: {each.outcome}, {each.state}  ({each.package.file_name})"
        for each in found
    ] or ["Chưa nhận gói nào."]


def _facts(each: Logged) -> dict[str, Any]:
    package = each.package
    return {
        "received": package.received,
        "file": package.file_name,
        "unit": each.unit_name,
        "unit_code": each.unit_code,
        "period": package.period,
        "sequence": package.sequence,
        "package": package.package_id.hex(),
        "code": package.code,
        "verdict": package.verdict,
        "outcome": each.outcome,
        "counting": each.counting.value,
        "rows": package.rows_read,
        "held": package.rows_held,
    }
