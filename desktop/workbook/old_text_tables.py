"""Tables as plain text (.csv): their letters found out (UTF-8, UTF-16, windows-1258, old fonts), and the cells."""

import csv
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Final
from unicodedata import normalize

from desktop.base.errors import Trouble, UserError
from desktop.domain.old_fonts import Script, judge
from desktop.domain.old_sheets import OldValue
from desktop.workbook.guard import read_bytes
from desktop.workbook.unpacking import refusal
from desktop.workbook.weighing import LONGEST, MOST_ROWS, WIDEST

_ENDINGS: Final = frozenset({".csv", ".tsv", ".txt"})
_NO_TEXT: Final = (b"PK\3\4", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"{\\rtf")
_PARTERS: Final = ";\t,|"
_SAMPLE: Final = 40
"""Lines that are looked at to see what parts the cells."""


def is_text_table(path: Path) -> bool:
    """Whether a file is to be read as text, by its name and its first bytes."""
    if path.suffix.lower() not in _ENDINGS:
        return False
    try:
        with path.open("rb") as file:
            return not file.read(8).startswith(_NO_TEXT)
    except OSError:
        return True  # reading it says what is wrong


def read_text_table(path: Path) -> tuple[list[list[OldValue]], bytes]:
    """All cells as texts, and the hash of the file."""
    data = read_bytes(path)
    text = _decoded(path, data)
    if "\0" in text or not text.strip():
        raise refusal(Trouble.NOT_EXCEL if text.strip("\0 \r\n\t") else Trouble.EMPTY_FILE, path)
    parter = _parter(text)
    try:
        found = list(csv.reader(StringIO(_without_hint(text)), delimiter=parter))
    except csv.Error as error:
        raise refusal(Trouble.DAMAGED_FILE, path) from error
    if len(found) > MOST_ROWS:
        raise refusal(Trouble.TOO_MANY_ROWS, path, most=MOST_ROWS)
    width = max(map(len, found), default=0)
    if width > WIDEST or any(len(cell) > LONGEST for row in found for cell in row):
        raise refusal(Trouble.DAMAGED_FILE, path)
    return [[*row, *([""] * (width - len(row)))] for row in found], sha256(data).digest()


def _decoded(path: Path, data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
            raise UserError(Trouble.DAMAGED_FILE, path=str(path), name=path.name) from error
    return _of_one_byte(data)


def _of_one_byte(data: bytes) -> str:
    """Letters of an old Windows: as windows-1258, unless the words say that an old font had shown them."""
    western = data.decode("latin-1")
    seen = [judge(line) for line in western.splitlines()]
    old = sum(script in (Script.TCVN3, Script.VNI) for script in seen)
    if old and old * 2 >= sum(script not in (Script.PLAIN, Script.EITHER) for script in seen):
        return western
    return normalize("NFC", data.decode("cp1258", "replace"))


def _without_hint(text: str) -> str:
    """Excel lets a first line say what parts the cells."""
    return text.partition("\n")[2] if text[:4].lower() == "sep=" else text


def _parter(text: str) -> str:
    if text[:4].lower() == "sep=" and text[4:5] in _PARTERS:
        return text[4]
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE]
    return max(_PARTERS, key=lambda mark: _evenness([line.count(mark) for line in lines]))


def _evenness(counts: list[int]) -> tuple[int, int]:
    """How many lines have the usual number of these marks, where that is any; more marks win a tie."""
    usual = max(set(counts), key=lambda count: (count > 0, counts.count(count), count), default=0)
    return (counts.count(usual) if usual else 0, usual)
