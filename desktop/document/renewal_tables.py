"""Annex tables made again: today's rows, and what a person typed over a number stays and is told."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document as Paper
from docx.oxml.ns import qn

from desktop.document import reading
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
    before = {place: cell for place, cell in _cells(old)}
    for place, cell in _cells(new):
        numbers = [each for paragraph in cell.iter(_P) for each in reading.figures(paragraph)]
        if not numbers or place not in before:
            continue
        was, now = _words(before[place]), numbers[0]
        ours = [each for paragraph in before[place].iter(_P) for each in reading.figures(paragraph)]
        if _plain(was) == _plain(now.text):
            continue
        by_hand = bool(was) and (not ours or ours[0].by_hand or _plain(ours[0].text) != _plain(was))
        what = Renewal.BY_HAND if by_hand else Renewal.REFRESHED
        told.append(Renewed(what, f"{annex}, {place[0]}", was, now.text, now.mark.indicators))
        if by_hand:
            now.nodes[0].text = was


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
    return "".join(node.text or "" for node in cell.iter(qn("w:t")))


def _plain(text: str) -> str:
    return text.replace("\u2011", "-").strip()
