"""Vietnamese text: cleaned at every door, folded for search, keyed for sorting."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

_BREAKS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TRAILING = re.compile(r" +(?=\n)")


def clean(text: str) -> str:
    """Text as it is kept: composed (NFC), lines by LF, no control characters, no blanks at line ends.

    Typed, pasted and read text all pass here: macOS and windows-1258 sources arrive decomposed.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.rstrip(" ")
    text = _BREAKS.sub("\n", text)
    text = _BLANKS.sub(" ", _CONTROLS.sub("", text))
    return _TRAILING.sub("", unicodedata.normalize("NFC", text)).rstrip(" \n")


def cell_text(cell: object) -> str:
    """What a cell of a workbook says, as a person sees it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)).normalize(), "f").replace(".", ",")
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return "" if cell is None else str(cell)


def fold(text: str) -> str:
    """Search key: small letters, no marks, đ as d, one blank between words."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join(plain.encode("ascii", "ignore").decode().split())


# Vietnamese order (as ICU has it): all letters of the text first, then tones, then small before capital
# letters; ngang < huyền < hỏi < ngã < sắc < nặng. Numbers compare by size: Phường 2 before Phường 10.

_LETTERS = {letter: chr(0x41 + place) for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_PUNCTUATION = {mark: "!" + chr(0x41 + place) for place, mark in enumerate("_-–—,;:!?….'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$")}
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LEVEL = "\x1f"
_NUMBER = re.compile("[0-9]+")
_LONGEST = 15
"""Numbers of more digits than Excel keeps are no longer told apart by size."""


def _weights(char: str) -> tuple[str, str, str]:
    """Letter, tone and case of one composed character; each level sorts as plain text."""
    small = char.lower()
    base, *marks = list(unicodedata.normalize("NFD", small))
    tone = next((_TONES.index(mark) + 2 for mark in marks if mark in _TONES), 1)
    letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in _TONES))
    if char < " ":
        letter = " "
    letter = _LETTERS.get(letter) or _PUNCTUATION.get(letter) or letter
    return letter, str(tone), "0" if small == char else "1"


class _Level(dict[int, str]):
    """One level of the sort key by character, worked out when first met."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, code: int) -> str:
        weight = self[code] = _weights(chr(code))[self._number]
        return weight


_LETTER_LEVEL, _TONE_LEVEL, _CASE_LEVEL = _Level(0), _Level(1), _Level(2)


def _by_size(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0")
    return chr(0x30 + min(len(digits), _LONGEST)) + digits


def sort_key(text: str) -> str:
    """Key whose plain text order is the Vietnamese order, also in SQLite's BINARY collation."""
    text = unicodedata.normalize("NFC", text)
    letters = _NUMBER.sub(_by_size, text.translate(_LETTER_LEVEL))
    tones = text.translate(_TONE_LEVEL).rstrip("1")
    cases = text.translate(_CASE_LEVEL).rstrip("0")
    return f"{letters}{_LEVEL}{tones}{_LEVEL}{cases}".rstrip(_LEVEL)
