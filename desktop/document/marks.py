"""The names that numbers and paragraphs carry through Word and LibreOffice, and what can be read from a name.

A number stands in a content control whose tag is its name, inside a bookmark of the same name: Word keeps both, also
when all of its words are typed over; LibreOffice 7.4 drops the tag and keeps the bookmark. A bookmark's name has at
most forty letters, digits and strokes; one that begins with a stroke is not listed in Word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final
from zlib import crc32

from desktop.domain.report import Origin, OriginKind

FIGURE, PARAGRAPH, TABLE = "_G", "_P", "_T"
MOST: Final = 40
_KINDS: Final = {
    OriginKind.VALUE: "v",
    OriginKind.BASE: "b",
    OriginKind.CHANGE: "c",
    OriginKind.PERCENT: "p",
    OriginKind.RATE: "r",
    OriginKind.FRACTION: "f",
    OriginKind.SHARE: "s",
    OriginKind.TARGET: "t",
    OriginKind.COUNT: "n",
    OriginKind.TOLD: "d",
}
_BY_LETTER: Final = {letter: kind for kind, letter in _KINDS.items()}
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_NAME: Final = re.compile(r"_G([0-9a-z]+)_([a-z])_([A-Z0-9]*)_([0-9A-Za-z]*)_([0-9A-Za-z]*)_([0-9a-f]{4})")
_CODE: Final = re.compile(r"([A-Z]{2})(\d{2})(\d*)")
_CUSTOM: Final = re.compile(r"(\d{8})-(\d{8})")
MOST_CODES: Final = 3


@dataclass(frozen=True)
class Mark:
    """What the name of a number says: kind, indicators, period and scope; and whether its words are still ours."""

    kind: OriginKind
    indicators: tuple[str, ...]
    period: str
    scope: str
    check: str = ""

    @property
    def key(self) -> tuple[str, tuple[str, ...], str, str]:
        """The same number in another report of the same period."""
        return self.kind.value, self.indicators, self.period, self.scope


class Names:
    """Gives out names and ids, none of them twice in a document."""

    def __init__(self) -> None:
        self._ids, self._numbers = count(1), count(0)
        self._given: dict[str, int] = {}

    def next_id(self) -> int:
        """The id of the next bookmark."""
        return next(self._ids)

    def figure(self, origin: Origin, text: str) -> str:
        """The name of a printed number."""
        mark = mark_of(origin)
        return self.again(mark, check(text))

    def again(self, mark: Mark, checked: str) -> str:
        """A fresh name for a number that has one already."""
        codes = "".join(each.replace(".", "") for each in mark.indicators)
        number = _in_letters(next(self._numbers))
        head = f"{FIGURE}{number}_{_KINDS[mark.kind]}_{codes}_{mark.period}_"
        return f"{head}{mark.scope[: MOST - len(head) - 5]}_{checked}"

    def paragraph(self, part: str, key: str, text: str) -> str:
        """The name of a paragraph that is made from figures."""
        whole = f"{part.replace('.', '')}_{key}"
        self._given[whole] = self._given.get(whole, 0) + 1
        again = f"x{self._given[whole]}" if self._given[whole] > 1 else ""
        return f"{PARAGRAPH}_{whole}{again}_{check(text)}{check(_plain(text)[::-1])}"


def mark_of(origin: Origin) -> Mark:
    """What a number's name will say of its origin."""
    told = tuple(each for each in origin.indicators if _CODE.fullmatch(each.replace(".", "")))
    codes = told if len(told) <= MOST_CODES else ()
    scope = "".join(each for each in origin.scope if each.isalnum() and each.isascii())
    return Mark(origin.kind, codes, short_period(origin.period), scope)


def read_name(name: str) -> Mark | None:
    """What a name says; None for one that is not ours."""
    found = _NAME.fullmatch(_as_written(name))
    if found is None or found[2] not in _BY_LETTER:
        return None
    codes = tuple(".".join(filter(None, each.groups())) for each in _CODE.finditer(found[3]))
    return Mark(_BY_LETTER[found[2]], codes, found[4], found[5], found[6])


def _as_written(name: str) -> str:
    """LibreOffice takes `_XD051_` for the number of a letter, and writes the number of a stroke before it."""
    return name.replace("_x005F_", "_").replace("_x005f_", "_")


def read_paragraph_name(name: str) -> tuple[str, str] | None:
    """Key and check of a paragraph's name."""
    name = _as_written(name)
    if not name.startswith(f"{PARAGRAPH}_"):
        return None
    key, _, checked = name.removeprefix(f"{PARAGRAPH}_").rpartition("_")
    return (key, checked) if key else None


def is_ours(name: str, text: str) -> bool:
    """Whether the words under a paragraph's name are still those that we wrote."""
    found = read_paragraph_name(name)
    return found is not None and found[1] == f"{check(text)}{check(_plain(text)[::-1])}"


def check(text: str) -> str:
    """Four letters that change with the words, not with the kind of blanks between them."""
    return f"{crc32(_plain(text).encode()) & 0xFFFF:04x}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\u2011", "-").split())


def short_period(key: str) -> str:
    """A period as the name of a number says it."""
    if dates := _CUSTOM.fullmatch(key):
        return "P" + "".join(_in_letters(int(each)) for each in dates.groups())
    return key.replace("-", "")


def _in_letters(number: int) -> str:
    return "".join(_digits(number))[::-1] or "0"


def _digits(number: int) -> Iterator[str]:
    while number:
        number, digit = divmod(number, len(_DIGITS))
        yield _DIGITS[digit]
