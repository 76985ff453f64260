"""Whom to call and what to say: silent units, returned files, held rows; with the time of the last call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.deadlines import deadline_of
from desktop.kit.marks import Mark
from desktop.services.books import Books, UnitRow
from desktop.services.calling import Called
from desktop.services.progressing import Completeness, Standing, UnitStanding
from desktop.ui.headquarters.calls import time_words
from desktop.ui.headquarters.handled import Handled
from desktop.ui.headquarters.receiving_list import short_reason
from desktop.ui.headquarters.standings import STANDING_MARKS, short_area
from desktop.wording.calls import held_words, late_words, missing_words, returned_words

NOTHING = "chưa gửi"


@dataclass(frozen=True)
class Call:
    """One unit to be called."""

    unit: UnitRow
    area: str
    mark: Mark
    what: str
    """In a few words, for a narrow list."""
    sentences: tuple[str, str]
    """What is wrong, and what to do."""
    called: str = ""
    """When it was called; empty when nobody has."""
    note: str = ""
    """What it said then."""


def calls(
    books: Books, found: Completeness, in_hand: Mapping[str, Handled], called: Mapping[str, Called], now: datetime
) -> list[Call]:
    """In the order of the official list: units without a report, and those of which rows are held."""
    areas = {unit.uid: short_area(unit.name) for unit in books.units.values()}
    due = deadline_of(found.period, books.catalogue.timetable)
    lines = (_call(each, in_hand.get(each.unit.uid), found, due, now) for each in found.units)
    return [
        Call(unit, areas.get(unit.parent_uid or "", ""), mark, what, words, *_said(called.get(unit.uid), now))
        for unit, mark, what, words in filter(None, lines)
    ]


def _said(found: Called | None, now: datetime) -> tuple[str, str]:
    return ("", "") if found is None else (time_words(now.date().isoformat(), found.at), found.note)


_Line = tuple[UnitRow, Mark, str, tuple[str, str]]


def _call(
    each: UnitStanding, handled: Handled | None, found: Completeness, due: datetime, now: datetime
) -> _Line | None:
    if each.standing is Standing.MISSING and handled is not None and handled.refused:
        why = short_reason(handled.file) or handled.file.note
        return each.unit, Mark.RETURNED, "tệp bị trả lại", returned_words(handled.file.name, why)
    if each.standing is Standing.MISSING and handled is None:
        return each.unit, Mark.MISSING, f"{NOTHING}{late_words(due, now)}", missing_words(found.period, due, now)
    if each.package is not None and each.package.rows_held:
        held = each.package.rows_held
        return each.unit, STANDING_MARKS[each.standing], f"giữ lại {held} dòng", held_words(held)
    return None


def not_called(lines: Iterable[Call]) -> int:
    """How many are left to call."""
    return sum(not each.called for each in lines)
