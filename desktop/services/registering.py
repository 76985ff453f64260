"""What headquarters keeps of its units: who reports, for whom, telephone, people; where they came from and went to."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Indicator
from desktop.domain.figures import Evaluation, Figure
from desktop.domain.periods import Period
from desktop.domain.text import clean
from desktop.domain.units import SCHEMES, OfficialUnits, Unit, predecessors, succession
from desktop.services import completing, targeting
from desktop.services.books import Books, UnitRow
from desktop.services.collecting import collect
from desktop.services.counting import scope_units
from desktop.services.populating import MOST_PEOPLE
from desktop.services.rights import Act, require
from desktop.store import journal
from desktop.store.journal import Entry

ACTION = "unit changed"
LONGEST_PHONE = 40
EFFECTS = ("TH.01", "TX.01", "TX.04", "TX.03", "TB.01", "MA.01", "GT.01", "PC.01", "VP.01", "XD.01")
"""The figures by which a person sees what a change of the expected units does."""


@dataclass(frozen=True)
class Registered:
    """One unit as the books know it."""

    unit: UnitRow
    area: str
    came_from: tuple[str, ...]
    """Names of the units of the other boundaries that it was made of."""
    went_to: tuple[str, ...]
    peers: int
    """Units of its kind, which it is compared with."""
    covered_by: str
    sent: int
    """Packages that count."""


@dataclass(frozen=True)
class Told:
    """What can be told of a unit."""

    phone: str
    population: int | None
    reports: bool


@dataclass(frozen=True)
class Moved:
    """One figure of the whole, before and after."""

    indicator: Indicator
    before: Figure
    after: Figure


@dataclass(frozen=True)
class Noted:
    """One change, out of the journal."""

    at: str
    actor: str
    facts: dict[str, object]


_SENT = "SELECT unit_id, COUNT(*) FROM package WHERE active AND head AND NOT sent GROUP BY unit_id"
_NOTED = "SELECT at, actor, facts FROM journal WHERE action IN (?, ?, ?) ORDER BY id DESC"


def units(books: Books, period: Period) -> list[Registered]:
    """Every unit that reports or could, in the order of the official list."""
    areas = {unit.uid: unit.name for unit in books.units.values()}
    above = {unit.parent_uid for unit in books.units.values()}
    shown = [unit for unit in books.units.values() if unit.reports or unit.uid not in above]
    peers, covered = Counter(unit.kind for unit in shown if unit.reports), completing.covered_units(books, period)
    with books.db.read() as connection:
        sent = {row[0]: row[1] for row in connection.exec_driver_sql(_SENT)}
    return [
        Registered(
            unit,
            areas.get(unit.parent_uid or "", ""),
            tuple(_name(uid) for uid in predecessors(unit.uid)),
            tuple(
                f"{_name(each.to_uid)} (một phần)" if each.share == "part" else _name(each.to_uid)
                for each in succession(unit.uid)
            ),
            peers[unit.kind],
            areas.get(covered.get(unit.uid, ""), ""),
            sent.get(unit.id, 0),
        )
        for unit in shown
    ]


def _name(uid: str) -> str:
    found = official(uid)
    return f"{found.name} ({found.code})" if found is not None else uid


def official(uid: str) -> Unit | None:
    """The unit in the official list of either year."""
    lists = (OfficialUnits.load(scheme).by_uid for scheme in SCHEMES)
    return next((known[uid] for known in lists if uid in known), None)


def change(books: Books, uid: str, told: Told, reason: str) -> bool:
    """Keep what is told of a unit, with the reason; say whether anything is other than before.

    Raise UserError without a reason, and for what cannot be true.
    """
    require(books, Act.CORRECT)
    unit = books.units[books.unit_ids[uid]]
    phone = " ".join(clean(told.phone).split())
    before = Told(unit.phone, unit.population, unit.reports)
    after = Told(phone, told.population, told.reports)
    if before == after:
        return False
    _refuse(books, unit, after, clean(reason).strip())
    facts = {name: [getattr(before, name), getattr(after, name)] for name in ("phone", "population", "reports")}
    moved: dict[str, Any] = {name: pair for name, pair in facts.items() if pair[0] != pair[1]}
    with books.db.begin() as connection:
        row = (after.phone, after.population, after.reports, unit.id)
        connection.exec_driver_sql("UPDATE unit SET phone = ?, population = ?, reports = ? WHERE id = ?", row)
        moved |= {"unit": uid, "reason": clean(reason).strip()}
        journal.note(connection, Entry(books.me.officer, ACTION), books.clock(), **moved)
    books.forget_units()
    return True


def _refuse(books: Books, unit: UnitRow, after: Told, reason: str) -> None:
    if not reason:
        raise UserError(Trouble.REASON_NEEDED)
    if len(after.phone) > LONGEST_PHONE or not set(after.phone) <= set("0123456789 +-.()/"):
        raise UserError(Trouble.PHONE_UNREADABLE, found=after.phone, unit=unit.name)
    if after.population is not None and not 0 < after.population <= MOST_PEOPLE:
        raise UserError(Trouble.POPULATION_OUT_OF_RANGE, unit=unit.name)
    if unit.reports and not after.reports and len(books.reporting_units()) == 1:
        raise UserError(Trouble.LAST_UNIT, unit=unit.name)


def effect(books: Books, period: Period, uid: str, reports: bool) -> list[Moved]:
    """What the whole says otherwise once this unit is expected, or no longer."""
    unit = books.units[books.unit_ids[uid]]
    if unit.reports is reports:
        return []
    scope = scope_units(books)
    other = [*scope, unit.id] if reports else [each for each in scope if each != unit.id]
    found = collect(books, period)
    before, after = found.evaluate(scope), found.evaluate(other)
    return [each for each in _moved(books, before, after) if each.before != each.after]


def _moved(books: Books, before: Evaluation, after: Evaluation) -> Iterable[Moved]:
    indicators = books.catalogue.indicators
    return (Moved(indicators[code], before.of(code), after.of(code)) for code in EFFECTS if code in indicators)


def cover(books: Books, period: Period, uid: str, by_uid: str, reason: str) -> None:
    """Say which unit reports for this one in a period (none: ''), with the reason."""
    if not clean(reason).strip():
        raise UserError(Trouble.REASON_NEEDED)
    completing.cover(books, period, uid, by_uid, clean(reason).strip())


def noted(books: Books, subject: str) -> list[Noted]:
    """What was changed of a unit (its uid) or of an indicator's target (its code), the last first."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_NOTED, (ACTION, targeting.ACTION, "covered by")).all()
    told = (Noted(at, actor, json.loads(facts)) for at, actor, facts in rows)
    return [each for each in told if subject in (each.facts.get("unit"), each.facts.get("indicator"))]


def target_of(text: object) -> Decimal | None:
    """A target as the journal spells it."""
    return None if text is None else Decimal(str(text))
