"""A .pptx → its words, slide by slide, paragraph by paragraph and cell by cell; nothing of it is ever written back."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from lxml import etree

from desktop.document.passages import composed
from desktop.domain.findings import Passage

_SLIDE: Final = re.compile(r"ppt/slides/slide(\d+)\.xml")
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WHITE: Final = {f"{_A}br": " ", f"{_A}tab": " "}


def read(data: bytes) -> list[Passage]:
    """The passages of a checked file in the order of its slides; raises what the parser raises on a damaged one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(BytesIO(data)) as bundle:
        names = sorted((found for found in map(_SLIDE.fullmatch, bundle.namelist()) if found), key=_number)
        slides = [etree.fromstring(bundle.read(name[0]), parser) for name in names]
    return list(_passages(slides))


def _number(found: re.Match[str]) -> int:
    return int(found[1])


def _passages(slides: list[Any]) -> Iterator[Passage]:
    """The cells of a table know their places; tables are counted through all slides."""
    cells: dict[Any, tuple[int, int, int]] = {}
    tables = (table for slide in slides for table in slide.iter(f"{_A}tbl"))
    for number, table in enumerate(tables, 1):
        for row_number, row in enumerate(table.iterchildren(f"{_A}tr"), 1):
            for column, cell in enumerate(row.iterchildren(f"{_A}tc"), 1):
                cells[cell] = (number, row_number, column)
    for slide in slides:
        for paragraph in slide.iter(f"{_A}p"):
            if next(paragraph.iterancestors(_FALLBACK), None) is None:
                cell = next(paragraph.iterancestors(f"{_A}tc"), None)
                yield Passage(composed(_raw(paragraph))[0], None if cell is None else cells.get(cell))


def _raw(paragraph: Any) -> str:
    return "".join(_WHITE.get(node.tag) or node.text or "" for node in paragraph.iter(f"{_A}t", *_WHITE))
