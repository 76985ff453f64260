"""Annex tables made again: today's rows, and what a person typed over a number stays and is told."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document as Paper
from docx.oxml.ns import qn

from desktop.document import reading
from desktop.document.reading import Figure
from desktop.domain.report_renewal import Renewal, Renewed

_P, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")


def renew_tables(paper: Paper, fresh: Paper, told: list[Renewed]) -> None:
    """Put today's table in the place of each annex table that is still there."""
    old, new = _annexes(paper), _annexes(fresh)
    for annex, table in old.items():
        if annex in new:
            made = deepcopy(new[annex])
            _compare(annex, table, made, told)
            table.addprevious(made)
            table.getparent().remove(table)


def _annexes(paper: Paper) -> dict[str, Any]:
    """The tables that stand under a named title."""
    found: dict[str, Any] = {}
    annex = ""
    for child in paper.element.body:
        if child.tag == _P:
            keys = [key for key, _ in reading.named(child)]
            annex = next((key.partition("_")[0] for key in keys if key.startswith("A")), annex)
        elif child.tag == _TABLE and annex and annex not in found:
            found[annex] = child
    return found


def _compare(annex: str, old: Any, new: Any, told: list[Renewed]) -> None:
    before = dict(_cells(old))
    for place, cell in _cells(new):
        if place not in before:
            continue
        ours, now = _figure(before[place]), _figure(cell)
        was, words = _words(before[place]), _words(cell)
        if (ours is None and now is None) or _plain(was) == _plain(words):
            continue
        untouched = ours is not None and not ours.by_hand and _plain(ours.text) == _plain(was)
        by_hand = any(each.isdigit() for each in was) and not untouched and now is not None
        codes = now.mark.indicators if now else ours.mark.indicators if ours else ()
        what = Renewal.BY_HAND if by_hand else Renewal.REFRESHED
        told.append(Renewed(what, f"{annex}, {place[0]}", _plain(was), _plain(words), codes))
        if by_hand and now is not None:
            reading.write(now.nodes, was)


def _figure(cell: Any) -> Figure | None:
    return next((each for paragraph in cell.iter(_P) for each in reading.figures(paragraph)), None)


def _cells(table: Any) -> Iterator[tuple[tuple[str, int], Any]]:
    """Every cell by the longest words of its row's first three cells, and its column."""
    seen: dict[str, int] = {}
    for row in table.iterchildren(_ROW):
        cells = list(row.iterchildren(_CELL))
        name = max((_words(cell) for cell in cells[:3]), key=len, default="")
        seen[name] = seen.get(name, 0) + 1
        named = name if seen[name] == 1 else f"{name} ({seen[name]})"
        for column, cell in enumerate(cells):
            yield (named, column), cell


def _words(cell: Any) -> str:
    return "".join(reading.words_of(each) for each in cell.iter(_P))


def _plain(text: str) -> str:
    return text.replace("\u2011", "-").strip()
