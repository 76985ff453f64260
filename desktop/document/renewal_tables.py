"""Annex tables made again in place: today's numbers and rows, while what a person wrote beside them stays.

Rows are known by the numbers they hold, columns by their titles, our table by holding numbers of ours: another one
that stands under the same title, a row or a column without any, and the words of a cell are a person's.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document as Paper
from docx.oxml.ns import qn

from desktop.document import reading
from desktop.document.numbering import set_words
from desktop.document.reading import Figure
from desktop.domain.report_renewal import Renewal, Renewed

_P, _TABLE, _ROW, _CELL, _PROPERTIES = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "tcPr"))
_SIGNS = frozenset({"", "·", "–", "-", "0*"})
"""What we print where there is no number."""


def renew_tables(paper: Paper, fresh: Paper, told: list[Renewed]) -> None:
    """Bring each annex table that is still there to what today's says."""
    old, new = annexes(paper), annexes(fresh)
    for annex, table in old.items():
        if annex in new:
            _Renewing(annex, table, new[annex], told).renew()


def annexes(paper: Paper) -> dict[str, Any]:
    """The tables of ours that stand under a named title; one without numbers, where none has any."""
    found: dict[str, Any] = {}
    annex = ""
    for child in paper.element.body:
        if child.tag == _P:
            keys = [key for key, _ in reading.named(child)]
            annex = next((key.partition("_")[0] for key in keys if key.startswith("A")), annex)
        elif child.tag == _TABLE and annex and (annex not in found or _is_better(child, found[annex])):
            found[annex] = child
    return found


def _is_better(table: Any, found: Any) -> bool:
    return not _is_ours(found) and _is_ours(table)


def _is_ours(table: Any) -> bool:
    return any(reading.figures(paragraph) for paragraph in table.iter(_P))


class _Renewing:
    """One table of an annex on its way to today."""

    def __init__(self, annex: str, old: Any, new: Any, told: list[Renewed]) -> None:
        self._annex, self._old, self._new, self._told = annex, old, new, told

    def renew(self) -> None:
        """In place; a table whose columns are others now is taken whole."""
        columns = _columns(self._old, self._new)
        if columns is None:
            self._told.append(Renewed(Renewal.REWORDED, self._annex, _title(self._old), _title(self._new)))
            self._old.addprevious(deepcopy(self._new))
            self._old.getparent().remove(self._old)
            return
        standing = _matched(self._old, self._new)
        self._take_out(set(standing.values()))
        before = next(self._old.iterchildren(_ROW), None)
        for name, row in _named(self._new):
            if row in standing:
                before = standing[row]
                self._bring(name, before, row, columns)
            elif before is not None:
                added = _laid_out(row, before, columns)
                before.addnext(added)
                before = added
                self._told.append(Renewed(Renewal.ADDED, f"{self._annex}, {name}", after=_line(row)))

    def _take_out(self, standing: set[Any]) -> None:
        """Rows of ours that no figure gives any more."""
        for row in list(self._old.iterchildren(_ROW)):
            if row not in standing and _is_ours(row):
                self._told.append(Renewed(Renewal.DROPPED, f"{self._annex}, {_name(row)}", before=_line(row)))
                self._old.remove(row)

    def _bring(self, name: str, old: Any, new: Any, columns: list[int]) -> None:
        olds, news = list(old.iterchildren(_CELL)), list(new.iterchildren(_CELL))
        merged = len(news) < len(columns)
        for place, cell in enumerate(news):
            at = place if merged else columns[place]
            if at < len(olds):
                self._bring_cell(f"{self._annex}, {name}", olds[at], cell)

    def _bring_cell(self, place: str, old: Any, new: Any) -> None:
        ours, now = _figure(old), _figure(new)
        was, words = _plain(_words(old)), _plain(_words(new))
        if ours is not None and not ours.by_hand and now is not None:
            if _plain(ours.text) != _plain(now.text):
                self._told.append(Renewed(Renewal.REFRESHED, place, _plain(ours.text), words, now.mark.indicators))
                set_words(ours, now)
        elif was == words:
            if ours is None and now is not None:
                _fill(old, new)  # typed again: it gets its name back
        elif number := now or ours:
            alone = ours is not None and not ours.by_hand and _plain(ours.text) == was
            what = Renewal.REFRESHED if alone or was in _SIGNS else Renewal.BY_HAND
            self._told.append(Renewed(what, place, was, words, number.mark.indicators))
            if what is Renewal.REFRESHED:
                _fill(old, new)
        elif was in _SIGNS or (was.isdigit() and words.isdigit()):
            _fill(old, new)  # a sign of ours, or the running number of a row


def _columns(old: Any, new: Any) -> list[int] | None:
    """Where each of today's columns stands in the old table; None where they are others."""
    heads = [[_plain(_words(cell)) for cell in _head(table).iterchildren(_CELL)] for table in (old, new)]
    before, now = heads
    if all(before.count(title) == now.count(title) == 1 for title in now):
        return [before.index(title) for title in now]
    return list(range(len(now))) if len(before) == len(now) else None


def _head(table: Any) -> Any:
    return next(table.iterchildren(_ROW))


def _title(table: Any) -> str:
    return _line(_head(table))


def _line(row: Any) -> str:
    return " · ".join(filter(None, (_plain(_words(cell)) for cell in row.iterchildren(_CELL))))


def _matched(old: Any, new: Any) -> dict[Any, Any]:
    """Rows of today with the rows of the old table that stand for the same: by their numbers, else by their words."""
    by_number = {key: row for row in reversed(list(old.iterchildren(_ROW))) for key in _keys(row)}
    by_name = dict(_named(old))
    found: dict[Any, Any] = {}
    for name, row in _named(new):
        same = next((by_number[key] for key in _keys(row) if key in by_number), by_name.get(name))
        if same is not None and same not in found.values():
            found[row] = same
    return found


def _keys(row: Any) -> list[tuple[tuple[str, ...], str]]:
    """What the numbers of a row speak of."""
    marks = [each.mark for paragraph in row.iter(_P) for each in reading.figures(paragraph)]
    return [(mark.indicators, mark.scope) for mark in marks]


def _named(table: Any) -> Iterator[tuple[str, Any]]:
    """The rows with their names; one that comes again is numbered."""
    seen: dict[str, int] = {}
    for row in table.iterchildren(_ROW):
        name = _name(row)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), row


def _name(row: Any) -> str:
    """The longest words of its first three cells."""
    cells = list(row.iterchildren(_CELL))
    return max((_words(cell) for cell in cells[:3]), key=len, default="")


def _laid_out(row: Any, beside: Any, columns: list[int]) -> Any:
    """A row of today with its cells where the old table has these columns, and empty ones under a person's own."""
    added = deepcopy(row)
    cells, width = list(added.iterchildren(_CELL)), len(list(beside.iterchildren(_CELL)))
    if len(cells) == len(columns) < width:
        for at in range(width):
            added.append(cells[columns.index(at)] if at in columns else _emptied(cells[-1]))
    return added


def _emptied(cell: Any) -> Any:
    empty = deepcopy(cell)
    for paragraph in empty.iter(_P):
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)
    return empty


def _fill(old: Any, new: Any) -> None:
    """Other paragraphs into a cell, whose looks stay."""
    for child in list(old):
        if child.tag != _PROPERTIES:
            old.remove(child)
    old.extend(deepcopy(child) for child in new if child.tag != _PROPERTIES)


def _figure(cell: Any) -> Figure | None:
    return next((each for paragraph in cell.iter(_P) for each in reading.figures(paragraph)), None)


def _words(cell: Any) -> str:
    return "".join(reading.words_of(each) for each in cell.iter(_P))


def _plain(text: str) -> str:
    return text.replace("\u2011", "-").strip()
