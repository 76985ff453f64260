"""A .docx somebody wrote → its words, paragraph by paragraph and cell by cell, each with its place; and back, mended.

The words are kept composed (NFC), while the file is left as it is: a mended copy differs in the mended runs alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn

from desktop.domain.findings import Mend, Passage

_P, _T, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:t"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
HYPHEN: Final = qn("w:noBreakHyphen")
_WHITE: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", HYPHEN: "-"}
_LEFT_OUT: Final = (
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_CLUSTER: Final = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
_BLANK: Final = re.compile(r"[\t\n\r\u00a0\u2000-\u200a\u202f\u3000]")
_NOTHING: Final = re.compile(r"[\u200b-\u200f\u00ad\ufeff]")


def read(data: bytes) -> list[Passage]:
    """The passages of a checked file, in the order of reading; raises what the library raises on a damaged one."""
    cells: dict[Any, tuple[int, int, int]] = {}
    body = Document(BytesIO(data)).element.body
    for number, table in enumerate(body.iter(_TABLE), 1):
        for row_number, row in enumerate(table.iterchildren(_ROW), 1):
            for column, cell in _columns(row):
                cells[cell] = (number, row_number, column)
    return [Passage(composed(_raw(each))[0], _cell_of(each, cells)) for each in _paragraphs(body)]


def mended(data: bytes, mends: list[Mend]) -> bytes:
    """The file with some words replaced in place; letters keep the look of the first replaced one."""
    document = Document(BytesIO(data))
    paragraphs = list(_paragraphs(document.element.body))
    for each in sorted(mends, key=lambda mend: (mend.place.paragraph, mend.place.start), reverse=True):
        _replace(paragraphs[each.place.paragraph], each)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _columns(row: Any) -> Iterator[tuple[int, Any]]:
    """The cells of a row with the columns where they begin; a merged cell takes several."""
    column = 1 + _count(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in row.iterchildren(_CELL):
        yield column, cell
        column += _count(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)


def _count(element: Any, otherwise: int) -> int:
    words = "" if element is None else element.get(qn("w:val"), "")
    return int(words) if words.isdigit() else otherwise


def _cell_of(paragraph: Any, cells: dict[Any, tuple[int, int, int]]) -> tuple[int, int, int] | None:
    return next((cells[above] for above in paragraph.iterancestors(_CELL) if above in cells), None)


def _paragraphs(body: Any) -> Iterator[Any]:
    for paragraph in body.iter(_P):
        if next(paragraph.iterancestors(*_LEFT_OUT), None) is None:
            yield paragraph


def _pieces(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The text nodes of a paragraph with their words; deleted words and paragraphs inside it are not its own."""
    for node in paragraph.iter(_T, *_WHITE):
        owner = next(node.iterancestors(_P, *_LEFT_OUT), None)
        if owner is paragraph:
            yield node, _WHITE.get(node.tag) or node.text or ""


def _raw(paragraph: Any) -> str:
    return "".join(words for _, words in _pieces(paragraph))


def composed(raw: str) -> tuple[str, list[int]]:
    """Composed words, one blank for each kind of blank; and where each of their characters stood."""
    if raw.isascii() or (unicodedata.is_normalized("NFC", raw) and not _BLANK.search(raw) and not _NOTHING.search(raw)):
        return raw, list(range(len(raw) + 1))
    words: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(raw):
        text = _NOTHING.sub("", _BLANK.sub(" ", unicodedata.normalize("NFC", cluster[0])))
        words.append(text)
        places += [cluster.start()] * len(text)
    return "".join(words), [*places, len(raw)]


def _narrowed(whole: str, start: int, end: int, text: str) -> tuple[int, int, str]:
    """Whole words that stay on both sides keep their runs, controls and bookmarks."""
    before, after = whole[start:end].split(" "), text.split(" ")
    most = min(len(before), len(after)) - 1
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    left = sum(len(each) + 1 for each in before[:head])
    right = sum(len(each) + 1 for each in before[len(before) - tail :])
    return start + left, end - right, " ".join(after[head : len(after) - tail])


def _replace(paragraph: Any, mend: Mend) -> None:
    pieces = list(_pieces(paragraph))
    places = composed("".join(words for _, words in pieces))[1]
    start, end = places[mend.place.start], places[mend.place.end]
    start, end, text = _narrowed("".join(words for _, words in pieces), start, end, mend.text)
    at = 0
    for node, words in pieces:
        first, last = max(start, at), min(end, at + len(words))
        if first < last and node.tag == HYPHEN:
            node.getparent().remove(node)
        elif first < last and node.tag == _T:
            node.text = words[: first - at] + text + words[last - at :]
            node.set(qn("xml:space"), "preserve")
            text = ""
        at += len(words)
