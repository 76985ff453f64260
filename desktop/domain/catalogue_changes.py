"""Two catalogues row by row: what was added, changed, retired; and what may not be changed at all."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop.domain.catalogue_cells import words_of
from desktop.domain.catalogue_columns import BY_PART, PARTS, SheetPlan
from desktop.domain.catalogue_deadlines import timetable_of
from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_files import Tables
from desktop.domain.catalogue_sheets import Key, Row, Rows, flatten, key_of
from desktop.domain.catalogue_words import REPORTS, STEPS


class What(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    REMOVED = "removed"
    """Days only: they are no codes that something was written by."""
    MOVED = "moved"


@dataclass(frozen=True)
class Cell:
    """One cell, before and after, in words."""

    key: str
    header: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One row that is other than before; of a part whose rows only stand in another order, one for all."""

    part: str
    what: What
    key: str
    name: str
    cells: tuple[Cell, ...] = ()

    @property
    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @property
    def code(self) -> str:
        """What people look a row up by; '' where its name says it all."""
        return self.key if BY_PART[self.part].ordered else ""

    @staticmethod
    def of(told: Mapping[str, Any]) -> "Change":
        """As it was kept."""
        cells = tuple(Cell(**each) for each in told["cells"])
        return Change(told["part"], What(told["what"]), told["key"], told["name"], cells)


@dataclass(frozen=True)
class Refusal:
    """Something that may not be done to a row; `column` says in which cell."""

    part: str
    key: Key
    column: str
    code: FaultCode
    value: str


FIXED: Mapping[str, tuple[str, ...]] = {
    "kinds": ("section", "sheet", "number_prefix", "date_field"),
    "fields": ("type", "choices", "parent", "unit", "common"),
    "lists": ("parents",),
    "choices": ("parent",),
    "indicators": (
        "unit",
        "kind",
        "aggregation",
        "count",
        "by",
        "sum",
        "origin",
        "origin_field",
        "numerator",
        "denominator",
    ),
    "rules": ("scope", "kind"),
    "sections": (),
    "days": (),
    "deadlines": (),
}
"""What a code means: these never change under it."""
NEW_LEVELS = ("W", "Q")
DAYS = "days"
DATED_DEADLINE = ("working_days", "at")
"""What of a deadline, once changed, holds only from a day on."""


def compare(before: Tables, after: Tables) -> list[Change]:
    """Every difference, part by part."""
    old, new = flatten(before), flatten(after)
    return [change for part in PARTS for change in _of_part(BY_PART[part], old[part], new[part])]


def _of_part(plan: SheetPlan, old: list[Row], new: list[Row]) -> Iterator[Change]:
    was, now = _by_key(plan, old), _by_key(plan, new)
    for key, row in now.items():
        if key not in was:
            yield Change(plan.part, What.ADDED, ".".join(key), name_of(row), tuple(_cells(plan, {}, row)))
        elif cells := tuple(_cells(plan, was[key], row)):
            retired = any(cell.key == "valid_to" and cell.after for cell in cells)
            yield Change(plan.part, What.RETIRED if retired else What.CHANGED, ".".join(key), name_of(row), cells)
    for key, row in was.items():
        if key not in now:
            yield Change(plan.part, What.REMOVED, ".".join(key), name_of(row), tuple(_cells(plan, row, {})))
    kept = [key for key in was if key in now]
    if not plan.ordered:
        return
    if kept != [key for key in now if key in was]:
        yield Change(plan.part, What.MOVED, "", plan.title)


def _by_key(plan: SheetPlan, rows: list[Row]) -> dict[Key, Row]:
    return {key_of(row, plan): row for row in rows}


def _cells(plan: SheetPlan, was: Row, now: Row) -> Iterator[Cell]:
    for column in plan.columns:
        before, after = was.get(column.key), now.get(column.key)
        if column.key not in plan.keys and before != after:
            yield Cell(column.key, column.header, words_of(before, column), words_of(after, column))


def name_of(row: Row) -> str:
    """What people call a row: its name, else the first words of a rule's sentence, else its code."""
    if "day" in row:
        return f"{date.fromisoformat(row['day']):%d/%m/%Y} {row.get('note', '')}".rstrip()
    if "step" in row:
        return f"{REPORTS.get(row['report'], row['report'])}, {STEPS.get(row['step'], row['step'])}"
    return str(row.get("name") or row.get("label") or row.get("message") or row.get("code", ""))


def refusals(before: Tables, rows: Rows, not_before: str) -> Iterator[Refusal]:
    """Everything that the new rows do and must not; `not_before` is the first ISO day that is not signed away."""
    old = flatten(before)
    for part in PARTS:
        plan = BY_PART[part]
        was, now = _by_key(plan, old[part]), _by_key(plan, rows[part])
        for key in was:
            if key not in now and part != DAYS:
                yield Refusal(part, key, plan.keys[-1], FaultCode.ROW_REMOVED, key[-1])
        for key, row in now.items():
            yield from _of_row(plan, key, was.get(key), row, not_before)
    if not_before:
        yield from _settled_days(before, old[DAYS], rows[DAYS], not_before)


def _settled_days(before: Tables, old: list[Row], new: list[Row], not_before: str) -> Iterator[Refusal]:
    """Days by which the deadline of a signed period was counted stay as they were."""
    signed = date.fromisoformat(not_before) - timedelta(days=1)
    last = timetable_of(before).settled_until(signed).isoformat()
    was, now = _by_key(BY_PART[DAYS], old), _by_key(BY_PART[DAYS], new)
    for key in was.keys() | now.keys():
        if key[0] <= last and was.get(key, {}).get("what") != now.get(key, {}).get("what"):
            yield Refusal(DAYS, key, "what", FaultCode.SETTLED_DAY, f"{date.fromisoformat(key[0]):%d/%m/%Y}")


def _of_row(plan: SheetPlan, key: Key, was: Row | None, now: Row, not_before: str) -> Iterator[Refusal]:
    for column, fault, value in (*_days(was or {}, now, not_before), *_told(plan, was, now)):
        yield Refusal(plan.part, key, column, fault, value)


def _days(was: Row, now: Row, not_before: str) -> Iterator[tuple[str, FaultCode, str]]:
    """Days of validity may not reach into what is signed."""
    for name in ("valid_from", "valid_to"):
        day = now.get(name)
        early = isinstance(day, str) and (day < not_before if name == "valid_from" else _next(day) < not_before)
        if early and day != was.get(name):
            yield name, FaultCode.TOO_EARLY, f"{date.fromisoformat(str(day)):%d/%m/%Y}"


def _next(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


def _told(plan: SheetPlan, was: Row | None, now: Row) -> Iterator[tuple[str, FaultCode, str]]:
    if plan.part == "fields" and now.get("required") and not (was or {}).get("required") and not now.get("common"):
        yield "required", FaultCode.NEW_REQUIRED, name_of(now)
    if was is None:
        if plan.part == "rules" and now.get("level") not in NEW_LEVELS:
            yield "level", FaultCode.TOO_STRICT, words_of(now.get("level"), plan.column("level"))
        return
    if plan.part == "deadlines":
        yield from _date_alone(plan, was, now)
    for name in FIXED[plan.part]:
        if was.get(name) != now.get(name):
            column = plan.column(name)
            told = f"{column.header.lower()} từ “{words_of(was.get(name), column)}”"
            yield name, FaultCode.MEANING_CHANGED, f"{told} sang “{words_of(now.get(name), column)}”"
    if plan.part == "kinds" and was.get("day_total") and not now.get("day_total"):
        yield "day_total", FaultCode.MEANING_CHANGED, plan.column("day_total").header.lower()
    if plan.part == "fields":
        yield from _bounds(plan, was, now)


def _date_alone(plan: SheetPlan, was: Row, now: Row) -> Iterator[tuple[str, FaultCode, str]]:
    """A day from which nothing else begins would only move what began before."""
    name = "valid_from"
    if was.get(name) != now.get(name) and all(was.get(key) == now.get(key) for key in DATED_DEADLINE):
        yield name, FaultCode.DATE_ALONE, words_of(now.get(name), plan.column(name))


def _bounds(plan: SheetPlan, was: Row, now: Row) -> Iterator[tuple[str, FaultCode, str]]:
    """What was right in a package of the version before stays right."""
    for name, wider in (("minimum", -1), ("maximum", 1)):
        before, after = was.get(name), now.get(name)
        if after is not None and before != after and (before is None or _sign(after, before) != wider):
            yield name, FaultCode.NARROWED, words_of(after, plan.column(name))
    if was.get("decimals", 0) > now.get("decimals", 0):
        yield "decimals", FaultCode.NARROWED, str(now.get("decimals", 0))


def _sign(after: Any, before: Any) -> int:
    if isinstance(after, str) or isinstance(before, str):
        return (str(after) > str(before)) - (str(after) < str(before))
    return int(Decimal(after) > Decimal(before)) - int(Decimal(after) < Decimal(before))
