"""Old tables come in: .xlsx through the gate, .csv by its letters, .xls only if it is a plain book; in a child."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import Element

from python_calamine import CalamineError, CalamineWorkbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import CellFault
from desktop.domain.old_fonts import Script, script_of_font
from desktop.domain.old_sheets import Fonts, OldBook, OldSheet, OldValue, Place, Run, in_unicode
from desktop.workbook.contents import STRINGS, STYLES
from desktop.workbook.guard import MOST_BYTES, Checked, inspect
from desktop.workbook.markup import column_of, letters
from desktop.workbook.oddities import Odd, odd_cells
from desktop.workbook.old_text_tables import is_text_table, read_text_table
from desktop.workbook.reader import Book
from desktop.workbook.unpacking import refusal
from desktop.workbook.weighing import MOST_ROWS, WIDEST, SheetXml

_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*(\d+)\s*<")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\bhidden\s*=\s*["'](?:1|true)["'][^<>]*>""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)["']""")
_HIDDEN_SHEET = re.compile(r"""<(?:\w+:)?sheet\s[^<>]*>""")
_RUN = re.compile(rb"<(?:\w+:)?r>(.*?)<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<", re.DOTALL)
_RUN_FONT = re.compile(rb"<(?:\w+:)?rFont\s[^<>]*?val\s*=\s*\"([^\"]*)\"")
_TEXT_FORMULA = re.compile(rb"""<(?:\w+:)?c\s(?=[^<>]*\bt="str")[^<>]*?\br="([A-Z]+\d+)\"""")
_ZEROS = re.compile("0{2,15}")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (("EncryptedPackage".encode("utf-16-le"), Trouble.PASSWORD_PROTECTED),)


def read(path_text: str) -> OldBook:
    """All sheets of a file, every text in Unicode; raise UserError for a file that cannot be read."""
    path = Path(path_text)
    if is_text_table(path):
        rows, file_hash = read_text_table(path)
        made, notes = in_unicode(rows, {})
        return OldBook(path.name, file_hash, (OldSheet(path.stem, made, notes=notes),))
    if _is_old_excel(path):
        return _read_old_excel(path)
    checked = inspect(path)
    book = Book(checked)
    looks = _Looks(checked)
    hidden = _hidden_sheets(checked)
    odd = odd_cells(checked)
    sheets = tuple(
        _sheet(book, looks, title, part, title in hidden, odd.get(title, {})) for title, part in checked.sheets
    )
    return OldBook(path.name, bytes.fromhex(checked.file_hash), sheets)


def _is_old_excel(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(8) == _OLE and path.suffix.lower() == ".xls"
    except OSError:
        return False  # the gate says what is wrong


def _sheet(book: Book, looks: "_Looks", title: str, part: str, hidden: bool, odd: Odd) -> OldSheet:
    xml = book.checked.part(part)
    rows: list[list[OldValue]] = [list(row) for row in book.grid(title)]
    fonts = looks.read(xml, rows)
    made, notes = in_unicode(rows, fonts)
    return OldSheet(title, made, hidden, _hidden_rows(xml), _merged(xml), frozenset(_broken(xml, odd)), notes)


def _broken(xml: bytes, odd: Odd) -> Iterator[Place]:
    """Error cells, and formulas without a value; one that gives an empty text is blank."""
    empty_texts = set(_TEXT_FORMULA.findall(xml)) if odd else set()
    for (row, column), (fault, shown) in odd.items():
        address = f"{letters(column)}{row}".encode()
        if fault is CellFault.ERROR_CELL or (not shown and address not in empty_texts):
            yield row - 1, column


def _read_old_excel(path: Path) -> OldBook:
    """An .xls: there are no parts to weigh, so it is read here, in a child that may die of it, or not at all."""
    data = path.read_bytes()
    named = {trouble for stream, trouble in _STREAMS if stream in data}
    if len(data) > MOST_BYTES or Trouble.PASSWORD_PROTECTED in named:
        raise refusal(Trouble.FILE_TOO_LARGE if len(data) > MOST_BYTES else Trouble.PASSWORD_PROTECTED, path)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = tuple(_plain_sheet(path, book, title) for title in book.sheet_names)
    except (CalamineError, OSError, ValueError) as error:
        raise refusal(Trouble.TYPE_OLD_EXCEL, path) from error
    return OldBook(path.name, sha256(data).digest(), sheets)


def _plain_sheet(path: Path, book: CalamineWorkbook, title: str) -> OldSheet:
    sheet = book.get_sheet_by_name(title)
    if sheet.total_height > MOST_ROWS or sheet.total_width > WIDEST:
        raise refusal(Trouble.TOO_MANY_ROWS, path, most=MOST_ROWS)
    rows = cast(list[list[OldValue]], sheet.to_python(skip_empty_area=False))
    made, notes = in_unicode(rows, {})
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return OldSheet(title, made, merged=merged, notes=notes)


def _hidden_sheets(checked: Checked) -> set[str]:
    book = checked.part("xl/workbook.xml").decode("utf-8", "replace")
    tags = [tag for tag in _HIDDEN_SHEET.findall(book) if re.search(r"\sstate\s*=\s*[\"'](?:veryH|h)idden", tag)]
    return {unescape(found[1]) for tag in tags if (found := re.search(r"\sname\s*=\s*[\"']([^\"']*)", tag))}


def _hidden_rows(xml: bytes) -> frozenset[int]:
    tags = (found[0] for found in _HIDDEN_ROW.finditer(xml))
    return frozenset(int(number[1]) - 1 for tag in tags if (number := _ROW_NUMBER.search(tag)))


def _merged(xml: bytes) -> tuple[tuple[int, int, int, int], ...]:
    return tuple(
        (int(found[2]) - 1, column_of(found[1].decode()), int(found[4]) - 1, column_of(found[3].decode()))
        for found in _MERGED.finditer(xml)
    )


class _Looks:
    """What styles say of cells: an old font, or zeros before a code."""

    def __init__(self, checked: Checked) -> None:
        self._fonts: list[str] = []
        self._zeros: dict[int, int] = {}
        self._runs: dict[int, tuple[Run, ...]] = {}
        if styles := checked.part(STYLES):
            self._read_styles(_root(checked, styles))
        strings = checked.part(STRINGS)
        if b"rFont" in strings:
            self._read_runs(_root(checked, strings))

    def read(self, xml: bytes, rows: list[list[OldValue]]) -> Fonts:
        """Texts of old fonts by their place; codes get back the zeros that their format shows."""
        old = {at for at, name in enumerate(self._fonts) if script_of_font(name) is not Script.PLAIN}
        inline = b"rFont" in xml
        if not old and not self._zeros and not self._runs and not inline:
            return {}
        found: dict[Place, tuple[Run, ...]] = {}
        for cell in SheetXml(xml).places():
            style = _STYLE.search(cell.attributes)
            number = int(style[1]) if style else 0
            at = cell.row - 1, cell.column
            if at[0] >= len(rows) or at[1] >= len(rows[at[0]]):
                continue
            value = rows[at[0]][at[1]]
            if isinstance(value, str):
                runs = _inline_runs(xml, cell.end) if inline else ()
                runs = runs or self._shared_runs(xml, cell.attributes, cell.end)
                if runs or number in old:
                    found[at] = self._pieces(runs, value, number)
            elif number in self._zeros and isinstance(value, float) and value.is_integer():
                rows[at[0]][at[1]] = f"{int(value):0{self._zeros[number]}}"
        return found

    def _pieces(self, runs: tuple[Run, ...], value: str, style: int) -> tuple[Run, ...]:
        font = self._fonts[style] if style < len(self._fonts) else ""
        if "".join(text for text, _ in runs) == value:
            return tuple((text, name or font) for text, name in runs)
        return ((value, font),)

    def _shared_runs(self, xml: bytes, attributes: bytes, end: int) -> tuple[Run, ...]:
        if not self._runs or not _SHARED.search(attributes):
            return ()
        index = _VALUE.match(xml, end)
        return self._runs.get(int(index[1]), ()) if index else ()

    def _read_styles(self, root: Element) -> None:
        names = [_font_name(font) for font in root.iterfind("./{*}fonts/{*}font")]
        formats = {
            each.get("numFmtId", ""): len(each.get("formatCode", ""))
            for each in root.iterfind("./{*}numFmts/{*}numFmt")
            if _ZEROS.fullmatch(each.get("formatCode", ""))
        }
        for at, each in enumerate(root.iterfind("./{*}cellXfs/{*}xf")):
            font = int(each.get("fontId", "0"))
            self._fonts.append(names[font] if font < len(names) else "")
            if each.get("numFmtId", "") in formats:
                self._zeros[at] = formats[each.get("numFmtId", "")]

    def _read_runs(self, root: Element) -> None:
        for at, item in enumerate(root.iterfind("./{*}si")):
            runs = tuple(_run(each) for each in item.iterfind("./{*}r"))
            if any(script_of_font(name) is not Script.PLAIN for _, name in runs):
                self._runs[at] = runs


def _font_name(font: Element) -> str:
    name = font.find("./{*}name")
    return "" if name is None else name.get("val", "")


def _run(run: Element) -> Run:
    text, font = run.find("./{*}t"), run.find("./{*}rPr/{*}rFont")
    return (text.text or "" if text is not None else ""), ("" if font is None else font.get("val", ""))


def _inline_runs(xml: bytes, end: int) -> tuple[Run, ...]:
    """The pieces of a text that stands in the cell itself."""
    if not xml.startswith((b"<is>", b"<x:is>"), end):
        return ()
    inline = xml[end : max(end, xml.find(b"is>", end + 4))]
    return tuple(_inline_run(found) for found in _RUN.finditer(inline))


def _inline_run(found: re.Match[bytes]) -> Run:
    font = _RUN_FONT.search(found[1])
    return unescape(found[2].decode("utf-8", "replace")), unescape(font[1].decode()) if font else ""


def _root(checked: Checked, content: bytes) -> Element:
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content)
    except (SyntaxError, ValueError) as error:
        raise UserError(Trouble.DAMAGED_FILE, path=str(checked.path), name=checked.path.name) from error
    return root
