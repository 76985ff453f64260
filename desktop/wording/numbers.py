"""Numbers and dates as official Vietnamese paper writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from desktop.domain.numbers import format_number, half_up, plain
from desktop.domain.numbers import percent as percent_of

MILLION: Final = 10**6
BILLION: Final = 10**9

_SCALED: Final[Mapping[str, tuple[Decimal, str]]] = {
    "gam": (Decimal(1000), "kg"),
    "m²": (Decimal(10000), "ha"),
}


def number(value: Decimal | int, places: int | None = None) -> str:
    """`1.234,5`; with all its decimals, or rounded half up to exactly so many."""
    return format_number(value, places)


def count(value: Decimal | int, noun: str = "", leading_zero: bool = False) -> str:
    """`5 vụ`, in reports `05 vụ`: whole numbers under ten get a zero in front there, zero itself does not."""
    figure = number(value)
    if leading_zero and 0 < value < 10 and value == int(value):
        figure = f"0{figure}"
    return f"{figure} {noun}".rstrip()


def money(value: Decimal | int, exact: bool = False) -> str:
    """`1,8 tỷ đồng`, `726,6 triệu đồng`, `4.500 đồng`; to the đồng when asked for exactly.

    Rounded to one decimal; what would round up to 1.000 million is told in billions.
    """
    amount = Decimal(value)
    if exact or abs(amount) < MILLION:
        return f"{number(value)} đồng"
    if abs(half_up(amount / MILLION, 1)) < 1000:
        return f"{number(plain(half_up(amount / MILLION, 1)))} triệu đồng"
    return f"{number(plain(half_up(amount / BILLION, 1)))} tỷ đồng"


def quantity(value: Decimal | int, unit: str, places: int = 1) -> str:
    """`850 gam`, `1,2 kg`: measured amounts in the larger unit once they fill one."""
    if unit == "đồng":
        return money(value)
    scale, larger = _SCALED.get(unit, (None, unit))
    amount = Decimal(value)
    if scale is None or abs(amount) < scale:
        return count(amount, unit)
    return f"{number(plain(half_up(amount / scale, places)))} {larger}"


def percent(value: Decimal | None, places: int = 1) -> str:
    """`89,4%`, `100%` for the whole; `không tính được` where there is nothing to divide by."""
    if value is None:
        return "không tính được"
    rounded = half_up(value, places)
    return f"{number(rounded, 0 if rounded in (0, 100) else places)}%"


def share(numerator: Decimal | int, denominator: Decimal | int, places: int = 1) -> str:
    """`89,4%` of two counts, computed from them and from nothing rounded before."""
    return percent(percent_of(numerator, denominator, places), places)


def day(value: date) -> str:
    """`05/06/2020`."""
    return f"{value:%d/%m/%Y}"


def moment(value: datetime) -> str:
    """`17:00 ngày 16/06/2020`."""
    return f"{value:%H:%M} ngày {value:%d/%m/%Y}"


def long_day(value: date) -> str:
    """`ngày 05 tháng 01 năm 2026`: a zero before days under ten and months 1, 2 (Nghị định 30/2020/NĐ-CP)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def span(first: date, last: date) -> str:
    """`từ ngày 15/12/2019 đến ngày 14/06/2020`."""
    return f"từ ngày {day(first)} đến ngày {day(last)}"
