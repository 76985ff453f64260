"""Why two records could tell one case, in words."""

from datetime import date
from decimal import Decimal

from desktop.domain.likeness import Alike
from desktop.domain.numbers import half_up
from desktop.wording.numbers import number


def percent_words(share: float) -> str:
    """`87%`."""
    return f"{number(half_up(Decimal(str(share)) * 100, 0))}%"


def reason_words(alike: Alike, one: date, other: date, kilometres: float | None) -> str:
    """`cùng ngày 11/06, hai đơn vị cách 6 km, nội dung giống 87%`."""
    told = [_day_words(one, other), _place_words(kilometres)]
    told.append("không đủ nội dung để so" if alike.text is None else f"nội dung giống {percent_words(alike.text)}")
    if alike.choices == 1.0:
        told.append("cùng phân loại")
    return ", ".join(words for words in told if words)


def _day_words(one: date, other: date) -> str:
    first, last = sorted((one, other))
    if first == last:
        return f"cùng ngày {first:%d/%m}"
    return f"cách {(last - first).days} ngày ({first:%d/%m} và {last:%d/%m})"


def _place_words(kilometres: float | None) -> str:
    return "" if kilometres is None else f"hai đơn vị cách {number(max(1, round(kilometres)))} km"
