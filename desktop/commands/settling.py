"""Commands by which headquarters settles figures: conflicts, decide, correct, freeze."""

import argparse
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands.papers import refused_issues
from desktop.commands.printing import DONE, REFUSED, opened, tell
from desktop.domain.numbers import NumberRefused, parse_number
from desktop.domain.periods import month_label, month_of_key
from desktop.domain.records import Value
from desktop.domain.units import OfficialUnits
from desktop.services import correcting, deciding, finishing, freezing, naming
from desktop.services.books import Books, Role
from desktop.services.correcting import Correction
from desktop.services.deciding import Conflict
from desktop.services.freezing import PROVINCE
from desktop.wording.entering import entered
from desktop.wording.figures import figure_words
from desktop.wording.numbers import number

BEFORE = "before"


def conflicts(switches: argparse.Namespace) -> int:
    """Every record at odds, with its sides; any is a finding."""
    with opened(switches) as books:
        found = deciding.conflicts(books)
        lines = [line for each in found for line in _conflict_words(books, each)]
    facts = {"conflicts": [_conflict_facts(books, each) for each in found]}
    tell(switches, facts, lambda: "\n".join(lines or ["Không có xung đột nào."]))
    return REFUSED if found else DONE


def _conflict_facts(books: Books, each: Conflict) -> dict[str, Any]:
    return {
        "record": each.uid.hex(),
        "unit": books.units[each.unit_id].name,
        "kind": each.kind,
        "number": each.number,
        "fields": list(each.fields),
        BEFORE: _told(each, each.before) if each.before is not None else None,
        "sides": [
            {
                "side": _letter(at),
                "author": side.author,
                "at": side.at,
                "machine": side.machine,
                "file": side.file_name,
                "values": _told(each, side.values),
            }
            for at, side in enumerate(each.sides)
        ],
    }


def _told(each: Conflict, values: dict[str, Value]) -> dict[str, Value | None]:
    return {name: values.get(name) for name in each.fields}


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def _conflict_words(books: Books, each: Conflict) -> list[str]:
    kind = books.catalogue.kinds[each.kind].name
    head = f"{each.uid.hex()}  {kind} {each.number}, {books.units[each.unit_id].name}"
    told = [("trước", each.before)] if each.before is not None else []
    told += [(f"{_letter(at)} ({side.author})", side.values) for at, side in enumerate(each.sides)]
    return [head, *(f"  {name}: {_values_words(_told(each, values))}" for name, values in told)]


def _values_words(values: dict[str, Value | None]) -> str:
    return ", ".join(f"{name} {'trống' if value is None else value}" for name, value in values.items())


def decide(switches: argparse.Namespace) -> int:
    """Say which side holds, in all fields at odds or in some, for one record or for all like it."""
    with opened(switches) as books:
        found = deciding.conflicts(books)
        conflict = next((each for each in found if each.uid.hex() == switches.record.lower()), None)
        if conflict is None:
            raise UserError(Trouble.CONFLICT_GONE)
        side = _side(conflict, switches.take)
        if switches.all:
            others = [each for each in found if each is not conflict]
            done = deciding.decide_like(books, conflict, side, others)
        else:
            told = conflict.before if side is None else conflict.sides[side].values
            assert told is not None
            fields = [name for name in switches.field or conflict.fields if name in conflict.fields]
            deciding.decide(books, conflict.uid, {name: told.get(name) for name in fields})
            done = 1
        left = deciding.count(books)
    facts = {"decided": done, "left": left}
    tell(switches, facts, lambda: f"Đã quyết định {number(done)} xung đột, còn {number(left)}.")
    return DONE


def _side(conflict: Conflict, take: str) -> int | None:
    """Which side a person names; raise UserError for one that is not there."""
    if take.lower() == BEFORE and conflict.before is not None:
        return None
    letters = [_letter(at) for at in range(len(conflict.sides))]
    if take.upper() not in letters:
        raise UserError(Trouble.SIDE_UNKNOWN, text=take, known=", ".join(letters))
    return letters.index(take.upper())


def correct(switches: argparse.Namespace) -> int:
    """One correction above a unit's word, its withdrawal, or the list of all."""
    with opened(switches, Role.HEADQUARTERS) as books:
        if switches.list:
            found = correcting.corrections(books)
            lines = [_correction_words(books, each) for each in found] or ["Chưa có điều chỉnh nào."]
            tell(switches, {"corrections": [_correction_facts(each) for each in found]}, lambda: "\n".join(lines))
            return DONE
        if switches.withdraw:
            correcting.withdraw(books, _uid(switches.withdraw))
            tell(switches, {"withdrawn": switches.withdraw}, lambda: "Đã rút điều chỉnh, số của đơn vị được tính.")
            return DONE
        made = _correct_record(books, switches) if switches.record else _correct_figure(books, switches)
    facts = {"correction": made.hex()}
    tell(switches, facts, lambda: f"Đã điều chỉnh, mã {made.hex()}. Số của đơn vị vẫn giữ, rút bằng --withdraw.")
    return DONE


def _uid(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise UserError(Trouble.CORRECTION_GONE) from error


def _correct_record(books: Books, switches: argparse.Namespace) -> bytes:
    uid = _uid(switches.record)
    record = next(iter(naming.named(books, [uid])), None)
    if record is None:
        raise UserError(Trouble.RECORD_GONE)
    values: dict[str, Value | None] = {}
    for pair in switches.set:
        name, _, text = pair.partition("=")
        field = record.kind.by_name.get(name)
        if field is None:
            raise UserError(Trouble.UNKNOWN_FIELD, code=name)
        values[name] = entered(books.catalogue, field, text)
    if not values:
        raise UserError(Trouble.UNKNOWN_FIELD, code="")
    return correcting.correct(books, uid, values, switches.reason)


def _correct_figure(books: Books, switches: argparse.Namespace) -> bytes:
    unit = OfficialUnits.load(books.me.scheme).by_code(switches.unit or "")
    if unit.uid not in books.unit_ids:
        raise UserError(Trouble.WRONG_UNIT, unit=unit.name, code=unit.code)
    try:
        value = parse_number(switches.value or "")
    except NumberRefused as error:
        raise UserError(error.why, text=error.text) from error
    month = month_of_key(switches.month or "")
    return correcting.correct_figure(books, books.unit_ids[unit.uid], month, switches.figure, value, switches.reason)


def _correction_facts(each: Correction) -> dict[str, Any]:
    return {
        "correction": each.uid.hex(),
        "record": each.record_uid.hex() if each.record_uid else None,
        "kind": each.kind,
        "number": each.number,
        "month": each.month,
        "indicator": each.indicator,
        "changes": [{"field": name, "unit": before, "corrected": after} for name, before, after in each.changes],
        "reason": each.reason,
        "author": each.author,
        "at": each.at,
        "standing": each.standing.value,
    }


def _correction_words(books: Books, each: Correction) -> str:
    unit = books.units[each.unit_id].name if each.unit_id is not None else "đơn vị chưa rõ"
    what = f"{each.indicator} {month_label(each.month)}" if each.month is not None else f"{each.kind} {each.number}"
    changes = ", ".join(
        f"{name}: đơn vị báo {'trống' if before is None else before}, điều chỉnh {'trống' if after is None else after}"
        for name, before, after in each.changes
    )
    return f"{each.uid.hex()}  {unit}, {what}: {changes} ({each.reason}; {each.standing.value})"


def freeze(switches: argparse.Namespace) -> int:
    """Freeze the figures of a period; say what the last freezing had otherwise."""
    with opened(switches, Role.HEADQUARTERS) as books:
        period = books.period(switches.period)
        if switches.report and refused_issues(switches, books, period, switches.report):
            return REFUSED
        changed = [each for each in freezing.changes(books, period, province_only=True) if each.moved]
        finished = switches.report
        done = finishing.sign(books, period, finished, {}) if finished else freezing.freeze(books, period)
    figures = done.of(PROVINCE)
    facts = {
        "period": period.key,
        "at": done.at,
        "author": done.author,
        "digest": done.digest,
        "packages": list(done.packages),
        "figures": len(figures),
        "changed": [
            {"indicator": each.indicator.code, "signed": each.signed.amount, "now": each.now.amount}
            for each in changed
        ],
    }
    lines = [f"Đã chốt {period.label}: {number(len(done.packages))} gói, {number(len(figures))} số liệu của tỉnh."]
    lines += [
        f"  {each.indicator.name}: {figure_words(each.signed, each.indicator.per_cent)} → "
        f"{figure_words(each.now, each.indicator.per_cent)}"
        for each in changed
    ]
    tell(switches, facts, lambda: "\n".join(lines))
    return DONE
