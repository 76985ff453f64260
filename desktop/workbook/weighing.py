"""How much a sheet would weigh once it is parsed: cells, the area they span, their texts, merged cells.

A parser lays out every row and column up to the last cell that says something, and copies a shared text into every cell
that shows it: few bytes can ask for any amount of memory. Sheets in the usual way of writing are weighed by counting
bytes; only others, and large ones, are looked through tag by tag.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.workbook.markup import column_of

MOST_ROWS = 100_000
MOST_CELLS = 2_000_000
MOST_AREA = 2_500_000
"""Cells of the rectangles that the sheets of a file span together, blank ones too."""
MOST_STRINGS = 500_000
MOST_TEXT = 96 << 20
"""Bytes of the texts of all cells."""
LONGEST = 400_000
"""Bytes of one text; Excel keeps 32,767 characters."""
MOST_FORMULAS = 50_000
MOST_MERGES, MOST_MERGED = 2_000, 200_000
LONG = 1_000
MANY_LONG = 64

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Excel's own; a parser may break down over an address beyond them."""
WIDEST, NEAR = 702, 52
"""Columns up to ZZ, and up to AZ."""
LITTLE = 150_000
"""Bytes of a sheet that has fewer than a thousand rows, with us."""

_PLAIN = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ <>="/rscvtow.-'
_PLAIN_WORDS = (b"hidden", b"umeigh", b"h")
"""What is left of the words of rows once those letters are gone."""
_BEYOND_LITTLE, _BEYOND = (re.compile(rb'<c(?! r="A?[A-Z][0-9]{1,%d}")' % digits) for digits in (3, 4))
"""A cell that does not first name a place up to AZ999, or up to AZ9999."""
SHORTEST_CELL = len(b'<c r="A1" t="s"><v>0</v></c>')
_OPENING = re.compile(rb"<(?:[\w.-]+:)?(?:row|c)(?=[\s/>])")
_TAG = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^"'<>]|"[^"<]*"|'[^'<]*')*)>""")
_ODD = re.compile(rb"\bt\s*=\s*[\"']e[\"']|<(?:[\w.-]+:)?f[\s/>]")
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
_INLINE = re.compile(rb"<(?:[\w.-]+:)?is[\s>]")
_MERGED = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)["']""")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>([^<]*)<")
_COUNT = re.compile(rb"ount(?=\s*=)")
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_SPELLED = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>[^<]*?&#")
_TABLE = re.compile(rb"<(?:[\w.-]+:)?sst[\s/>]")


class TooHeavy(Exception):
    """Says which measure is beyond what a report can need."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Place:
    """A tag of a sheet: a row, or a cell at its row and column, counted from 1 and from 0."""

    row: int
    column: int
    attributes: bytes
    start: int
    end: int


class SheetXml:
    """The XML of one sheet."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml

    @cached_property
    def plain(self) -> bool:
        """Whether the rows hold nothing but numbers and shared texts, without any formula, error or strange tag."""
        rest = self._data.translate(None, _PLAIN)
        for word in _PLAIN_WORDS:
            rest = rest.replace(word, b"")
        return not rest and bool(self._data)

    @cached_property
    def near(self) -> bool:
        """Whether every cell names its place first and plainly, within column AZ and not far down."""
        if self._strange:
            return False
        beyond = _BEYOND_LITTLE if len(self._data) < LITTLE else _BEYOND
        return not beyond.search(self._data) and b'" r="' not in self._data

    @cached_property
    def usual(self) -> bool:
        """Whether every cell names its place first and plainly, as all common programs write it."""
        return self.near or (not self._strange and self._data.count(b'<c r="') == self._data.count(b"<c"))

    @cached_property
    def _strange(self) -> bool:
        data = self._data
        return not data or (not self.plain and (b"'" in data or b":c" in data or b":row" in data))

    @cached_property
    def _ends(self) -> tuple[int, int]:
        begin = self.xml.find(b"<sheetData")
        return begin, max(self.xml.rfind(b"</sheetData>"), begin)

    @cached_property
    def _data(self) -> bytes:
        begin, end = self._ends
        return self.xml[begin + len(b"<sheetData") : end] if begin >= 0 else b""

    @cached_property
    def odd(self) -> bool:
        """Whether there are error cells or formulas."""
        if self.plain:
            return False
        if self.xml.count(b"<f") > MOST_FORMULAS:
            raise TooHeavy("faults")
        return b't="e"' in self._data or b"<f" in self._data if self.usual else bool(_ODD.search(self.xml))

    @cached_property
    def cells(self) -> int:
        """How many cells there are that may show a text; never fewer than there are."""
        if self.near:
            return len(self._data) // SHORTEST_CELL
        return self.xml.count(b"<c") + self.xml.count(b":c")

    @cached_property
    def area(self) -> int:
        """The cells of the rectangle that a parser lays out; an upper bound where all are near."""
        if self.near:
            return (999 if len(self._data) < LITTLE else 9_999) * NEAR
        if self.cells > MOST_CELLS or self.xml.count(b"row") > 4 * MOST_ROWS:
            raise TooHeavy("cells")
        return self.exact_area

    @cached_property
    def exact_area(self) -> int:
        """The same, by the last row and the last column that say something."""
        rows = columns = 0
        for cell in self.places():
            if self._says(cell):
                rows, columns = max(rows, cell.row), max(columns, cell.column + 1)
        if rows > MOST_ROWS or columns > WIDEST:
            raise TooHeavy("cells")
        return rows * columns

    def _says(self, cell: Place) -> bool:
        """Whether a cell holds anything; programs write blank ones for their looks, far out too."""
        return not cell.attributes.endswith(b"/") and not self.xml.startswith(b"</", cell.end)

    def places(self) -> Iterator[Place]:
        """Every cell at its place; one that names none stands behind the last one."""
        row, column, tags = 0, -1, 0
        for found in _TAG.finditer(self.xml):
            tags += 1
            place = _PLACE.search(found[2])
            if found[1] == b"row":
                row, column = int(place[2][:9]) if place else row + 1, -1
            elif place:
                row, column = int(place[2][:9]), column_of(place[1][:7].decode())
            else:
                column += 1
            if place and _PLACE.search(found[2], place.end()):
                raise TooHeavy("xml")  # which of its places a cell stands at, two readers tell differently
            if found[1] == b"row":
                continue
            if row > LAST_ROW or column >= LAST_COLUMN:
                raise TooHeavy("cells")
            yield Place(row, column, found[2], found.start(), found.end())
        if tags != len(_OPENING.findall(self.xml)):
            raise TooHeavy("xml")

    def weigh(self, strings: "Strings") -> int:
        """Bytes of the texts that its cells show; raise TooHeavy for what no program writes."""
        self._check_texts()
        self._check_merges()
        if not self.plain:
            check_references(self.xml)
        return strings.weight_of(self.xml, self.cells)

    def _check_texts(self) -> None:
        check_runs(self.xml)
        if self.plain or (b"is>" not in self.xml and b"inlineStr" not in self.xml):
            return
        for found in _INLINE.finditer(self.xml):
            close = self.xml.find(b"is>", found.end(), found.end() + LONGEST)
            if close < 0:
                raise TooHeavy("text")

    def _check_merges(self) -> None:
        around = self.xml[: self._ends[0]] + self.xml[self._ends[1] :] if self.plain else self.xml
        if (count := around.count(b"mergeCell ")) == 0:
            return
        if count > MOST_MERGES:
            raise TooHeavy("merges")
        areas = _MERGED.findall(around)
        merged = sum(_size(*map(bytes.decode, each)) for each in areas)
        if merged > MOST_MERGED or len(areas) < count:
            raise TooHeavy("merges")


def _size(left: str, top: str, right: str, bottom: str) -> int:
    columns = abs(column_of(right[:7]) - column_of(left[:7])) + 1
    return columns * (abs(int(bottom[:9]) - int(top[:9])) + 1)


def check_runs(xml: bytes) -> None:
    """Raise TooHeavy when somewhere no tag begins for longer than any text or tag can be."""
    half = LONGEST // 2
    if any(xml.find(b"<", start, start + half) < 0 for start in range(0, len(xml) - half, half)):
        raise TooHeavy("text")


class Strings:
    """The table of shared texts, by their lengths."""

    def __init__(self, xml: bytes) -> None:
        if xml.count(b"si>") + xml.count(b"si/") > 2 * MOST_STRINGS:
            raise TooHeavy("strings")
        if xml.count(b"sst") > 2 and len(_TABLE.findall(xml)) > 1:
            raise TooHeavy("xml")
        check_runs(xml)
        self._lengths = _lengths(xml)
        self._longest = max(self._lengths, default=0)
        if self._longest > LONGEST:
            raise TooHeavy("text")
        self._long = [place for place, length in enumerate(self._lengths) if length > LONG]
        self._short = max((length for length in self._lengths if length <= LONG), default=0)

    def weight_of(self, xml: bytes, cells: int) -> int:
        """Bytes of the shared texts in these cells, or an upper bound that is small enough."""
        bound = cells * self._longest
        if bound > MOST_TEXT // 16 and len(self._long) <= MANY_LONG:
            bound = cells * self._short + self._long_in(xml)
        return bound if bound <= MOST_TEXT // 4 else self._exact(xml)

    def _long_in(self, xml: bytes) -> int:
        """Bytes of the long texts in a sheet; a number of the same digits counts too."""
        if not self._long:
            return 0
        places = {b"%d" % place: self._lengths[place] for place in self._long}
        shown = re.findall(rb"(%b)\s*<" % b"|".join(places), xml)
        return sum(map(places.__getitem__, shown))

    def _exact(self, xml: bytes) -> int:
        total = 0
        for found in _VALUE.finditer(xml):
            cell = xml[xml.rfind(b"<", 0, found.start()) : found.start()]
            if b"s" in cell[cell.find(b"t=") :]:
                total += self._length(found[1])
        return total

    def _length(self, place: bytes) -> int:
        try:
            number = int(place)
        except ValueError:
            return 0
        return self._lengths[number] if 0 <= number < len(self._lengths) else 0


def _lengths(xml: bytes) -> list[int]:
    """Bytes of each text with its tags."""
    if b":si" not in xml and b"<si/" not in xml and b"si >" not in xml:
        return list(map(len, xml.split(b"</si>")))[:-1]
    return list(map(len, re.split(rb"</(?:[\w.-]+:)?si>|<(?:[\w.-]+:)?si\s*/>", xml)))[:-1]


def check_references(xml: bytes) -> None:
    """A number spelled by character references reads as blank in one program and as a number in another."""
    for found in _SPELLED.finditer(xml) if b"&#" in xml else ():
        if b"str" not in xml[xml.rfind(b"<c", 0, found.start()) : found.start()]:
            raise TooHeavy("xml")


def without_counts(xml: bytes) -> bytes:
    """A table of texts or styles without the numbers of entries that it claims: room would be made for them."""
    head = found.start() if (found := _ENTRY.search(xml)) else len(xml)
    return _COUNT.sub(b"oont", xml[:head]) + xml[head:]
