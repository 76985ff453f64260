"""A .pptx → its words, slide by slide, paragraph by paragraph and cell by cell; nothing of it is ever written back."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from desktop.document.passages import composed
from desktop.domain.findings import Passage

_SLIDE: Final = re.compile(r"ppt/slides/slide(\d+)\.xml")
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_A}p", f"{_A}tbl", f"{_A}tr", f"{_A}tc"
_WORDS: Final = f"{_A}t"
_WHITE: Final = (f"{_A}br", f"{_A}tab")


def read(data: bytes) -> list[Passage]:
    """The passages of a checked file in the order of its slides; raises what the parser raises on a damaged one."""
    with ZipFile(BytesIO(data)) as bundle:
        names = sorted((found for found in map(_SLIDE.fullmatch, bundle.namelist()) if found), key=_number)
        slides = [fromstring(bundle.read(name[0])) for name in names]
    tables = count(1)
    return [passage for slide in slides for passage in _passages(slide, tables)]


def _number(found: re.Match[str]) -> int:
    return int(found[1])


def _passages(node: Element, tables: "count[int]") -> Iterator[Passage]:
    """What stands below a node; tables are counted through all slides, and their cells know their places."""
    for child in node:
        if child.tag == _PARAGRAPH:
            yield Passage(_words(child))
        elif child.tag == _TABLE:
            yield from _cells(child, next(tables))
        elif child.tag != _FALLBACK:
            yield from _passages(child, tables)


def _cells(table: Element, number: int) -> Iterator[Passage]:
    for row_number, row in enumerate(table.iterfind(_ROW), 1):
        for column, cell in enumerate(row.iterfind(_CELL), 1):
            for paragraph in cell.iter(_PARAGRAPH):
                yield Passage(_words(paragraph), (number, row_number, column))


def _words(paragraph: Element) -> str:
    nodes = (node for node in paragraph.iter() if node.tag == _WORDS or node.tag in _WHITE)
    return composed("".join(" " if node.tag in _WHITE else node.text or "" for node in nodes))[0]
