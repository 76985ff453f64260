"""Completeness → rows of marks, and the words about a unit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desktop.domain.text import sort_key
from desktop.domain.units import short_name
from desktop.kit.block_table import Cell, Line
from desktop.kit.marks import Mark
from desktop.services.arrivals import Verdict
from desktop.services.books import Books
from desktop.services.completing import Answers
from desktop.services.progressing import Completeness, Reported, Standing, UnitStanding
from desktop.ui import words
from desktop.ui.headquarters.handled import Handled
from desktop.ui.headquarters.progress_matrix import lateness_words
from desktop.ui.headquarters.standing_marks import MarkRow, UnitMark
from desktop.ui.headquarters.standings import STANDING_MARKS, VERDICT_MARKS, short_area, standing_word, verdict_word
from desktop.ui.words import translate

WIDEST = 24
"""Units in one row; larger areas (and provinces without areas) are folded into rows of 20."""
FOLD = 20
LONG_AGO = timedelta(days=30)


def mark_rows(books: Books, found: Completeness, in_hand: Mapping[str, Handled]) -> list[MarkRow]:
    """One row an area, in the order of the official list; files in hand show through."""
    names = {unit.uid: unit.name for unit in books.units.values()}
    areas: dict[str, list[UnitStanding]] = {}
    for each in found.units:
        areas.setdefault(each.unit.parent_uid or "", []).append(each)
    rows: list[MarkRow] = []
    for uid, units in areas.items():
        rows += _rows_of(uid, short_area(names.get(uid, "")), units, in_hand)
    return rows


def mark_counts(rows: Sequence[MarkRow]) -> list[tuple[Mark, str]]:
    """What each mark of the rows means, and how many units bear it: together all of them."""
    standings = {STANDING_MARKS[each]: standing_word(each) for each in Standing}
    said = standings | {VERDICT_MARKS[each]: verdict_word(each) for each in Verdict} | standings
    counts = Counter(unit.mark for row in rows for unit in row.units)
    return [(mark, f"{words_} {counts[mark]}") for mark, words_ in said.items() if counts[mark]]


def _rows_of(uid: str, name: str, units: list[UnitStanding], in_hand: Mapping[str, Handled]) -> list[MarkRow]:
    if len(units) <= WIDEST:
        return [_row(uid, name, units, in_hand)]
    ordered = sorted(units, key=lambda each: sort_key(each.unit.name))
    parts = [ordered[start : start + FOLD] for start in range(0, len(ordered), FOLD)]
    return [_row(uid, f"{_letter(part[0])} – {_letter(part[-1])}", part, in_hand) for part in parts]


def _letter(each: UnitStanding) -> str:
    return short_name(each.unit).split()[0]


def _row(uid: str, name: str, units: Sequence[UnitStanding], in_hand: Mapping[str, Handled]) -> MarkRow:
    come = sum(each.standing is not Standing.MISSING for each in units)
    marks = tuple(unit_mark(each, in_hand.get(each.unit.uid)) for each in units)
    return MarkRow(uid, name, f"{come}/{len(units)}", come == len(units), marks)


def unit_mark(each: UnitStanding, handled: Handled | None) -> UnitMark:
    """The mark of a unit; while nothing of it counts, that of its file in hand."""
    verdict = _in_hand(each, handled)
    if verdict is None:
        return UnitMark(each.unit.uid, STANDING_MARKS[each.standing], unit_words(each))
    told = translate("Progress", "{unit}: tệp {verdict}, xem ở Tiếp nhận")
    words_ = told.format(unit=each.unit.name, verdict=verdict_word(verdict).lower())
    return UnitMark(each.unit.uid, VERDICT_MARKS[verdict], words_)


def _in_hand(each: UnitStanding, handled: Handled | None) -> Verdict | None:
    if handled is None or each.package is not None:
        return None
    return Verdict.RETURNED if handled.refused else handled.file.verdict


def unit_words(each: UnitStanding) -> str:
    """What the status line says of a unit."""
    if each.covered_by:
        return translate("Progress", "{unit}: {by} báo cáo thay").format(unit=each.unit.name, by=each.covered_by)
    if each.package is None:
        return translate("Progress", "{unit}: chưa gửi").format(unit=each.unit.name)
    told = translate("Progress", "{unit}: {standing}, lần {n}, nhận {time}")
    below = translate("Progress", ", gồm {n} đơn vị cấp dưới").format(n=each.shown_units) if each.shown_units else ""
    return told.format(
        unit=each.unit.name,
        standing=standing_word(each.standing).lower(),
        n=each.package.sequence,
        time=moment(each.package.received),
    ) + below


def moment(iso: str) -> str:
    """`16/06 20:11`; with the year when that is not the present one."""
    if not iso:
        return ""
    return f"{iso[8:10]}/{iso[5:7]} {iso[11:16]}"


def lateness(due: datetime, package: Reported) -> Cell:
    """How the receipt stands to the deadline, by both clocks, and to the freeze."""
    late, unit_late = (_past(moment_of, due) for moment_of in (package.received, package.created))
    if package.supplement:
        told = translate("Progress", "sau chốt, lần {n}").format(n=package.supplement)
        return Cell(told, token="warn", tip=lateness_words(late, unit_late))
    if not late:
        return Cell(translate("Progress", "đúng hạn"), token="text2")
    if late > LONG_AGO:
        return Cell(translate("Progress", "muộn quá 30 ngày"), token="text2")
    told = translate("Progress", "muộn {time}").format(time=words.duration(late))
    return Cell(told, token="warn", tip=lateness_words(late, unit_late))


def _past(moment_of: str, due: datetime) -> timedelta:
    try:
        return max(timedelta(), datetime.fromisoformat(moment_of).replace(tzinfo=None) - due)
    except ValueError:
        return timedelta()


def answers_cell(found: Answers | None) -> Cell:
    """`14 · 5* · 1`: sections with figures, declared to be none, and blank."""
    if found is None:
        return Cell("")
    declared = found.none + found.outside
    words_ = f"{found.told}, {declared}*" + (f", {found.blank}·" if found.blank else "")
    tip = translate("Progress", "{told} mục có số, {none} không phát sinh, {outside} không thuộc diện, {blank} trống")
    facts = {"told": found.told, "none": found.none, "outside": found.outside, "blank": found.blank}
    return Cell(words_, token="warn" if found.blank else "text2", tip=tip.format(**facts))


def table_line(
    due: datetime, each: UnitStanding, found: Answers | None = None, handled: Handled | None = None
) -> Line:
    """One unit in the table of its area."""
    name = Cell(each.unit.name, tip=each.unit.name)
    shown = f" {each.shown_units}" if each.package is not None and each.shown_units else ""
    state = Cell(standing_word(each.standing) + shown, mark=STANDING_MARKS[each.standing])
    if verdict := _in_hand(each, handled):
        state = Cell(verdict_word(verdict), mark=VERDICT_MARKS[verdict])
    package = each.package
    if package is None:
        by = translate("Progress", "do {unit}").format(unit=each.covered_by) if each.covered_by else ""
        return Line((name, state, *[""] * 6, by), each.unit.uid)
    held = Cell(str(package.rows_held), token="warn") if package.rows_held else ""
    return Line(
        (
            name,
            state,
            f"L{package.sequence:02d}",
            package.code,
            answers_cell(found),
            held,
            moment(package.created),
            moment(package.received),
            lateness(due, package),
        ),
        each.unit.uid,
    )
