"""Error cells and formulas, which a reader of values does not tell from blanks and numbers."""

import re
from html import unescape

from desktop.domain.arrival import CellFault
from desktop.workbook.guard import Checked
from desktop.workbook.markup import column_of

Odd = dict[tuple[int, int], tuple[CellFault, str]]
"""Fault, and what Excel shows for an error, by row number and column counted from 0."""

_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s([^>]*?)(/?)>")
_CLOSE = re.compile(rb"</(?:[\w.-]+:)?c>")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]+)(\d+)")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v>([^<]*)<")
_SHEET = re.compile(r"<(?:[\w.-]+:)?sheet\s[^>]*?>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_RELATION = re.compile(r"<(?:[\w.-]+:)?Relationship\s[^>]*?>")


def odd_cells(checked: Checked) -> dict[str, Odd]:
    """Error cells and formulas by the title of their sheet; empty for nearly every file."""
    if not checked.odd:
        return {}
    titles = _titles(checked)
    return {titles[part]: _of_sheet(xml) for part, xml in checked.odd.items() if part in titles}


def _of_sheet(xml: bytes) -> Odd:
    odd: Odd = {}
    for found in _CELL.finditer(xml):
        address = _ADDRESS.search(found[1])
        if not address:
            continue
        place = int(address[2]), column_of(address[1].decode())
        body = b"" if found[2] else _body(xml, found.end())
        if _ERROR.search(found[1]):
            shown = _VALUE.search(body)
            odd[place] = (CellFault.ERROR_CELL, shown[1].decode("utf-8", "replace") if shown else "")
        elif _FORMULA.search(body):
            odd[place] = (CellFault.FORMULA, "")
    return odd


def _body(xml: bytes, start: int) -> bytes:
    close = _CLOSE.search(xml, start)
    return xml[start : close.start()] if close else b""


def _titles(checked: Checked) -> dict[str, str]:
    """Title by part name, through the workbook's relations."""
    relations = checked.part("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {each.get("Id", ""): _part_name(each.get("Target", "")) for each in _elements(_RELATION, relations)}
    workbook = checked.part("xl/workbook.xml").decode("utf-8", "replace")
    sheets = _elements(_SHEET, workbook)
    return {targets.get(_relation_id(each), ""): each.get("name", "") for each in sheets}


def _elements(pattern: re.Pattern[str], xml: str) -> list[dict[str, str]]:
    return [
        {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(found)}
        for found in pattern.findall(xml)
    ]


def _relation_id(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _part_name(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
