"""Numbers of old tables: with Vietnamese or English marks, with their unit behind them, as text or as numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.numbers import NumberRefused, parse_money, parse_number, plain
from desktop.domain.text import fold

_ENGLISH: Final = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[+-]?[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})")
_ENGLISH_ANY: Final = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]+)?")
_SURELY_ENGLISH: Final = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_SURELY_OURS: Final = re.compile(
    r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}|[+-]?\d+,\d\d?"
)
_GROUPED_EITHER: Final = re.compile(r"[+-]?[0-9]{1,3}[.,][0-9]{3}")
_WITH_UNIT: Final = re.compile(r"([+-]?[0-9][0-9.,\s]*)\s*([^\d\s].*)")
_NOTHING: Final = frozenset({"-", "–", "—", ".", "...", "…", "/", "x"})
_ZERO: Final = frozenset({"khong", "khong co", "ko", "k"})
_DECIMALS: Final = 3
_MOST_UNIT: Final = 12
"""Letters that a unit behind a number may have: `3 vụ`, `12 đ/c`."""


@dataclass(frozen=True)
class OldNumber:
    """A number read from a cell; whether it had to be turned into one, and whether it could be another one."""

    value: Decimal
    converted: bool = False
    doubtful: bool = False


def is_english(cells: Iterable[object]) -> bool:
    """Whether a column writes `1,234.5`: some of its texts can only be so, and none can only be ours."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    english = any(_SURELY_ENGLISH.fullmatch(text) for text in texts)
    return english and not any(_SURELY_OURS.fullmatch(text) for text in texts)


@dataclass(frozen=True)
class NumberReader:
    """Reads the numbers of one column."""

    english: bool = False
    whole: bool = True
    money: bool = False

    def read(self, cell: object) -> OldNumber | None:
        """The number of a cell; None for a blank; raise ValueError for what is none."""
        if cell is None or isinstance(cell, bool):
            return None
        if isinstance(cell, (int, float)):
            exact, rounded = _exact(cell)
            return OldNumber(self._fitting(rounded), converted=exact != rounded, doubtful=exact != rounded)
        text = str(cell).strip().replace("\u00a0", " ")
        if not text or fold(text) in _NOTHING or text in _NOTHING:
            return None
        if fold(text) in _ZERO:
            return OldNumber(Decimal(0), converted=True)
        return self._text(text)

    def _text(self, text: str) -> OldNumber:
        if self.money and (amount := _money(text)) is not None:
            return OldNumber(amount, converted=True)
        found = _WITH_UNIT.fullmatch(text)
        if found is not None and len(found[2]) <= _MOST_UNIT and not any(char.isdigit() for char in found[2]):
            return OldNumber(self._text(found[1].strip()).value, converted=True)
        either = bool(_GROUPED_EITHER.fullmatch(text))
        english = self.english and _ENGLISH_ANY.fullmatch(text)
        if english or _SURELY_ENGLISH.fullmatch(text) or (either and "," in text and self.whole):
            value = Decimal(text.replace(",", ""))
            return OldNumber(self._fitting(plain(value)), converted=True, doubtful=either and not self.english)
        try:
            value = parse_number(text)
        except NumberRefused:
            if not _ENGLISH.fullmatch(text):
                raise
            return OldNumber(self._fitting(plain(Decimal(text.replace(",", "")))), converted=True, doubtful=True)
        return OldNumber(self._fitting(value), converted=True, doubtful=either and not self.whole)

    def _fitting(self, value: Decimal) -> Decimal:
        if self.whole and value != value.to_integral_value():
            raise ValueError(value)
        return value


def _money(text: str) -> Decimal | None:
    try:
        return Decimal(parse_money(text))
    except ValueError:
        return None


def _exact(cell: float) -> tuple[Decimal, Decimal]:
    """The number of a cell, and as it is kept: what binary arithmetic left behind is no difference."""
    number = Decimal(repr(cell))
    if not number.is_finite() or abs(number) >= 10**15:
        raise ValueError(cell)
    rounded = round(number, _DECIMALS)
    noise = abs(number - rounded) <= abs(number) * Decimal("1e-14")
    return plain(rounded if noise else number), plain(rounded)
